"""Equal mentions: where else in a text the same words stand, by rules that the editor sees and can change.

A match is made of whole words. What is inside a word never matches: neither “art” in “party” nor “Brien” in “O’Brien”,
“U” in “U.S.” or “1” in “1,000”. Scripts that write no spaces between words have no such limits, and match anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum

from core.bodies import Entity, ExcludedRegion, Span
from core.frozen import frozen
from core.patterns import Pattern
from core.records import Annotation, Item, Suggestion, Verdict
from core.session import Session


class Case(StrEnum):
    """Which differences between capital and small letters do not count."""

    EXACT = "exact"
    FIRST_LETTER = "first letter"
    ANY = "any"


@frozen
class Matching:
    """What counts as the same words.

    ``possessive``: “Qusair’s” is a mention of “Qusair”; the ending belongs to neither.
    ``hyphenated``: a part of a hyphenated word is a mention, as in “Hezbollah-backed”.
    """

    case: Case = Case.EXACT
    possessive: bool = True
    hyphenated: bool = True


EXACTLY = Matching()

_APOSTROPHES = "'’"
_HYPHENS = "-\u2010\u2011"
_GAP = (
    r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"  # white space with one line end at the most: no mention goes over a blank line
)
_ENDING = Pattern(rf"(?<=\S)[{_APOSTROPHES}][sS]$")
_ENDING_THERE = Pattern(rf"[{_APOSTROPHES}][sS]")
_INITIALS = Pattern(r"(?:[^\W\d_]\.){2,}")
_LONGEST_INITIALS = 16
# Thai, Lao, Burmese, Khmer, kana, Chinese characters.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_IS_UNSPACED = Pattern(f"[{_UNSPACED}]")


def bare(words: str) -> str:
    """The words without a possessive ending, unless they are nothing else: “Qusair’s” is “Qusair”."""
    return _ENDING.sub("", words)


def find(text: str, words: str, rules: Matching = EXACTLY) -> Iterator[Span]:
    """Where the words stand in a text, in its order, none overlapping another."""
    pattern = pattern_of(words, rules)
    if pattern is None:
        return
    # Looking for plain letters first is a hundred times as quick as the pattern is in a text without any.
    plain = _plain_beginning(words.split(maxsplit=1)[0]) if rules.case is Case.EXACT else ""
    after = 0
    while (after := text.find(plain, after)) >= 0:
        found = pattern.match(text, after) if plain else pattern.search(text, after)
        if found is not None and is_mention(text, *found.span(), rules):
            yield Span(*found.span())
            after = found.end()
        elif found is None and not plain:
            return
        else:
            after = (after if found is None else found.start()) + 1


def _plain_beginning(piece: str) -> str:
    """The letters before the first apostrophe, of which there are two."""
    return re.split(f"[{_APOSTROPHES}]", piece, maxsplit=1)[0]


def pattern_of(words: str, rules: Matching) -> re.Pattern[str] | None:
    """Finds the words' letters; whether they are whole words, :func:`is_mention` says. ``None`` for no words."""
    pieces = (bare(words.strip()) if rules.possessive else words).split()
    if not pieces:
        return None
    shown = _GAP.join(map(_letters, pieces))
    first = pieces[0][0]
    if rules.case is Case.FIRST_LETTER and len(first.swapcase()) == 1:
        shown = f"(?:{_letters(first)}|{_letters(first.swapcase())}){shown[len(_letters(first)) :]}"
    # Most of what is no whole word is sorted out here, where it costs least.
    before = f"(?<![^\\W_{_UNSPACED}])" if _joins(first) else ""
    after = f"(?![^\\W_{_UNSPACED}])" if _joins(pieces[-1][-1]) else ""
    return re.compile(before + shown + after, re.IGNORECASE if rules.case is Case.ANY else 0)


def _letters(piece: str) -> str:
    return "".join(f"[{_APOSTROPHES}]" if sign in _APOSTROPHES else re.escape(sign) for sign in piece)


def is_mention(text: str, start: int, end: int, rules: Matching = EXACTLY) -> bool:
    """Whether ``text[start:end]`` is made of whole words, as the rules see them."""
    if is_inside_word(text, start) or is_inside_word(text, end):
        return False
    if not rules.possessive and _ENDING_THERE.match(text, end) and not is_inside_word(text, end + 2):
        return False
    return rules.hyphenated or not (_is_hyphenated(text, start) or _is_hyphenated(text, end))


