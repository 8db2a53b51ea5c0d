"""What the editor has before them when an action is asked for, and which actions that allows. No Qt.

An action of :mod:`gui.actions` names one of the conditions below. A condition that does not hold says what to do about
it: a key that cannot act answers with that sentence instead of with nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from core.bodies import Entity, PartRef, Quote, Span
from core.checks import Check, checks_of_item
from core.deeds import Deed, deed_of
from core.frozen import frozen
from core.matching import EXACTLY, Matching
from core.records import Item, Label, Revision, Status, Suggestion
from core.session import Session

if TYPE_CHECKING:
    from core.alignment import Misfit
    from core.commands import Target


@frozen
class Context:
    """The open article, the selected item with its current part, the selected text and the caret."""

    session: Session | None = None
    item: Item | None = None
    part: PartRef | None = None
    span: Span | None = None
    caret: int = 0
    labels: tuple[Label, ...] = ()
    undo: str = ""  # the name of what undo takes back; "" when there is nothing
    redo: str = ""
    suggesting: bool = False
    matching: Matching = EXACTLY
    latest: Revision | None = None  # what this annotator did last in the open article
    misfits: tuple[Misfit, ...] = ()  # the parts of the selected item that training would drop

    @property
    def article(self) -> str:
        assert self.session is not None
        return self.session.id

    @property
    def quote(self) -> Quote | None:
        return self.item.body if self.item is not None and isinstance(self.item.body, Quote) else None

    @property
    def checks(self) -> tuple[Check, ...]:
        """What is worth a look in what is selected; what was rejected is left alone."""
        if self.session is None or self.item is None or self.session.is_rejected(self.item.id):
            return ()
        text, body = self.session.text, self.item.body
        found = checks_of_item(text, self.item, self.session.remarks)
        if not self.misfits:
            return found
        from core.alignment import checks_of

        return (*found, *checks_of(text, body, self.misfits))

    @property
    def remedies(self) -> tuple[Check, ...]:
        """The checks that one key would mend, the first first."""
        return tuple(check for check in self.checks if check.can_be_mended)

    @property
    def entity(self) -> Entity | None:
        return self.item.body if self.item is not None and isinstance(self.item.body, Entity) else None

    @property
    def target(self) -> Target:
        """The selected item as it was seen."""
        assert self.item is not None
        return target_of(self.item)

    @property
    def part_span(self) -> Span | None:
        """Where the current part lies."""
        if self.item is None or self.part is None:
            return None
        return dict(self.item.body.parts()).get(self.part)

    def label_keyed(self, key: str) -> Label | None:
        return next((one for one in self.labels if one.key.upper() == key.upper() and not one.retired), None)


def target_of(item: Item) -> Target:
    """What a command carries of an item: its id, and the version that was on the screen."""
    from core.commands import Target

    return Target(item.id, item.version)


def last_deed(context: Context) -> Deed | None:
    """What this annotator did last, where it was done to one mention and could be done to others."""
    if context.latest is None or context.session is None:
        return None
    return deed_of(context.latest, context.session.text)


# ---------------------------------------------------------------------------------------------------------- conditions


@frozen
class Condition:
    holds: Callable[[Context], bool]
    otherwise: str


def _is_status(status: Status) -> Callable[[Context], bool]:
    return lambda context: context.session is not None and context.session.info.status is status


CONDITIONS: Mapping[str, Condition] = {  # names in braces stand for keys: gui.keymap
    "always": Condition(lambda context: True, ""),
    "open": Condition(lambda context: context.session is not None, "Open an article first ({import})."),
    "item": Condition(
        lambda context: context.item is not None, "Select an annotation first: click it, or press {next_undecided}."
    ),
    "undecided": Condition(
        lambda context: isinstance(context.item, Suggestion),
        "Select a suggestion first: press {next_undecided} for the next one.",
    ),
    "entity": Condition(
        lambda context: context.entity is not None, "Select an entity first: click it, or press {next_undecided}."
    ),
    "quote": Condition(lambda context: context.quote is not None, "Select a quote first: click its words or its note."),
    "part": Condition(
        lambda context: context.part is not None, "Select an annotation first: click it, or press {next_undecided}."
    ),
    "quote part": Condition(
        lambda context: context.quote is not None and context.part is not None,
        "Select a part of a quote first: click it, or press {next_part}.",
    ),
    "remedy": Condition(
        lambda context: bool(context.remedies),
        "Select what is worth a look and has a remedy: it has a “!” in its note or label.",
    ),
    "text": Condition(
        lambda context: context.span is not None, "Select text first: drag over it, or hold Shift with the arrow keys."
    ),
    "text or entity": Condition(
        lambda context: context.span is not None or context.entity is not None,
        "Select an entity to give it this label, or text to make it one.",
    ),
    "text and quote": Condition(
        lambda context: context.span is not None and context.quote is not None,
        "Select a quote first, then the text that belongs to it.",
    ),
    "text or part": Condition(
        lambda context: context.span is not None or (context.quote is not None and context.part is not None),
        "Select text for this part, or a part of a quote to change what it is.",
    ),
    "decided": Condition(
        lambda context: last_deed(context) is not None,
        "Decide on one mention first; this key then does the same to all that are equal.",
    ),
    "same text": Condition(
        lambda context: context.span is not None or context.entity is not None or last_deed(context) is not None,
        "Select an entity, or text, to see where else the same words stand.",
    ),
    "undo": Condition(lambda context: bool(context.undo), "There is nothing to undo."),
    "redo": Condition(lambda context: bool(context.redo), "There is nothing to redo."),
    "suggesting": Condition(lambda context: context.suggesting, "Nothing is being suggested at the moment."),
    "not done": Condition(
        lambda context: context.session is not None and not _is_status(Status.DONE)(context),
        "The article is done already.",
    ),
    "not flagged": Condition(
        lambda context: context.session is not None and not _is_status(Status.FLAGGED)(context),
        "The article is flagged already.",
    ),
    "not open": Condition(
        lambda context: context.session is not None and not _is_status(Status.OPEN)(context),
        "The article is open already.",
    ),
}


def allowed(when: str, context: Context) -> bool:
    return CONDITIONS[when].holds(context)
