"""One slip, and the memory suggests it wherever the same words stand: it says so where that is much, and takes it back.

In the article where it was decided, the one undo that takes back the decision takes back what followed. In another, the
sentence comes with the article, and its button, or the button's key, makes the memory forget the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.bodies import Entity
from core.commands import SetMemoryRule
from core.memory import MEMORY, Remembered, key_of_words
from core.records import Change, MemoryRule, Run, Suggestion
from core.rules import short
from core.session import Session
from gui.desk import Folded
from gui.keymap import told
from gui.remembering import words_of

if TYPE_CHECKING:
    from gui.host import Host

MANY = 10
"""So many new suggestions on the same words are worth a sentence, where fewer decisions than these are behind them."""

_BRINGING = frozenset({"recall", "record_suggestions"})


def brought_by(changes: Iterable[Change], text: str) -> Counter[str]:
    """How many suggestions the memory's runs among some changes made, by their words as they are remembered."""
    changes = tuple(changes)
    runs = {change.after.id for change in changes if _is_memorys(change)}  # type: ignore[union-attr]  # it is a run
    made = (change.after for change in changes if change.before is None) if runs else ()
    bodies = (one.body for one in made if isinstance(one, Suggestion) and one.run in runs)
    return Counter(key_of_words(body.span.of(text)) for body in bodies if isinstance(body, Entity))


def _is_memorys(change: Change) -> bool:
    return isinstance(change.after, Run) and change.after.suggester == MEMORY


class Slips(QObject):
    """Listens for what the memory brings into the open article."""

    def __init__(self, window: Host, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        window.desk.folded.connect(self._folded)

    def _folded(self, folded: Folded) -> None:
        desk, revision = self._window.desk, folded.revision
        session = desk.session
        if revision.intent not in _BRINGING or not folded.is_about(Run):
            return
        if session is None or revision.article != session.id:
            return
        brought = brought_by(revision.changes, session.text)
        many = {words: count for words, count in brought.items() if count >= MANY}
        if many:
            desk.bridge.ask(lambda store: store.memory(tuple(many)), lambda known: self._tell(session, many, known))

    def _tell(self, session: Session, brought: dict[str, int], known: Sequence[Remembered]) -> None:
        """Say what came of the fewest decisions; when that is settled, what came of others."""
        desk = self._window.desk
        light = [
            one for one in known if one.rule is None and one.lesson.holds and one.lesson.times < brought[one.words]
        ]
        if not light or desk.session is not session:
            return
        slip = max(light, key=lambda one: (brought[one.words] / one.lesson.times, one.words))
        words, many = slip.words, brought[slip.words]
        said = f"The memory suggests “{short(words)}” as {slip.lesson.label} in {many:,} places here"
        latest = desk.context().latest
        if latest is not None and words in map(key_of_words, words_of(latest, session.text)):
            self._window.hint(f"{said}. {told('{undo}')} takes that back with the decision.")
            return
        rest = [one for one in light if one is not slip]

        def forget() -> None:
            rule = MemoryRule("", None, proposes=False)
            desk.submit(SetMemoryRule(words, rule), lambda _revision: self._forgotten(session, words, brought, rest))

        self._window.say(f"{said}: {slip.told()}.", action="Forget It", then=forget)

    def _forgotten(self, session: Session, words: str, brought: dict[str, int], rest: Sequence[Remembered]) -> None:
        self._window.hint(told(f"“{short(words)}” is forgotten. {{undo}} remembers it; {{memory}} lists all words."))
        self._tell(session, brought, rest)
