"""The label set that a new library starts with.

The names are those of the default English pipeline (OntoNotes 5); the first nine carry the keys 1 to 9 in the order in
which news needs them. A label is retired, never deleted, so that no annotation is ever left without its category.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from core.bodies import Entity
from core.errors import RefusedError
from core.records import Annotation, Change, Example, Label, MemoryRule, Record, Revision, Suggestion
from core.rules import short


def _like(*good: str, but: str = "") -> tuple[Example, ...]:
    """Examples of what a label is, and of what it is not."""
    return (*(Example(text) for text in good), *([Example(but, good=False)] if but else []))


DEFAULT_LABELS: tuple[Label, ...] = (
    Label(
        "PERSON",
        "blue",
        "1",
        "People, also fictional ones, without their title: “Bashar Assad”.",
        examples=_like("President [Bashar Assad] spoke", but="the [Assad] government"),
    ),
    Label(
        "ORG",
        "orange",
        "2",
        "Companies, agencies, parties, armies, broadcasters, institutions.",
        examples=_like("officials of the [United Nations]", "the [White House] said", but="fighters in [Qusair]"),
    ),
    Label(
        "GPE",
        "green",
        "3",
        "Countries, cities, towns, states: places with a government.",
        examples=_like("troops took [Qusair]", "[Syria]’s army", but="the [Orontes] river"),
    ),
    Label(
        "NORP",
        "purple",
        "4",
        "Nationalities, religious and political groups: “Syrian”, “Sunni Muslim”.",
        examples=_like("[Syrian] troops", but="the [Hezbollah] group"),
    ),
    Label(
        "LOC",
        "teal",
        "5",
        "Places without a government: mountains, seas, regions.",
        examples=_like("along the [Orontes River]", but="the town of [Qusair]"),
    ),
    Label(
        "FAC",
        "brown",
        "6",
        "Buildings, airports, roads, bridges.",
        examples=_like("the [Dabaa air base]", but="the bridge of [Aleppo]"),
    ),
    Label(
        "EVENT",
        "red",
        "7",
        "Named wars, battles, storms, games, conferences.",
        examples=_like("the [Six-Day War]", but="[fighting] went on"),
    ),
    Label(
        "DATE",
        "grey",
        "8",
        "Dates and periods, absolute or relative: “Wednesday”, “two-year”.",
        examples=_like("on [Wednesday]", but="at [3 p.m.]"),
    ),
    Label(
        "WORK_OF_ART",
        "pink",
        "9",
        "Titles of books, songs, films, papers.",
        examples=_like("her novel [Beloved]", but="a [novel] of hers"),
    ),
    Label(
        "LAW",
        "gold",
        "",
        "Named laws, treaties, rulings.",
        examples=_like("the [Geneva Conventions]", but="against the [law]"),
    ),
    Label(
        "PRODUCT",
        "sky",
        "",
        "Things that are made and named: vehicles, weapons, foods. Not services.",
        examples=_like("an [M-16] rifle", but="a [rifle]"),
    ),
    Label("LANGUAGE", "plum", "", "Named languages.", examples=_like("she spoke [Arabic]", "an [Arabic] newspaper")),
    Label(
        "TIME",
        "slate",
        "",
        "Times shorter than a day: “Tuesday night”.",
        examples=_like("late on [Tuesday night]", but="on [Tuesday]"),
    ),
    Label(
        "MONEY",
        "olive",
        "",
        "Amounts of money with their unit.",
        examples=_like("cost [$3 million]", but="in [dollars]"),
    ),
    Label(
        "PERCENT",
        "wine",
        "",
        "Percentages with their sign or word.",
        examples=_like("[40 percent] of them", but="[40] of them"),
    ),
    Label(
        "QUANTITY",
        "moss",
        "",
        "Measures of weight, distance and the like.",
        examples=_like("[10 kilometers] away", but="[10] villages"),
    ),
    Label(
        "CARDINAL",
        "stone",
        "",
        "Numbers that are nothing of the above.",
        examples=_like("[three] villages", but="the [third] village"),
    ),
    Label(
        "ORDINAL", "indigo", "", "“first”, “second” …", examples=_like("the [third] village", but="[three] villages")
    ),
)

FALLBACK_COLOUR = "grey"


def new_label(name: str) -> Label:
    """A label for a category that a pipeline or a file brings and the library does not know yet."""
    return Label(name, FALLBACK_COLOUR)


# -------------------------------------------------------------------------------------------------------------- colours

COLOURS = (
    *("blue", "orange", "green", "purple", "teal", "brown", "red", "pink", "grey"),
    *("gold", "sky", "plum", "slate", "olive", "wine", "moss", "stone", "indigo"),
)
"""The colour roles that every theme has: one for each label of the default set, told apart by all eyes."""

_OWN = re.compile(r"#[0-9a-f]{6}/#[0-9a-f]{6}")


def is_colour(colour: str) -> bool:
    """Whether a label can have it: a role, or one's own on light and on dark paper, ``#2a5fc9/#7fb0ff``."""
    return colour in COLOURS or _OWN.fullmatch(colour) is not None


# ------------------------------------------------------------------------------------------------------------- examples

_MARKED = re.compile(r"([^\[\]]*)\[([^\[\]]*\S[^\[\]]*)\]([^\[\]]*)")


def marked(example: Example) -> tuple[str, str, str]:
    """What stands before the mention, the mention, and what stands after it; all in the first where none is marked."""
    found = _MARKED.fullmatch(example.text)
    return (found[1], found[2], found[3]) if found is not None else (example.text, "", "")


def refuse_unmarked(examples: Iterable[Example]) -> None:
    """Raises RefusedError where an example does not mark one mention."""
    for example in examples:
        if _MARKED.fullmatch(example.text) is None:
            raise RefusedError(
                f"The example “{short(example.text, 60)}” marks no mention. "
                "Put square brackets around it, once: He flew to [Beirut]."
            )


# ----------------------------------------------------------------------------------------------------------- succession


def heirs(labels: Iterable[Label]) -> dict[str, str]:
    """For every label that another took the place of, the one that stands for it by now."""
    next_of = {label.name: label.successor for label in labels if label.successor}
    found = {}
    for name in next_of:
        heir, seen = name, set()
        while heir in next_of and heir not in seen:
            seen.add(heir)
            heir = next_of[heir]
        found[name] = heir
    return found


R = TypeVar("R", bound=Record)


def settled(record: R, to: Mapping[str, str]) -> R:
    """The record with the label that stands for its own by now; as it is where none does."""
    if isinstance(record, Annotation | Suggestion):
        if isinstance(record.body, Entity) and record.body.label in to:
            return replace(record, body=Entity(record.body.span, to[record.body.label]))
    elif isinstance(record, MemoryRule) and record.label is not None and record.label in to:
        return replace(record, label=to[record.label])
    return record


def settled_revision(revision: Revision, to: Mapping[str, str]) -> Revision:
    """The revision as it would be had every label been called then as it is now."""
    if not to:
        return revision
    return replace(revision, changes=tuple(_settled_change(change, to) for change in revision.changes))


def _settled_change(change: Change, to: Mapping[str, str]) -> Change:
    before, after = (None if side is None else settled(side, to) for side in (change.before, change.after))
    return Change(before, after, change.text)
