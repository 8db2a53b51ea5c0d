"""The row of chips over the history: each says what is shown, and offers something else by a click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from core.queries import ArticleSummary
from core.records import Run
from core.rules import short
from core.sets import AnnotationSet
from core.surveys import model_of
from gui.adjudicating.bench import title_of
from gui.desk import Desk
from gui.history.moments import Since
from gui.history.periods import DAYS, HOW, period
from gui.history.wishes import KINDS, PARTS, Wishes
from gui.panels.flow import FlowLayout
from gui.parts import button, label, muted, repolish
from gui.screen import Choice, Screen

_HEADLINE = 24  # characters of an article's headline on its chip


class Chip(QPushButton):
    """“Annotator: **anyone**”."""

    def __init__(self, name: str, act: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("chip")
        self._name = name
        self._value = QLabel()
        self._value.setObjectName("chipValue")
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 3, 11, 3)
        row.setSpacing(5)
        for one in (label(f"{name}:", role="muted"), self._value):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(one)
        self.clicked.connect(lambda _checked=False: act())

    def show_value(self, value: str, *, sifts: bool = False) -> None:
        """Say what is shown; a chip that sifts, leaving something out, looks so."""
        self._value.setText(value)
        if self.property("sifts") is not sifts:
            self.setProperty("sifts", sifts)
            repolish(self)
        self.setAccessibleName(f"{self._name}: {value}")
        self.updateGeometry()

    def value(self) -> str:
        return self._value.text()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Chips(QWidget):
    changed = Signal(object)  # Wishes
    stop_clicked = Signal()

    def __init__(self, screen: Screen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chips")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._screen = screen
        self.wishes = Wishes()
        self._sets: dict[str, AnnotationSet] = {}  # of the article, that whoever looks may see
        self.article = Chip("Article", self._pick_article)
        self.whose = Chip("Annotations", self._pick_whose)
        self.annotator = Chip("Annotator", self._pick_annotator)
        self.kind = Chip("Change", self._pick_kind)
        self.label = Chip("Label", self._pick_label)
        self.words = Chip("Words", self._pick_words)
        self.model = Chip("Model", self._pick_model)
        self.time = Chip("Time", self._pick_time)
        self.since = Chip("Since", self._pick_since)
        self.stop = button("Stop", self.stop_clicked.emit, tip="Look no further back, or go on", name="chipLink")
        self.clear = button("Show All", self._ask_for_all, tip="Show every change again", name="chipLink")
        self.count = muted(wrap=False)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.count.setAccessibleName("What is shown")
        self.count.setMinimumHeight(self.article.sizeHint().height())  # on the line of the first chips
        flow = FlowLayout(spacing=8)
        for one in (*self._all(), self.clear):
            flow.addWidget(one)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        row.addLayout(flow, 1)
        for widget in (self.count, self.stop):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self.show_wishes(self.wishes)
        self.show_count("", "")

    def show_count(self, told: str, offer: str) -> None:
        """Say how much is listed, and offer to stop while more is looked for, or to go on."""
        self.count.setText(told)
        self.stop.setText(offer)
        self.stop.setVisible(bool(offer))

    def _all(self) -> tuple[Chip, ...]:
        what = (self.article, self.whose, self.annotator, self.kind, self.label, self.words, self.model)
        return (*what, self.time, self.since)

    @property
    def _desk(self) -> Desk:
        return self._screen.desk

    def show_wishes(self, wishes: Wishes) -> None:
        """Say what is asked for, without asking."""
        self.wishes = wishes
        headline = wishes.headline
        beginning = headline if len(headline) <= _HEADLINE else f"{headline[:_HEADLINE].rstrip()}…"
        self.article.show_value(beginning if wishes.article else "all")
        self.whose.show_value(wishes.whose)
        self.whose.setVisible(bool(wishes.whose))
        words = f"“{short(wishes.words, _HEADLINE)}”" if wishes.words else ""
        model = short(wishes.model.name, _HEADLINE) if wishes.model else ""
        for chip, value in (
            (self.annotator, wishes.annotator),
            (self.kind, wishes.kind),
            (self.label, wishes.label),
            (self.words, words),
            (self.model, model),
            (self.time, wishes.time),
        ):
            chip.show_value(value or ("anyone" if chip is self.annotator else "any"), sifts=bool(value))
        self.clear.setVisible(wishes.sifts)
        self.since.show_value(wishes.since.value)

    def _ask_for_all(self) -> None:
        now = self.wishes
        kept = Wishes(article=now.article, headline=now.headline, set_id=now.set_id, whose=now.whose, since=now.since)
        self._ask(kept)

    def _ask(self, wishes: Wishes) -> None:
        if wishes != self.wishes:
            self.show_wishes(wishes)
            self.changed.emit(wishes)

    # --------------------------------------------------------------------------------------------------------- picking

    def _pick_article(self) -> None:
        def offer(articles: Sequence[ArticleSummary]) -> None:
            headlines = {one.info.id: one.info.headline for one in articles}
            choices = [Choice("", "All articles"), *(Choice(id, headline) for id, headline in headlines.items())]
            self._screen.pick(
                "Whose history?",
                choices,
                lambda id: self._ask(
                    replace(self.wishes, article=id or None, headline=headlines.get(id, ""), set_id=None, whose="")
                ),
            )

        self._desk.bridge.ask(lambda store: store.articles(), offer)

    def show_whose(self, sets: Sequence[AnnotationSet], shown: str) -> None:
        """Offer another annotation set of the article, where it has several."""
        self._sets = {one.id: one for one in sets}
        whose = self._sets[shown].title if len(sets) > 1 and shown in self._sets else ""
        self.show_wishes(replace(self.wishes, whose=whose))

    def _pick_whose(self) -> None:
        choices = [Choice(id, title_of(one)) for id, one in self._sets.items()]
        self._screen.pick("The history of whose annotations?", choices, lambda id: self._ask(self._of_set(id)))

    def _of_set(self, id: str) -> Wishes:
        return replace(self.wishes, set_id=id, whose=self._sets[id].title)

    def _pick_annotator(self) -> None:
        def offer(names: Sequence[str]) -> None:
            choices = [Choice("", "Anyone"), *(Choice(name) for name in names)]
            self._screen.pick(
                "Done by whom?", choices, lambda name: self._ask(replace(self.wishes, annotator=name or None))
            )

        self._desk.bridge.ask(lambda store: store.annotators(), offer)

    def _pick_kind(self) -> None:
        parts = {part: f"{part.capitalize()} of quotes" for part in PARTS}
        kinds = {kind: kind.capitalize() for kind in KINDS}
        choices = [Choice("", "Any change"), *(Choice(kind, told) for kind, told in {**kinds, **parts}.items())]
        self._screen.pick("Which changes?", choices, lambda kind: self._ask(replace(self.wishes, kind=kind)))

    def _pick_label(self) -> None:
        labels = (Choice(one.name, key=one.key, colour=one.colour) for one in self._desk.labels)
        self._screen.pick(
            "Changes of which label?",
            [Choice("", "Any label"), *labels],
            lambda name: self._ask(replace(self.wishes, label=name or None)),
        )

    def _pick_words(self) -> None:
        self._screen.pick(
            "Changes of which words?",
            [Choice("", "Any words")],
            lambda words: self._ask(replace(self.wishes, words=words.strip())),
            free="Only what was changed on “{}”",
        )

    def _pick_model(self) -> None:
        def offer(runs: Sequence[Run]) -> None:
            models = {model.name: model for model in dict.fromkeys(model_of(run) for run in reversed(runs))}
            choices = [Choice("", "Any model, or none"), *(Choice(name) for name in models)]
            self._screen.pick(
                "Suggestions of which model?",
                choices,
                lambda name: self._ask(replace(self.wishes, model=models.get(name))),
            )

        self._desk.bridge.ask(lambda store: store.runs(), offer)

    def _pick_time(self) -> None:
        choices = [Choice("", "Any time"), *(Choice(name, name.capitalize()) for name in DAYS)]

        def take(time: str) -> None:
            if time and period(time) is None:
                self._screen.hint(f"“{short(time)}” is no time. {HOW}")
            else:
                self._ask(replace(self.wishes, time=time))

        self._screen.pick("From when? For example 2026-11-20 – 2026-11-25", choices, take, free="{}")

    def _pick_since(self) -> None:
        hints = {
            Since.SUGGESTED: "by the model and the memory",
            Since.MODEL: "without the memory",
            Since.BEFORE: "what this revision did",
        }
        choices = [Choice(one.value, one.value.capitalize(), hint=hints.get(one, "")) for one in Since]
        self._screen.pick(
            "Compare with what?", choices, lambda since: self._ask(replace(self.wishes, since=Since(since)))
        )
