"""The history page: the timeline at the left, an article at two moments beside it, and a slider through its past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from core.model import Article, ArticleInfo, Revision
from core.queries import Store, Wanted
from core.sets import FACTS
from core.surveys import Model, model_of
from gui.desk import Folded, items_touched
from gui.history.chips import Chips
from gui.history.compare import Compare
from gui.history.listing import Listing, told
from gui.history.moments import Moments, models_in, touched
from gui.history.slider import TravelBar
from gui.history.taking_back import TakingBack
from gui.history.wishes import Wishes, meets
from gui.look import Look
from gui.messages import BAD, GOOD, MessageBar
from gui.screen import Screen

Models: TypeAlias = Mapping[str, Model]

PAGE = 100  # revisions listed at once; more when one scrolls to their end
KEYS = "N next difference · P previous · R revert · I inline · Esc back"


class HistoryPage(QWidget):
    """Shows an article’s past or the library’s; reverts and restores, and changes nothing else."""

    left = Signal()  # the editor wants back to the desk
    comparing = Signal(str)  # what is compared with what, for the status bar; "" for nothing
    opened = Signal(object)  # Revision: the editor wants to see it at its place on the desk

    def __init__(self, screen: Screen, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyPage")
        self._screen, self._desk = screen, screen.desk
        self._moments: Moments | None = None
        self._listed: list[Revision] = []  # newest first
        self._headlines: dict[str, str] = {}
        self._models: dict[str, Model] = {}  # by the ids of the runs that are known
        self._whole = True
        self._limit = PAGE
        self._asked = 0
        self.taking_back = TakingBack(screen, self._taken_back)
        self._build(look)
        self._desk.folded.connect(self._folded)
        self._desk.told.connect(self._tell)
        self.compare.set_zoom(self._desk.view.zoom())
        self._desk.view.zoomed.connect(self.compare.set_zoom)

    def _build(self, look: Look) -> None:
        self.chips = Chips(self._screen)
        self.messages = MessageBar()
        self.listing = Listing(look)
        self.compare = Compare(look)
        self.travel = TravelBar(look, self._restore)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.listing)
        self.splitter.addWidget(self.compare)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([380, 1220])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.chips, self.messages, self.splitter, self.travel):
            column.addWidget(widget, 1 if widget is self.splitter else 0)
        self.chips.changed.connect(self._wished)
        self.listing.current_changed.connect(self.go_to)
        self.listing.revert_clicked.connect(self.taking_back.revert)
        self.listing.event_chosen.connect(self._choose)
        self.listing.verticalScrollBar().valueChanged.connect(self._more)
        self.travel.moved.connect(self.go_to)
        for keys, act in (
            ("N", lambda: self._step_difference(1)),
            ("P", lambda: self._step_difference(-1)),
            ("R", self._revert_current),
            ("I", lambda: self.compare.set_inline(not self.compare.inline)),
            ("Left", lambda: self.travel.step(-1)),
            ("Right", lambda: self.travel.step(1)),
            ("Esc", self.left.emit),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ---------------------------------------------------------------------------------------------- what is asked for

    @property
    def wishes(self) -> Wishes:
        return self.chips.wishes

    def visit(self, article: str | None, headline: str = "") -> None:
        """Show the past of an article, or of the library, up to now."""
        self.messages.clear()
        self.chips.show_wishes(replace(self.wishes, article=article, headline=headline))
        self._moments = None
        self._load()
        self.listing.setFocus()

    def _wished(self, wishes: Wishes) -> None:
        shown = self._moments
        if shown is not None and wishes.article in (None, shown.id):
            self._load(keep=self.travel.number())
        else:
            self._moments = None
            self._load()

    def _load(self, keep: int | None = None) -> None:
        """Ask for what is wished; a late answer to an earlier question is dropped."""
        self._asked += 1
        asked, wishes, self._limit = self._asked, self.wishes, PAGE

        def take(answer: tuple[Moments | None, tuple[Revision, ...], Mapping[str, str], Models]) -> None:
            if asked != self._asked:
                return
            moments, listed, headlines, models = answer
            self._headlines.update(headlines)
            self._models.update(models)
            if moments is not None:
                self._moments = moments
                self._models.update(moments.models)
                self._sift()
            else:
                self._listed, self._whole = list(listed), len(listed) < PAGE
            self._fill()
            shown = keep or next((revision.id for revision in self._listed if revision.article), None)
            if self._moments is not None and wishes.article and not keep:
                shown = self._moments.revisions[-1].id
            if shown is not None:
                self.go_to(shown)
            else:
                self._show_nothing()

        if wishes.article is None:
            wanted = self._wanted()
            self._desk.bridge.ask(lambda store: (None, *_listed(store, wanted, None), _models(store, wanted)), take)
        else:
            article, me = wishes.article, self._desk.workspace.annotator
            self._desk.bridge.ask(lambda store: (_moments(store, article, me), (), {}, {}), take)

    def _wanted(self) -> Wanted:
        """What is wished for, of what whoever looks may see."""
        return replace(self.wishes.wanted(), viewer=self._desk.workspace.annotator)

    def _sift(self) -> None:
        """Of the article’s revisions, those that are wished for."""
        assert self._moments is not None
        wanted = self._wanted()
        self._listed = [one for one in reversed(self._moments.revisions) if meets(one, wanted, self._models)]
        self._whole = True

    def _fill(self) -> None:
        one_article = self.wishes.article is not None and self._moments is not None
        known = self._moments.revisions[::-1] if one_article and self._moments is not None else self._listed
        text = self._moments.article.text if one_article and self._moments is not None else ""
        me = self._desk.workspace.annotator
        headlines = None if one_article else self._headlines
        self.listing.fill(told(self._listed[: self._limit], known, me, text=text, headlines=headlines))
        number, changed = len(self._listed), touched(self._listed)
        self.chips.count.setText(
            f"{number:,}{'' if self._whole else '+'} revision{'' if number == 1 else 's'} · "
            f"{changed:,} annotation{'' if changed == 1 else 's'} changed"
        )

    def _more(self, value: int) -> None:
        """At the end of what is listed, list more."""
        if value < self.listing.verticalScrollBar().maximum() or value == 0:
            return
        if self._limit < len(self._listed):
            self._limit += PAGE
            self._refill()
        elif not self._whole:
            self._whole = True
            asked, wanted, before = self._asked, self._wanted(), self._listed[-1].id

            def take(answer: tuple[tuple[Revision, ...], Mapping[str, str]]) -> None:
                if asked == self._asked:
                    more, headlines = answer
                    self._headlines.update(headlines)
                    self._listed += more
                    self._whole = len(more) < PAGE
                    self._limit += PAGE
                    self._refill()

            self._desk.bridge.ask(lambda store: _listed(store, wanted, before), take)

    def _refill(self) -> None:
        stands, current = self.listing.verticalScrollBar().value(), self.listing.current()
        self._fill()
        self.listing.show_current(current)
        self.listing.verticalScrollBar().setValue(stands)

    # ------------------------------------------------------------------------------------------------------ going there

    def go_to(self, number: int) -> None:
        """Show the article of a revision as it was after it."""
        listed = next((revision for revision in self._listed if revision.id == number), None)
        article = listed.article if listed is not None else None
        me = self._desk.workspace.annotator
        if self._moments is not None and (self._moments.has(listed) or article is None or self.wishes.article):
            self._show(number, listed)
        elif article is not None:
            self._asked += 1
            asked = self._asked

            def take(moments: Moments) -> None:
                if asked == self._asked:
                    self._moments = moments
                    self._show(number, listed)

            set_id = None if listed is None or listed.intent in FACTS else listed.set_id or article
            self._desk.bridge.ask(lambda store: _moments(store, article, me, set_id), take)
        else:
            self._show_nothing()

    def _show(self, number: int, listed: Revision | None) -> None:
        assert self._moments is not None
        comparison = self._moments.compare(number, self.wishes.since)
        self.compare.setVisible(True)
        self.compare.show_comparison(comparison, self._desk.labels)
        self.travel.show_revisions(self._moments.revisions, comparison.revision)
        self.listing.show_current(number)
        if listed is not None:
            self.compare.bring_into_sight(items_touched(listed))
        self.comparing.emit(f"Comparing: {comparison.told}")

    def _show_nothing(self) -> None:
        self.travel.show_revisions((), 0)
        self.compare.setVisible(False)
        self.comparing.emit("")

    def _choose(self, number: int) -> None:
        revision = next((one for one in self._listed if one.id == number), None)
        if revision is not None:
            self.opened.emit(revision)

    def _step_difference(self, step: int) -> None:
        if not self.compare.step(step):
            self._screen.hint("These two moments do not differ.")

    # ------------------------------------------------------------------------------------------------- revert, restore

    def _revert_current(self) -> None:
        number = self.listing.current()
        event = self.listing.event_of(number) if number is not None else None
        if event is None:
            self._screen.hint("Go to a revision in the timeline first.")
        elif not event.can_revert:
            self._screen.hint("This revision cannot be taken back, or was taken back already.")
        else:
            self.taking_back.revert(event.number)

    def _restore(self) -> None:
        number, moments = self.travel.number(), self._moments
        if number is not None and moments is not None:
            self.taking_back.restore(moments.article, number, self.compare.chosen())

    def _taken_back(self, revision: Revision, sentence: str) -> None:
        self.messages.show_sentence(sentence, GOOD)
        if self._moments is not None and revision.article == self._moments.id:
            self.go_to(revision.id)

    def _tell(self, sentence: str) -> None:
        if self.isVisible():
            self.messages.show_sentence(sentence, BAD)

    # ------------------------------------------------------------------------------------------------------------ live

    def _folded(self, folded: Folded) -> None:
        """Somebody did something: it stands at the top, and who was at the end stays at the end."""
        if not self.isVisible():
            return
        revision, number = folded.revision, self.travel.number()
        at_end = self._moments is not None and number == self._moments.revisions[-1].id
        of_this = self._moments is not None and self._moments.append(revision)
        self._models.update(models_in([revision]))
        if self.wishes.article is not None:
            if not of_this:
                return
            self._sift()
        elif meets(revision, self._wanted(), self._models):
            self._listed.insert(0, revision)
            self._headlines.update(
                {one.after.id: one.after.headline for one in revision.changes if isinstance(one.after, ArticleInfo)}
            )
        self._refill()
        if of_this and at_end:
            self.go_to(revision.id)
        elif of_this and self._moments is not None and number is not None:
            self.travel.show_revisions(self._moments.revisions, number)


def _moments(store: Store, article: str, annotator: str, set_id: str | None = None) -> Moments:
    """Of the set that a revision is about, else of the one that somebody works in."""
    read = store.load(article, annotator=annotator, set_id=set_id)
    info, of_set = read.article.info, read.annotation_set.id
    return Moments(Article(info, read.article.text), store.revisions(article=info.id, set_id=of_set), of_set)


def _models(store: Store, wanted: Wanted) -> Models:
    """The models of all runs, where one is asked for: what others do meanwhile has to be told apart."""
    return {} if wanted.model is None else {run.id: model_of(run) for run in store.runs()}


def _listed(store: Store, wanted: Wanted, before: int | None) -> tuple[tuple[Revision, ...], Mapping[str, str]]:
    """A page of the library’s timeline, and the headlines of the articles in it."""
    found = store.timeline(wanted, before=before, limit=PAGE)
    return found, store.headlines({revision.article for revision in found if revision.article is not None})
