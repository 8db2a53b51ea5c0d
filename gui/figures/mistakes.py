"""The page of what the model gets wrong: charts from decisions alone, and the cases behind every bar."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import replace
from itertools import islice

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from core.counted import counted
from core.mistakes.facts import Mistake
from core.mistakes.sheet import Sheet, Sift
from core.mistakes.survey import read
from core.rules import short
from gui.desk import Desk
from gui.figures.bars import BarList, Legend
from gui.figures.cases import MOST, Place
from gui.figures.charts import ACCEPTED, CORRECTED, MISSED, REJECTED, Asked, charts, lines, summary
from gui.figures.frame import FiguresPage
from gui.figures.trend import Trend
from gui.history.periods import DAYS, HOW, period
from gui.look import Look
from gui.parts import heading, muted
from gui.screen import Choice, Screen

KEYS = "Tab next chart · arrows walk it · Enter its cases · Esc back"
_HINT = "Choose a bar, or a point, to see the cases behind it."
_HEADLINE = 26


class MistakesPage(FiguresPage):
    def __init__(self, screen: Screen, look: Look, executor: Executor, parent: QWidget | None = None) -> None:
        super().__init__(executor, look, "What the Model Gets Wrong", _HINT, parent)
        self.setObjectName("mistakesPage")
        self._screen, self._desk, self._look = screen, screen.desk, look
        self._sheet: Sheet | None = None
        self._days = ""
        self.sift = Sift()
        self.model = self.add_chip("Model", self._pick_model)
        self.label = self.add_chip("Label", self._pick_label)
        self.article = self.add_chip("Article", self._pick_article)
        self.time = self.add_chip("Suggested", self._pick_time)
        self.charts: dict[str, BarList] = {}
        self._build(look)
        self._show_sift()

    def _build(self, look: Look) -> None:
        inside = QWidget()
        inside.setObjectName("figuresInside")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(18, 12, 18, 16)
        self._column.setSpacing(4)
        self._sections: dict[str, QWidget] = {}
        self.summary = muted()
        self._column.addWidget(self.summary)
        self._column.addWidget(Legend((ACCEPTED, CORRECTED, REJECTED, MISSED), look))
        self._add("Models", "With the share of their suggestions that was right as it stood.")
        self.trend = Trend("Share that was right, over time", look)
        self.trend.chosen.connect(self._choose)
        self._add_widget("Over time", "The share that was right, by when it was suggested.", self.trend)
        self._add(
            "Entities by label",
            "As suggested, with the share that was right. Missed is what people added where nothing was suggested.",
        )
        self._add("Quotes by kind", "The same for quotes.")
        self._add("Parts of quotes", "In how many of the quotes that were kept a part had to be corrected.")
        self._add("Labels taken for others", "As suggested, and what people made of it.")
        self._add("Boundaries", "Suggestions that began or ended in the wrong place.")
        self._add("Most often wrong", "The same words, wrong in the same way.")
        self._add("Most often missed", "What people added most often.")
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        self.figures.addWidget(self.area)

    def _add(self, name: str, told: str) -> None:
        chart = BarList(name, self._look)
        chart.chosen.connect(self._choose)
        chart.chosen.connect(lambda _key: self._only(chart))
        self.charts[name] = chart
        self._add_widget(name, told, chart)

    def _add_widget(self, name: str, told: str, widget: QWidget) -> None:
        section = QWidget()
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(2)
        column.addWidget(heading(name))
        column.addWidget(muted(told))
        column.addWidget(widget)
        self._sections[name] = section
        self._column.addWidget(section)

    def _only(self, chart: BarList) -> None:
        for other in self.charts.values():
            if other is not chart:
                other.unchoose()

    @property
    def desk(self) -> Desk:
        return self._desk

    # --------------------------------------------------------------------------------------------------------- reading

    def visit(self) -> None:
        """Read what was decided by now."""
        self.messages.clear()
        answer, me = self._desk.workspace.answer, self._desk.workspace.annotator
        self.work("Reading the decisions …", lambda report, cancelled: read(answer, me, report, cancelled), self._take)
        self.told.emit("What the model gets wrong")
        self.charts["Entities by label"].setFocus()

    def _take(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._show()

    def _show(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        self._show_sift()
        report = sheet.report(self.sift)
        total = report.total
        self.count.setText(f"{counted(total.decided, 'suggestion')} decided")
        self.cases.clear()
        if not sheet.outcomes:
            self.show_empty(
                "Nothing was decided yet",
                (
                    "Accept, correct and reject what the model suggests: every decision counts here at once.",
                    "This page then says which labels it confuses, where it begins or ends wrongly, what it misses.",
                ),
            )
            return
        self.summary.setText(summary(total))
        self.trend.fill(lines(report))
        self._sections["Over time"].setVisible(bool(self.trend.lines()))
        for name, bars in charts(report).items():
            self.charts[name].fill(bars)
            self._sections[name].setVisible(bool(bars))
        self.show_figures(self.area)

    # --------------------------------------------------------------------------------------------------------- sifting

    def _show_sift(self) -> None:
        self.model.show_value(self.sift.model.name if self.sift.model else "any")
        self.label.show_value(self.sift.label or "any")
        headlines = self._sheet.articles() if self._sheet is not None else {}
        headline = headlines.get(self.sift.article or "", "all")
        self.article.show_value(headline if len(headline) <= _HEADLINE else f"{headline[:_HEADLINE].rstrip()}…")
        self.time.show_value(self._days or "any time")

    def _ask(self, sift: Sift) -> None:
        self.sift = sift
        self._show()

    def _pick_model(self) -> None:
        models = {model.name: model for model in self._sheet.models()} if self._sheet is not None else {}
        choices = [Choice("", "Any model"), *(Choice(name) for name in models)]
        self._screen.pick(
            "Suggestions of which model?", choices, lambda name: self._ask(replace(self.sift, model=models.get(name)))
        )

    def _pick_label(self) -> None:
        labels = self._sheet.labels() if self._sheet is not None else []
        colours = {one.name: one.colour for one in self._desk.labels}
        choices = [Choice("", "Any label"), *(Choice(name, colour=colours.get(name, "")) for name in labels)]
        self._screen.pick(
            "Suggestions of which label?", choices, lambda name: self._ask(replace(self.sift, label=name or None))
        )

    def _pick_article(self) -> None:
        articles = self._sheet.articles() if self._sheet is not None else {}
        choices = [Choice("", "All articles"), *(Choice(id, headline) for id, headline in articles.items())]
        self._screen.pick("In which article?", choices, lambda id: self._ask(replace(self.sift, article=id or None)))

    def _pick_time(self) -> None:
        def choose(name: str) -> None:
            asked = period(name) if name else None
            if name and asked is None:
                self._screen.hint(f"“{short(name)}” is no time. {HOW}")
                return
            self._days = name
            since, until = (None, None) if asked is None else asked.moments()
            self._ask(replace(self.sift, since=since, until=until))

        choices = [Choice("", "Any time"), *(Choice(name, name.capitalize()) for name in DAYS)]
        self._screen.pick("Suggested when? For example 2026-11-20 – 2026-11-25", choices, choose, free="{}")

    # ----------------------------------------------------------------------------------------------------------- cases

    def _choose(self, asked: Asked) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        fitting = [one for one in sheet.sifted(asked.sift or self.sift) if asked.fits(one)]
        places = [_place(sheet, one) for one in islice(fitting, MOST)]
        self.cases.show_places(asked.title, places, len(fitting))


def _place(sheet: Sheet, mistake: Mistake) -> Place:
    of = sheet.sets[mistake.set_id]
    return Place(of.article, of.headline, (mistake.id,), mistake.start, f"“{mistake.words}”", mistake.told())
