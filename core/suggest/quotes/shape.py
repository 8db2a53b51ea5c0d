"""What a marked stretch looks like: a whole statement, a fragment of a clause, or no quote at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from core.frozen import frozen
from core.marks import Stretch
from core.suggest.quotes.cues import Lexicon
from core.suggest.wordsets import word_set

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_SENTENCE_END_BEFORE = re.compile(r"(?:^|[.!?:…—–]|\s-|--|[.!?,]?[”\"’'])\s*(?:[—–(\[-]\s*)?$")
_LAST_WORD = re.compile(r"([\w’'-]+)[^\w]*$")
_ATTRIBUTION = re.compile(r"\s*(?:[a-z]+ed|says|wrote|said|[A-Z]\w+|he|she|they|it|the)\b[^,.;:]*")
_BEFORE_NOUN = word_set("a an the his her its their my our this that in on of by")
_SMALL = word_set("a an and as at but by for from in is of on or the to vs with nor into")
_STOP = frozenset(".,!?…—–-;:")
_FEW_WORDS = 2
_MANY_WORDS = 9
_NEAR_WORDS = 6
_LONG_TITLE = 8
_SOMEBODY_DID = re.compile(r"\s*(?:(?:I|he|she|they|we|it)\b|[a-z]+ed\s+[A-Z])")
_FEW_NEAR = 4
_TELLING = word_set("told tells telling")
_WOVEN_IN = word_set("that the a an")
_SENTENCE_INSIDE = re.compile(r"[a-z][.!?]\s+[A-Z]")


class Shape(StrEnum):
    """How a stretch stands in its sentence."""

    WHOLE = "whole"  # a full statement, set off from the sentence that brings it
    FRAGMENT = "fragment"  # a piece woven into somebody else's clause
    TURN = "turn"  # of a transcript in marks, its speaker's name inside them
    TITLE = "title"  # the name of a work, a thing or a person


@frozen
class Look:
    """A stretch with what stands on either side of it in its paragraph, up to the next marks."""

    inner: str
    before: str
    after: str
    lexicon: Lexicon
    single: bool = False
    follows_whole: bool = False  # the stretch before it in the paragraph is a whole one

    @property
    def words(self) -> list[str]:
        return _WORD.findall(self.inner)

    @property
    def lead(self) -> str:
        return self.before.rstrip()

    @property
    def stop(self) -> str:
        """The last sign inside the marks."""
        return self.inner[-1]

    @property
    def begins_sentence(self) -> bool:
        return _SENTENCE_END_BEFORE.search(self.before) is not None

    @property
    def begins_upper(self) -> bool:
        first = next((sign for sign in self.inner if sign.isalnum()), "a")
        return first.isupper() or first.isdigit() or self.inner[0] in "[($#@…."

    @property
    def word_before(self) -> str:
        last = _LAST_WORD.search(self.before)
        return last.group(1).lower() if last is not None else ""

    @property
    def follows_cue(self) -> bool:
        """Whether a cue verb stands right before the marks."""
        ending = _WORD.findall(self.before[-40:])[-2:]
        if not ending or not self.lead.endswith(ending[-1]) or not self.lexicon.is_cue(ending[-1]):
            return False
        return len(ending) == 1 or ending[0].lower() not in _BEFORE_NOUN

    @property
    def precedes_attribution(self) -> bool:
        """Whether an attribution follows at once: "said Smith", "Smith said"."""
        match = _ATTRIBUTION.match(self.after)
        return match is not None and self.has_cue(match.group(), _FEW_NEAR)

    def has_cue(self, text: str, count: int, last: bool = False) -> bool:
        """Whether one of the first (or last) words of a text is a cue that means nothing else."""
        words = _WORD.findall(text)
        return any(self.lexicon.is_strong(word) for word in (words[-count:] if last else words[:count]))


def shape_of(stretch: Stretch, look: Look) -> Shape:
    """The shape of a stretch."""
    if not look.words:
        return Shape.FRAGMENT
    if not stretch.closed or stretch.continues:
        return Shape.WHOLE
    if _first_answer(_TITLE_RULES, look):
        return Shape.TITLE
    return Shape.WHOLE if _first_answer(_WHOLE_RULES, look) else Shape.FRAGMENT


Rule = Callable[[Look], bool | None]


def _first_answer(rules: tuple[Rule, ...], look: Look) -> bool:
    """What the first rule says that has an opinion."""
    return next((answer for rule in rules if (answer := rule(look)) is not None), False)


# -------------------------------------------------------------------------------------------- names of works and people


def _is_heading(look: Look) -> bool | None:
    alone = not look.lead and not look.after.strip()
    short = look.single and len(look.words) < _NEAR_WORDS and not look.before
    return True if alone and (look.inner.isupper() or short) else None


def _is_credited(look: Look) -> bool | None:
    """Takes "“A headline,” by So-and-so"."""
    return True if look.stop == "," and look.after.lstrip().startswith("by ") else None


def _has_no_title_case(look: Look) -> bool | None:
    return False if look.stop in "?!" or not _in_title_case(look.words) else None


def _is_called_a_work(look: Look) -> bool | None:
    return True if look.word_before in look.lexicon.not_said else None


def _is_too_long(look: Look) -> bool | None:
    return False if len(look.words) > _LONG_TITLE else None


def _is_told(look: Look) -> bool | None:
    """Takes "told “Fox and Friends”": nobody tells a title."""
    return True if look.word_before in _TELLING and len(look.words) > 1 else None


def _is_brought(look: Look) -> bool | None:
    by_comma = look.lead.endswith(",") and look.has_cue(look.lead, _FEW_WORDS, last=True)
    return False if look.follows_cue or look.lead.endswith(":") or by_comma else None


def _is_spoken(look: Look) -> bool | None:
    """Takes "“Amen,” I yawned": a pronoun and a verb that no list holds."""
    return False if look.stop == "," and look.begins_sentence and _SOMEBODY_DID.match(look.after) else None


def _is_no_statement(look: Look) -> bool | None:
    if look.has_cue(look.after, _NEAR_WORDS):
        return bool(look.lead) and not look.begins_sentence and look.stop not in ",."
    return bool(look.lead or look.after.strip()) and (len(look.words) > 1 or look.stop != ".")


# ---------------------------------------------------------------------------------------------------- whole statements


def _goes_on(look: Look) -> bool | None:
    """Takes "“…,” said Smith, the mayor, “but …”"."""
    if not look.follows_whole or not look.lead.endswith((",", ";")) or _SENTENCE_INSIDE.search(look.before):
        return None
    return True if look.has_cue(look.before, _MANY_WORDS) else None


def _is_attributed_at_once(look: Look) -> bool | None:
    set_off = look.stop in ",?!" and look.lead.endswith((",", "("))
    return True if set_off and len(look.words) > _FEW_WORDS and look.precedes_attribution else None


def _is_all_that_is_said(look: Look) -> bool | None:
    """Takes "yelled “eminent domain!”": nothing of what is said stands outside the marks."""
    return True if look.follows_cue else None


def _is_introduced(look: Look) -> bool | None:
    if not look.lead.endswith((":", ",")):
        return None
    return look.begins_upper or len(look.words) >= _MANY_WORDS or look.has_cue(look.lead, _NEAR_WORDS, last=True)


def _is_a_sentence(look: Look) -> bool | None:
    if not look.begins_sentence:
        return None
    if look.stop not in _STOP and look.after.strip() and not look.has_cue(look.after, _NEAR_WORDS):
        return look.after.lstrip()[0] == "," and look.begins_upper and len(look.words) > _FEW_WORDS
    return look.begins_upper or look.stop in ",.!?"


def _ends_like_a_sentence(look: Look) -> bool | None:
    if look.begins_upper and look.stop in ".!?" and len(look.words) > 1:
        return look.word_before not in _WOVEN_IN
    return None


def _holds_a_sentence(look: Look) -> bool | None:
    return len(look.words) >= _MANY_WORDS and _SENTENCE_INSIDE.search(look.inner) is not None


def _in_title_case(words: list[str]) -> bool:
    small = sum(word.lower() in _SMALL and not word[0].isupper() for word in words)
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return not words[0][0].islower() and capitals + small == len(words) and capitals >= small


_TITLE_RULES: tuple[Rule, ...] = (
    _is_heading,
    _is_credited,
    _has_no_title_case,
    _is_called_a_work,
    _is_too_long,
    _is_told,
    _is_brought,
    _is_spoken,
    _is_no_statement,
)
_WHOLE_RULES: tuple[Rule, ...] = (
    _goes_on,
    _is_attributed_at_once,
    _is_all_that_is_said,
    _is_introduced,
    _is_a_sentence,
    _ends_like_a_sentence,
    _holds_a_sentence,
)
