"""The history page: the timeline at the left, an article at two moments beside it, and a slider through its past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from core.errors import ConflictError
from core.history import items_touched
from core.queries import Store, Wanted
from core.records import Article, Revision
from core.session import Session
from core.sets import FACTS, AnnotationSet, works_in
from core.surveys import Model, model_of
from gui.bridge import Failed
from gui.desk import Folded
from gui.history.chips import Chips
from gui.history.compare import Compare
from gui.history.ledger import Ledger
from gui.history.listing import Listing
from gui.history.looking import FIRST
from gui.history.moments import Moments, models_in
from gui.history.slider import TravelBar
from gui.history.taking_back import TakingBack
from gui.history.wishes import Wishes, meets
from gui.look import Look
from gui.messages import BAD, GOOD, MessageBar
from gui.screen import Screen

KEYS = "N next difference · P previous · R revert · Shift+R restore · I inline · Esc back"

_NOT_ON_YOUR_DESK = "Your desk shows the annotations that you work in. This was done in others; they are shown here."
_NOTHING = "Nothing that is looked for was done here. “Show All” above lists every change."
_NOT_YOURS = "You do not work in these annotations: only single revisions of them can be taken back. R reverts one."


class HistoryPage(QWidget):
    """Shows an article’s past or the library’s; reverts and restores, and changes nothing else."""

    left = Signal()  # the editor wants back to the desk
    comparing = Signal(str)  # what is compared with what, for the status bar; "" for nothing
    opened = Signal(object)  # Revision: the editor wants to see it at its place on the desk

    def __init__(self, screen: Screen, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyPage")
        self._screen, self._desk = screen, screen.desk
        self._moments: Moments | None = None  # of the article that is compared
        self._models: dict[str, Model] = {}  # by the ids of the runs that are known
        self._asked = 0
        self.ledger = Ledger(self._desk, self)
        self.taking_back = TakingBack(screen, self._taken_back)
        self._build(look)
        self._desk.folded.connect(self._folded)
        self._desk.told.connect(self._tell)
        self._desk.bridge.failed.connect(self._failed)
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
        self.ledger.came.connect(self._came)
        self.ledger.looking.changed.connect(self._looked)
        self.chips.stop_clicked.connect(self._stop_or_go_on)
        self.travel.moved.connect(self.go_to)
        for keys, act in (
            ("N", lambda: self._step_difference(1)),
            ("P", lambda: self._step_difference(-1)),
            ("R", self._revert_current),
            ("Shift+R", self._restore),
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
        self.chips.show_wishes(replace(self.wishes, article=article, headline=headline, set_id=None, whose=""))
        self._moments = None
        self._load()
        self.listing.setFocus()

    def _wished(self, wishes: Wishes) -> None:
        shown = self._moments
        if shown is not None and wishes.article in (None, shown.id) and wishes.set_id in (None, shown.set_id):
            self._load(keep=self.travel.number())
        else:
            self._moments = None
            self._load()

    def _load(self, keep: int | None = None) -> None:
        """Ask for what is wished; a late answer to an earlier question is dropped."""
        self._asked += 1
        asked, wishes, wanted = self._asked, self.wishes, self._wanted()
        if wishes.article is None:
            self._load_models(asked, wanted)
            self.ledger.show_library(wanted)
            if keep is not None:
                self.go_to(keep)
            return
        article, me = wishes.article, self._desk.workspace.annotator
        session, set_id = self._desk.session, wishes.set_id
        if session is not None and (session.id != article or set_id not in (None, session.set_id)):
            session = None
        if session is not None and keep is None:
            self._show_newest(asked, replace(wanted, set_id=session.set_id), session)

        def take(moments: Moments) -> None:
            if asked != self._asked:
                return
            self._moments = moments
            self.chips.show_whose(moments.sets, moments.set_id)
            self._models.update(moments.models)
            self.ledger.show_article(moments, wanted, self._models)
            self._fill()
            self.go_to(keep or moments.revisions[-1].id)

        self._desk.bridge.ask(lambda store: _moments(store, article, me, session, set_id), take)

    def _show_newest(self, asked: int, wanted: Wanted, session: Session) -> None:
        """Show the newest of an article at once; to compare its moments, all of its past has to be read."""

        def take(revisions: tuple[Revision, ...]) -> None:
            if asked == self._asked:
                self.ledger.show_newest(revisions, session.text)
                self._fill()

        self._desk.bridge.ask(lambda store: store.timeline(wanted, limit=FIRST), take)

    def _load_models(self, asked: int, wanted: Wanted) -> None:
        """The models of all runs, where one is asked for: what others do meanwhile has to be told apart."""

        def take(models: Mapping[str, Model]) -> None:
            if asked == self._asked:
                self._models.update(models)

        if wanted.model is not None:
            self._desk.bridge.ask(lambda store: {run.id: model_of(run) for run in store.runs()}, take)

    def _wanted(self) -> Wanted:
        """What is wished for, of what whoever looks may see."""
        return replace(self.wishes.wanted(), viewer=self._desk.workspace.annotator)

    def _came(self) -> None:
        """More of the library's past was found."""
        self._refill()
        if self.travel.number() is None:
            newest = next((one.id for one in self.ledger.listed if one.article), None)
            if newest is not None:
                self.go_to(newest)
            else:
                self._show_nothing()

    def _fill(self) -> None:
        self.listing.fill(self.ledger.entries())
        self._tell_count()
        if not self.ledger.listed:
            self._show_nothing()

    def _looked(self) -> None:
        if self.ledger.listed:
            self._tell_count()
        else:
            self._fill()

    def _stop_or_go_on(self) -> None:
        looking = self.ledger.looking
        if looking.is_looking:
            looking.stop()
        else:
            looking.more()

    def _tell_count(self) -> None:
        looking = self.ledger.looking
        offer = "Stop" if looking.is_long else "Look On" if looking.was_stopped else ""
        self.chips.show_count(self.ledger.counted(), offer)
        self.listing.tell_of_nothing("" if looking.is_looking or not self.wishes.sifts else _NOTHING)

    def _more(self, value: int) -> None:
        """At the end of what is listed, list more."""
        if value >= self.listing.verticalScrollBar().maximum() and value > 0 and self.ledger.more():
            self._refill()

    def _refill(self) -> None:
        stands, current = self.listing.verticalScrollBar().value(), self.listing.current()
        self.listing.fill(self.ledger.entries())
        self._tell_count()
        self.listing.show_current(current)
        self.listing.verticalScrollBar().setValue(stands)

    # ------------------------------------------------------------------------------------------------------ going there

    def go_to(self, number: int) -> None:
        """Show the article of a revision as it was after it."""
        listed = self._listed(number)
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
            self._desk.bridge.ask(lambda store: _moments(store, article, me, set_id=set_id), take)
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

    def _listed(self, number: int) -> Revision | None:
        return next((one for one in self.ledger.listed if one.id == number), None)

    def _choose(self, number: int) -> None:
        revision = self._listed(number)
        moments = self._moments
        if moments is not None and moments.has(revision) and not moments.is_own:
            self._tell(_NOT_ON_YOUR_DESK)
        elif revision is not None:
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
        if moments is not None and not moments.is_own:
            self._tell(_NOT_YOURS)
        elif not self.travel.restore.isEnabled():
            self._screen.hint("There is no earlier moment here to go back to: choose one in the timeline.")
        elif number is not None and moments is not None:
            self.taking_back.restore(moments.article, number, self.compare.chosen())

    def _taken_back(self, revision: Revision, sentence: str) -> None:
        self.messages.show_sentence(sentence, GOOD)
        self.listing.setFocus()
        if self._moments is not None and revision.article == self._moments.id:
            self.go_to(revision.id)

    def _failed(self, failed: Failed) -> None:
        """Something later stands on what was to be taken back: offer to go there."""
        later = failed.error.later if isinstance(failed.error, ConflictError) else None
        if later is not None and self.isVisible():
            self.messages.show_sentence(str(failed.error), BAD, f"Go to Revision {later}", lambda: self._look_at(later))

    def _look_at(self, number: int) -> None:
        self.go_to(number)
        self.listing.setFocus()

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
            if any(isinstance(change.record, AnnotationSet) for change in revision.changes):
                self._moments = None  # there is a set more to look at, or one less
                self._load(keep=number)
                return
            self.ledger.sift(self._wanted(), self._models)
        elif meets(revision, self._wanted(), self._models):
            self.ledger.insert(revision, self._text_of(revision))
        self._refill()
        if of_this and at_end:
            self.go_to(revision.id)
        elif of_this and self._moments is not None and number is not None:
            self.travel.show_revisions(self._moments.revisions, number)

    def _text_of(self, revision: Revision) -> str:
        """The words of the article that a revision is in, where it is at hand."""
        session = self._desk.session
        return session.text if session is not None and session.id == revision.article else ""


def _moments(
    store: Store, article: str, annotator: str, session: Session | None = None, set_id: str | None = None
) -> Moments:
    """Of the set that a revision is about, else of the one that somebody works in, which may be open already."""
    sets, blind = store.sets(article), store.is_blind(article, annotator)
    seen = tuple(one for one in sets if not blind or one.annotator == annotator)
    own = works_in(sets, store.assignments(article), annotator)
    of_set = set_id if any(one.id == set_id for one in seen) else own
    if session is not None and session.set_id == of_set:
        info, text = session.info, session.text
    else:
        read = store.load(article, annotator=annotator, set_id=of_set)
        info, text = read.article.info, read.article.text
    return Moments(Article(info, text), store.revisions(article=article, set_id=of_set), of_set, seen, own)
