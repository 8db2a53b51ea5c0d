"""What the selection panel says of the other mentions with the same words, and what it offers. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING

from core.frozen import frozen
from core.matching import Matching, Place, counted
from core.records import Item
from core.rules import short
from core.session import Session
from gui import keymap
from gui.context import Context, last_deed
from gui.parts import in_english

if TYPE_CHECKING:
    from core.deeds import Deed


@frozen
class Told:
    """Sentences in HTML; and what stands on the two buttons, "" where there is nothing to offer."""

    sentences: tuple[str, ...] = ()
    make_all: str = ""
    repeat: str = ""


def told(context: Context, colour: Callable[[str], str]) -> Told:
    """About the selected entity; and about what was taken away last, where the same words still stand elsewhere.

    Args:
        context: what is selected and what was done last.
        colour: of a label, as HTML writes it.
    """
    session = context.session
    if session is None:
        return Told()
    sentences: list[str] = []
    make_all = repeat = ""
    latest = last_deed(context)
    if latest is not None and latest.label is None:
        left = latest.open_places(session, context.matching)
        if left:
            verb = "deleted" if latest.deletes else "rejected"
            sentences.append(f"You {verb} one “{_words(latest)}”; {_stands(len(left))}.")
            verb = "Delete" if latest.deletes else "Reject"
            repeat = keymap.with_key(f"{verb} {_these(len(left))}  ", "repeat_all")
    if context.item is not None and context.entity is not None:
        sentence, make_all = _of_entity(context.item, session, context.matching, colour)
        sentences += [sentence] if sentence else []
    return Told(tuple(map(in_english, sentences)), make_all, repeat)


def _of_entity(item: Item, session: Session, rules: Matching, colour: Callable[[str], str]) -> tuple[str, str]:
    from gui.controllers.same_text import deed_on

    deed = deed_on(item, session)
    found = deed.places(session, rules)
    meant = [place for place in found if place.is_meant or place.span == deed.origin]
    others = [place for place in meant if place.span != deed.origin and deed.is_open(place)]
    if len(found) < 2:
        return "", ""
    words, label = _words(deed), deed.label or ""
    if not others:
        same = sum(place.label == label for place in meant)
        rest = f"; {len(found) - same:,} elsewhere in another sense" if same < len(found) else ""
        return f"All {same:,} mentions of “{words}” are {escape(label)}{rest}." if same > 1 else "", ""
    return (
        f"“{words}” is {_what_else(others, label, colour)}.",
        keymap.with_key(f"Make all {len(meant):,} {label}  ", "make_all"),
    )


def _what_else(others: Sequence[Place], label: str, colour: Callable[[str], str]) -> str:
    counts = counted(others)
    bare, undecided = counts.pop("", 0), counts.pop(label, 0)
    parts = []
    if counts:
        names = " or ".join(f"<s style='color:{colour(name)}'>{escape(name)}</s>" for name in counts)
        parts.append(f"still {names} in {_places(sum(counts.values()))}")
    if undecided:
        parts.append(f"undecided in {_places(undecided)}")
    if bare:
        parts.append(f"not annotated in {_places(bare)}")
    return ", ".join(parts)


def _places(count: int) -> str:
    return "1 more place" if count == 1 else f"{count:,} more places"


def _stands(count: int) -> str:
    return "it stands once more" if count == 1 else f"it stands {count:,} times more"


def _these(count: int) -> str:
    return "it too" if count == 1 else f"all {count:,}"


def _words(deed: Deed) -> str:
    return escape(short(deed.words))
