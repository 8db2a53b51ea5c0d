"""The desk: which article is open, what is selected in it, and the one road that a correction takes.

The desk holds no widget but the article's view. Panels listen to it; the actions of :mod:`gui.controllers` act on it.
Nothing here changes what is stored: a command is submitted, and what was committed comes back through the bridge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from core.bodies import PartRef, Role
from core.errors import ConflictError, KnownError, RefusedError, StoppedError
from core.frozen import frozen
from core.history import WITHOUT_UNDO
from core.matching import EXACTLY, Matching
from core.queries import Store
from core.records import Item, Label, Revision
from core.session import Session, Touched
from core.workspace import Workspace
from gui.ahead import MANY, Ahead
from gui.article.view import ArticleView
from gui.bridge import Bridge, Committed, Failed
from gui.context import Context
from gui.misfits import Misfits
from gui.opening import Opening
from gui.trail import Trail, trail_of

if TYPE_CHECKING:
    from core.alignment import Misfit
    from core.commands import Command

T = TypeVar("T")

ORDER_OF_ROLES = (Role.CONTENT, Role.CUE, Role.SOURCE, Role.NESTED)


@frozen
class Folded:
    """A revision is on the screen; ``touched`` is empty where it belongs to another article."""

    revision: Revision
    touched: Touched
    kinds: frozenset[type] = frozenset()  # of the records that it changed: looked through once, as there may be many

    def is_about(self, *kinds: type) -> bool:
        """Whether it changed a record of one of these kinds."""
        return not self.kinds.isdisjoint(kinds)


@frozen
class Selected:
    """What is selected now: an item with its current part, or nothing."""

    item: Item | None
    part: PartRef | None


@frozen
class Opened:
    """Another article is open, or none."""

    session: Session | None


class Saving(StrEnum):
    SAVING = "saving"
    SAVED = "saved"
    FAILED = "failed"


@frozen
class SaveState:
    state: Saving
    at: datetime | None = None


class Desk(QObject):
    opened = Signal(object)  # Opened
    folded = Signal(object)  # Folded
    selected = Signal(object)  # Selected
    save_state = Signal(object)  # SaveState
    labels_changed = Signal()
    trail_changed = Signal(object)  # Trail
    matching_changed = Signal()
    misfits_changed = Signal(object)  # the ids of the items
    order_changed = Signal(bool)  # whether unsure ones come first
    told = Signal(str)  # a sentence to the editor: something could not be done
    idle = Signal()  # nothing is on its way to the library any more

    def __init__(self, workspace: Workspace, view: ArticleView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.view = view
        self.bridge = Bridge(workspace, self)
        self.session: Session | None = None
        self.labels: tuple[Label, ...] = ()
        self.trail = Trail()
        self.suggesting = False
        self.importing = False
        self.remembers = True  # whether what was decided before is suggested
        self.matching = EXACTLY  # what counts as an equal mention
        self.unsure_first = False  # the next undecided one is the least sure, not the next in the text
        self.misfits = Misfits()
        self._latest: Revision | None = None  # this annotator's, in the open article
        self.opening = Opening(self, self)
        self._ahead = Ahead(self, self)
        self._selected: str | None = None
        self._part: PartRef | None = None
        self._on_the_way = 0
        self._submitted = 0  # those among them that are commands
        self._untold: list[Folded] = []  # on the screen, but nobody has heard of it yet
        self._saved_at: datetime | None = None
        self._waiting: list[Callable[[], None]] = []
        self.bridge.committed.connect(self._fold)
        self.bridge.failed.connect(self._fail)
        self.bridge.refused.connect(lambda refused: self.told.emit(str(refused.error)))
        view.item_selected.connect(self._select_clicked)
        self.refresh_labels()
        self.refresh_trail()

    # -------------------------------------------------------------------------------------------------------- looking

    def context(self) -> Context:
        """What an action finds before it."""
        return Context(
            session=self.session,
            item=self.item,
            part=self._part,
            span=self.view.selected_span() if self.session is not None else None,
            caret=self.view.caret() if self.session is not None else 0,
            labels=self.labels,
            undo=self.trail.undo,
            redo=self.trail.redo,
            suggesting=self.suggesting or self.importing,
            matching=self.matching,
            latest=self._latest,
            misfits=self.misfits_of(self.item),
        )

    @property
    def item(self) -> Item | None:
        """The selected item as it stands now."""
        if self.session is None or self._selected is None:
            return None
        return self.session.item(self._selected)

    def misfits_of(self, item: Item | None) -> tuple[Misfit, ...]:
        """The parts of an item that training would drop, as far as anybody has looked at it as it stands now."""
        return self.misfits.of(item)

    def show_misfits(self, ids: set[str]) -> None:
        """Other items than before, or others of their parts, would be dropped by training."""
        self.view.show_misfits(ids, self.misfits.parts)
        self.misfits_changed.emit(ids)

    # ------------------------------------------------------------------------------------------------------- articles

    def open_article(self, article: str, then: Callable[[], None] | None = None, *, anew: bool = False) -> None:
        """Open an article by its id; where it is open already, only ``then`` happens."""
        if self.session is not None and self.session.id == article and not anew:
            if then is not None:
                then()
            return

        self.opening.open(article, then)

    def take(self, session: Session, selected: str | None = None) -> None:
        """The article's view shows a session: it is the open one from now on."""
        self.session = session
        item = session.item(selected) if selected is not None else None
        self._selected, self._latest = item.id if item is not None else None, None
        self._part = self._part_at_caret(item) if item is not None else None
        self.opened.emit(Opened(session))
        self.selected.emit(Selected(item, self._part))

    def put_away(self) -> None:
        """No article is open until the next one is there."""
        self.session = self._selected = self._part = self._latest = None

    # ------------------------------------------------------------------------------------------------------ selecting

    def select(self, id: str | None, part: PartRef | None = None, *, scroll: bool = True) -> None:
        """Make an item the selected one and a part of it the current one; without ``part``, the first.

        As with every edit, the article shows it before the panels tell of it.
        """
        selected = self._choose(id, part, scroll)
        self.view.paint_now()
        self.selected.emit(selected)

    def _choose(self, id: str | None, part: PartRef | None, scroll: bool) -> Selected:
        item = self.session.item(id) if self.session is not None and id is not None else None
        self._selected = item.id if item is not None else None
        parts = dict(item.body.parts()) if item is not None else {}
        self._part = part if part in parts else next(iter(parts), None)
        self.view.select_item(self._selected, scroll)
        self.view.select_part(self._part)
        return Selected(item, self._part)

    def select_part(self, part: PartRef) -> None:
        """Make another part of the selected item the current one."""
        self.select(self._selected, part, scroll=False)

    def next_undecided(self, place: int | str | None, step: int = 1) -> str | None:
        """The undecided suggestion after (1) or before (-1) an item or an offset, in the order that was chosen."""
        if self.session is None:
            return None
        if self.unsure_first:
            return self.session.unsure(place if isinstance(place, str) else None, step)
        return self.session.undecided_after(place) if step > 0 else self.session.undecided_before(place)

    def _select_clicked(self, id: str) -> None:
        """The view has selected an item by itself; the part under the caret becomes the current one."""
        if id == (self._selected or "") and self.item is not None:
            part = self._part_at_caret(self.item)
        else:
            item = self.session.item(id) if self.session is not None and id else None
            self._selected = item.id if item is not None else None
            part = self._part_at_caret(item) if item is not None else None
        if part != self._part or id == (self._selected or ""):
            self._part = part
            self.view.select_part(part)
            self.selected.emit(Selected(self.item, part))

    def _part_at_caret(self, item: Item) -> PartRef | None:
        parts, caret = list(item.body.parts()), self.view.caret()
        under = [ref for ref, span in parts if span.start <= caret <= span.end]
        under.sort(key=lambda ref: ref.role is not Role.NESTED)  # which lies inside a content
        return next(iter(under), parts[0][0] if parts else None)

    # ------------------------------------------------------------------------------------------------------- the road

    def when_idle(self, act: Callable[[], None]) -> None:
        """Act when everything before has reached the screen: a second key must not act on what the first changes."""
        if self._on_the_way:
            self._waiting.append(act)
        else:
            act()

    def submit(self, command: Command, then: Callable[[Revision], None] | None = None) -> None:
        """Send a command down its road; ``then`` follows when its revision is on the screen.

        The article comes first, also what ``then`` brings into sight; what the panels tell of it comes a blink later.
        """
        self.hold()
        self._submitted += 1
        self.save_state.emit(SaveState(Saving.SAVING))

        def done(revision: Revision) -> None:
            if then is not None:
                then(revision)
            self._arrived_command()

        def failed(error: KnownError) -> None:
            if not Failed(command, error).is_moot:
                self._waiting.clear()  # what was typed ahead was meant for a state that did not come
            self._arrived_command()

        self.bridge.submit(command, done, failed)

    def follow_up(self, query: Callable[[Store], T], then: Callable[[T], None]) -> None:
        """Ask something on which a command may follow; what is typed meanwhile waits for both."""
        self.hold()

        def done(answer: T) -> None:
            then(answer)
            self.release()

        def failed(error: KnownError) -> None:
            self.told.emit(str(error))
            self.release()

        self.bridge.when_done(self.workspace.ask(query), done, failed)

    @property
    def is_at_work(self) -> bool:
        """Whether something is on its way to the library on which what is shown may depend."""
        return self._on_the_way > 0

    def hold(self) -> None:
        """Something is on its way on which every action may depend: what is typed waits until it is released."""
        self._on_the_way += 1

    def drop_typed(self) -> bool:
        """Do nothing of what was typed ahead; says whether there was anything."""
        dropped, self._waiting[:] = bool(self._waiting), []
        return dropped

    def _arrived_command(self) -> None:
        self._submitted -= 1
        self._tell_all()
        self.release()

    def release(self) -> None:
        """It has arrived, or never will: what was typed meanwhile goes on."""
        self._on_the_way -= 1
        while self._waiting and not self._on_the_way:
            self._waiting.pop(0)()
        if not self._on_the_way:
            self.idle.emit()

    def _fold(self, committed: Committed) -> None:
        revision = committed.revision
        if self.session is not None:
            revision = self.session.narrowed(revision)
        touched = Touched(frozenset(), ())
        if self.session is not None and revision.article == self.session.id:
            if revision.annotator == self.workspace.annotator and revision.intent not in WITHOUT_UNDO:
                self._latest = revision
            if revision.intent == "record_suggestions" and len(revision.changes) > MANY:
                self.opening.read_anew(self.session)
            else:
                touched = self._show(self.session, revision)
        self._untold.append(Folded(revision, touched, frozenset(type(change.record) for change in revision.changes)))
        if not self._submitted:  # nobody waits for it: it came from elsewhere
            self._tell_all()

    def _show(self, session: Session, revision: Revision) -> Touched:
        touched = self._ahead.of(session, revision) or session.fold(revision)
        self.view.refresh(touched)
        selected = self._keep_selection(touched)
        self.view.paint_now()
        self.misfits.look_again(session, touched.ids)
        if selected is not None:
            self.selected.emit(selected)
        return touched

    def _tell_all(self) -> None:
        """Say what has been folded."""
        while self._untold:
            folded = self._untold.pop(0)
            revision = folded.revision
            if folded.is_about(Label):
                self.refresh_labels()
            self._saved_at = revision.at
            self.save_state.emit(SaveState(Saving.SAVED, revision.at))
            self.folded.emit(folded)
            self.refresh_trail()

    def _keep_selection(self, touched: Touched) -> Selected | None:
        """The selected item may be gone, or have fewer parts than before: what is selected then."""
        if self._selected is None or self._selected not in touched.ids:
            return None
        return self._choose(self._selected, self._part, scroll=False)

    def _fail(self, failed: Failed) -> None:
        from core.commands import ImportArticle

        self._ahead.take_back()
        if isinstance(failed.command, ImportArticle):
            return  # an import tells of all its articles together
        nothing_to_save = isinstance(failed.error, RefusedError | ConflictError | StoppedError)
        state = Saving.SAVED if nothing_to_save else Saving.FAILED
        self.save_state.emit(SaveState(state, self._saved_at if nothing_to_save else None))
        if not failed.is_moot:
            self.told.emit(str(failed.error))

    # ----------------------------------------------------------------------------------------------- labels and trail

    def refresh_labels(self) -> None:
        def take(labels: Sequence[Label]) -> None:
            self.labels = tuple(labels)
            self.view.set_labels(self.labels)
            self.labels_changed.emit()

        self.bridge.ask(lambda store: store.labels(), take)

    def set_matching(self, matching: Matching) -> None:
        """Other rules say from now on what counts as an equal mention."""
        if matching != self.matching:
            self.matching = matching
            self.matching_changed.emit()

    def set_unsure_first(self, on: bool) -> None:
        """From now on one goes through what is undecided from the least sure on, or in the order of the text."""
        self.unsure_first = on
        self.order_changed.emit(on)

    def refresh_trail(self) -> None:
        def take(trail: Trail) -> None:
            if trail != self.trail:
                self.trail = trail
                self.trail_changed.emit(trail)

        annotator = self.workspace.annotator
        self.bridge.ask(lambda store: trail_of(store, annotator), take)