def is_inside_word(text: str, at: int) -> bool:
    """Whether the words before and behind an offset are one word. Before a possessive ending they are two."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if _joins(left) and _joins(right):
        return True
    behind, ahead = text[max(0, at - 2) : at - 1], text[at + 1 : at + 2]
    if right in _APOSTROPHES and _joins(left) and _joins(ahead):
        return not (ahead in "sS" and not _joins(text[at + 2 : at + 3]))
    if left in _APOSTROPHES:
        return _joins(right) and _joins(behind)
    if (right in ".,:" and left.isdecimal() and ahead.isdecimal()) or (
        left in ".,:" and right.isdecimal() and behind.isdecimal()
    ):
        return True
    return "." in (left, right) and _is_inside_initials(text, at)


def _joins(sign: str) -> bool:
    """Whether a sign and another such beside it belong to one word."""
    if not sign:
        return False
    if sign.isalnum():
        return _IS_UNSPACED.match(sign) is None
    return unicodedata.category(sign)[0] == "M" or sign in "\u200c\u200d\u00ad"


def _is_inside_initials(text: str, at: int) -> bool:
    first = max(0, at - _LONGEST_INITIALS)
    return any(
        found.start() < at < found.end() and not (found.start() and _joins(text[found.start() - 1]))
        for found in _INITIALS.finditer(text, first, at + _LONGEST_INITIALS)
    )


def _is_hyphenated(text: str, at: int) -> bool:
    """Whether a hyphen at this edge ties what is before it to what is behind it."""
    left, right = text[at - 1 : at], text[at : at + 1]
    if left and left in _HYPHENS:
        return _joins(right) and _joins(text[max(0, at - 2) : at - 1])
    return bool(right) and right in _HYPHENS and _joins(left) and _joins(text[at + 1 : at + 2])


# ------------------------------------------------------------------------------------------------ places in an article


@frozen
class Place:
    """One equal mention: the entity that stands or is suggested there, or ``None`` where the text is bare.

    ``within`` is a longer entity that the mention is a part of, or runs into. ``on_purpose`` is of an annotation that
    somebody said is meant as it is.
    """

    span: Span
    item: Item | None = None
    within: Item | None = None
    on_purpose: bool = False

    @property
    def label(self) -> str | None:
        return self.item.body.label if self.item is not None and isinstance(self.item.body, Entity) else None

    @property
    def is_rejected(self) -> bool:
        return isinstance(self.item, Suggestion) and self.item.verdict is Verdict.REJECTED

    @property
    def is_undecided(self) -> bool:
        return isinstance(self.item, Suggestion) and self.item.verdict is Verdict.PENDING

    @property
    def is_meant(self) -> bool:
        """Whether the same can be assumed here unseen.

        Not where somebody rejected it or said that it is meant as it is, nor in a longer entity.
        """
        return not self.is_rejected and not self.on_purpose and self.within is None

    def needs(self, label: str) -> bool:
        """Whether the place is not yet what giving it a label would make it."""
        return not isinstance(self.item, Annotation) or self.label != label


def places(session: Session, words: str, rules: Matching = EXACTLY, origin: Span | None = None) -> list[Place]:
    """Every equal mention of an article, in the order of the text; excluded regions are left out.

    Args:
        session: the article.
        words: what is mentioned.
        rules: what counts as the same.
        origin: a mention that counts whatever the rules say of it: the one that the editor began with.
    """
    spans = set(find(session.text, words, rules))
    if origin is not None:
        spans = {span for span in spans if not span.overlaps(origin)} | {origin}
    found = (_place(session, span, rules, span == origin) for span in sorted(spans))
    return [place for place in found if place is not None]


def places_at(session: Session, spans: Iterable[Span]) -> list[Place]:
    """What stands at some spans, in the order of the text; excluded regions are left out."""
    found = (_place(session, span, EXACTLY, False) for span in sorted(set(spans)))
    return [place for place in found if place is not None]


def _place(session: Session, span: Span, rules: Matching, is_origin: bool) -> Place | None:
    there = session.touching(span.start, span.end, rejected=True)
    if any(isinstance(item.body, ExcludedRegion) for item in there) and not is_origin:
        return None
    ending = _ENDING_THERE.match(session.text, span.end) if rules.possessive else None
    same = {span} if ending is None else {span, Span(span.start, ending.end())}
    here: list[Item] = []
    within: Item | None = None
    for item in there:
        if isinstance(item.body, Entity):
            if item.body.span in same:
                here.append(item)
            elif not session.is_rejected(item.id):
                within = item
    if not here:
        return Place(span, None, within)
    first = min(here, key=_rank)
    # What is not rejected stands there in its own right, whatever it is a part of.
    on_purpose = not is_origin and isinstance(first, Annotation) and session.remarks.is_on_purpose(first.id)
    return Place(first.body.bounds, first, within if session.is_rejected(first.id) else None, on_purpose)


def _rank(item: Item) -> int:
    """An annotation before what is undecided before what was rejected."""
    if isinstance(item, Annotation):
        return 0
    return 1 if item.verdict is Verdict.PENDING else 2


def counted(places: Iterable[Place]) -> dict[str, int]:
    """How many of the places have which label; bare and rejected ones under ``""``."""
    counts: dict[str, int] = {}
    for place in places:
        name = "" if place.label is None or place.is_rejected else place.label
        counts[name] = counts.get(name, 0) + 1
    return counts
