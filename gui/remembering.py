"""The memory at work in the open article: after each decision, what is suggested on the same words follows it.

So do the undecided quotes with the same cue words or the same source. And what was suggested for an article before its
words were decided elsewhere, or by what has been taken back there, follows when it is opened.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.bodies import Entity, Quote, Span
from core.history import WITHOUT_UNDO
from core.matching import find, places
from core.memory import MEMORY, Lesson, Remembered, key_of_words
from core.queries import Store
from core.quote_memory import keys_of
from core.records import Annotation, MemoryRule, Revision, Run, Suggestion
from core.session import Session
from gui.desk import Desk, Folded, Opened

if TYPE_CHECKING:
    from core.commands import Recall


MOST = 50
"""So many quotes are weighed again after a decision."""


class Remembering(QObject):
    """Listens to what is committed, and recalls where that would change something; the memory may be switched off."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        desk.folded.connect(self._folded)
        desk.opened.connect(self._opened)

    def _folded(self, folded: Folded) -> None:
        desk, revision, session = self._desk, folded.revision, self._desk.session
        if not desk.remembers or session is None or revision.annotator != desk.workspace.annotator:
            return
        quotes: tuple[str, ...] = ()
        rules = tuple(c.record.words for c in revision.changes if isinstance(c.record, MemoryRule))
        if rules:
            words = rules
        elif revision.article == session.id and revision.intent not in WITHOUT_UNDO:
            # Of most words there is one mention, which has just been decided.
            words = tuple(one for one in words_of(revision, session.text) if _stands_twice(session.text, one))
            quotes = akin(session, revision)
        else:
            return
        if words:
            desk.follow_up(lambda store: store.memory(words), lambda known: self._ask(words, known, quotes))
        elif quotes:
            self._foresee((), quotes)

    def _opened(self, opened: Opened) -> None:
        """Its suggestions may be older than what they would follow now, or follow what has been taken back since."""
        session = opened.session
        if session is None or not self._desk.remembers or session.set_id != session.id:
            return
        waiting = labels_waiting(session)

        def read(store: Store) -> tuple[Sequence[Remembered], Sequence[Run]]:
            return store.memory(tuple(waiting)), store.runs(session.id)

        def take(read: tuple[Sequence[Remembered], Sequence[Run]]) -> None:
            known, runs = read
            lessons = {remembered.words: remembered.lesson for remembered in known}
            own = {run.id for run in runs if run.suggester == MEMORY}
            words = tuple(one for one, labels in waiting.items() if is_stale(labels, lessons.get(one), own))
            if words and self._desk.session is session:
                self._foresee(words, ())

        if waiting:
            self._desk.bridge.ask(read, take)

    def _ask(self, words: tuple[str, ...], known: Sequence[Remembered], quotes: tuple[str, ...]) -> None:
        """Mostly a look at the article says sooner than the library that nothing would change."""
        session = self._desk.session
        if session is None:
            return
        lessons = {remembered.words: remembered.lesson for remembered in known}
        open_ones = tuple(one for one in words if may_change(session, lessons.get(key_of_words(one))))
        if open_ones or quotes:
            self._foresee(open_ones, quotes)

    def _foresee(self, words: tuple[str, ...], quotes: tuple[str, ...]) -> None:
        """The library says for certain whether something would change."""
        desk, session = self._desk, self._desk.session
        if session is not None:
            from core.commands import Recall

            recall, annotator = Recall(session.id, words, quotes), desk.workspace.annotator
            desk.follow_up(
                lambda store: store.would_change(recall, annotator), lambda yes: self._recall(recall) if yes else None
            )

    def _recall(self, recall: Recall) -> None:
        selected = self._desk.item
        place = selected.body.bounds if isinstance(selected, Suggestion) else None
        self._desk.submit(recall, lambda _revision: self._select_again(place))

    def _select_again(self, place: Span | None) -> None:
        """Where the selected suggestion made way for the memory's, that is selected now."""
        desk = self._desk
        if place is None or desk.item is not None or desk.session is None:
            return
        there = desk.session.touching(place.start, place.end)
        desk.select(next((item.id for item in there if item.body.bounds == place), None), scroll=False)


def is_stale(labels: Iterable[tuple[str, str]], lesson: Lesson | None, own: Container[str]) -> bool:
    """Whether what is suggested on some words, as labels with their runs, is not what their lesson says by now.

    Without a lesson that holds, only what the memory itself suggested, in its ``own`` runs, has nothing to stand on.
    """
    if lesson is not None and lesson.holds:
        return any(label != lesson.label for label, _ in labels)
    return any(run in own for _, run in labels)


def labels_waiting(session: Session) -> dict[str, set[tuple[str, str]]]:
    """The labels of the undecided entities, each with its run, by their words as they are remembered."""
    by_words: dict[str, set[tuple[str, str]]] = {}
    for item in session.in_no_order():
        if isinstance(item, Suggestion) and isinstance(item.body, Entity) and session.is_pending(item.id):
            by_words.setdefault(item.body.span.of(session.text), set()).add((item.body.label, item.run))
    found: dict[str, set[tuple[str, str]]] = {}
    for words, labels in by_words.items():
        found.setdefault(key_of_words(words), set()).update(labels)
    return found


def words_of(revision: Revision, text: str) -> Iterable[str]:
    """The words of the entities that a revision changed, as they were and as they are, each once."""
    sides = (side for change in revision.changes for side in (change.before, change.after))
    bodies = (side.body for side in sides if isinstance(side, Annotation | Suggestion))
    return dict.fromkeys(body.span.of(text) for body in bodies if isinstance(body, Entity))


def akin(session: Session, revision: Revision) -> tuple[str, ...]:
    """The undecided quotes with a cue or a source of those that a revision decided, from its place on and round.

    At most MOST of them, so that no decision takes long; the rest follows when one comes nearer.
    """
    sides = (side for change in revision.changes for side in (change.before, change.after))
    bodies = {side.body for side in sides if isinstance(side, Annotation | Suggestion)}
    decided = [body for body in bodies if isinstance(body, Quote)]
    keys = frozenset[tuple[str, str]]().union(*(keys_of(body, session.text) for body in decided))
    if not keys:
        return ()
    here = min(body.bounds.start for body in decided)
    waiting = [
        (item.body.bounds.start < here, item.body.bounds.start, item.id, item.body)
        for item in session.in_no_order()
        if isinstance(item.body, Quote) and session.is_pending(item.id)
    ]
    found = (
        id
        for *_, id, body in sorted(waiting, key=lambda one: one[:3])
        if not keys.isdisjoint(keys_of(body, session.text))
    )
    return tuple(islice(found, MOST))


def may_change(session: Session, lesson: Lesson | None) -> bool:
    """Whether a lesson could change what is suggested; of no lesson, and of one that does not hold, nobody can say."""
    if lesson is None or not lesson.holds:
        return True
    return any(
        (place.is_undecided and place.label != lesson.label)
        or (place.item is None and place.within is None and lesson.label is not None)
        for place in places(session, lesson.words)
    )


def _stands_twice(text: str, words: str) -> bool:
    return next(islice(find(text, words), 1, None), None) is not None
