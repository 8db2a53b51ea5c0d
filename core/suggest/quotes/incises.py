"""What says who speaks in a speech without quotation marks: “…, said Ann. …”, “… — said Ann — …”, “…! he cried, …”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.frozen import frozen
from core.suggest.quotes.cues import Lexicon
from core.suggest.wordsets import word_set

_PRONOUN = r"(?:he|she|they|I|we|it)\b"
_NAME = r"[A-ZÀ-Þ][\w.’'-]*(?<!\.)(?: (?:de |von |van |la |al-)?[A-ZÀ-Þ][\w’'-]*){0,4}"
_TITLED = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|Rev)\. " + _NAME
_PERSON = r"(?:the|a|an|my|his|her|our|their|one|another|both)(?: [\w’'-]+){1,3}?"
_NAMED = rf"(?:{_TITLED}|(?!I\b|I['’]){_NAME})"
# Behind a stop that a speech may have before its attribution, or behind a dash.
_BEFORE = r"(?:(?<=[,?!…])\s+|\s*(?P<dash>[—–―]|--|(?<=\s)-(?=\s))\s*)"
_INVERTED = re.compile(
    rf"{_BEFORE}(?P<verb>[a-z]+)(?: [a-z]+ly)? (?P<who>{_PRONOUN}|{_NAMED}|{_PERSON}(?=[,.;:—–]|\s[—–-]|\s*$))"
)
_STRAIGHT = re.compile(
    rf"{_BEFORE}(?P<who>{_PRONOUN}|{_NAMED}|{_PERSON})(?: [a-z]+ly)? (?P<verb>[a-z]+)"
    r"(?: [a-z]+ly| again| at last)?(?: to \w+| (?:him|her|them|me|us))?"
    r"(?: (?:with|in)(?: [\w’'-]+){1,4}?)?(?=\s*(?:[,.;:]|[—–―]|--|-\s|$))"
)
_RESUMES = re.compile(r"\s*(?P<dash>[—–―]|--|-(?=\s))|(?P<stop>(?<!Mr)(?<!Mrs)(?<!Dr)[.!?…]+)(?=\s|$)|(?P<comma>,)\s")
# “said Ann, the mayor”, “said Ann, looking away”: what a comma goes on with is no speech
_ASIDE = re.compile(
    r"(?:the|a|an|his|her|their|its|who|whose|which|as|with|when|while|after|before|on|in|at|of|to|\d+|"
    r"[a-z]+ing|director|president|head|chief|spokes\w+|mayor)\b"
)
_DOING = re.compile(r"(?:as|with|when|while|after|before|[a-z]+ing)\b")
_PRONOUNS = word_set("he she they i we it")
_SENTENCE = re.compile(r"\s*(?P<said>\S[^.!?…]*[.!?…]*)")
_PERSONAL = word_set("i me my we us our you your yes no")
_WORD = re.compile(r"\w+")


@frozen
class Incise:
    """What says who speaks, from ``start`` on, and where the speech goes on behind it, if it does."""

    start: int
    resumes: int | None
    inverted: bool
    sure: bool = True  # whether a dash or a comma says that the speech goes on, or the paragraph ends


def incises_in(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Incise]:
    """The incises of a speech, in order."""
    at: int | None = start
    while at is not None:
        found = _first(text, at, end, lexicon)
        if found is None:
            return
        match, inverted = found
        incise = _incise(text, match, end, inverted)
        yield incise
        at = incise.resumes


def _first(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[re.Match[str], bool] | None:
    found = [
        (match, pattern is _INVERTED)
        for pattern in (_INVERTED, _STRAIGHT)
        for match in pattern.finditer(text, start, end)
        if match.start() > start and _is_cue(match["verb"], lexicon)
    ]
    return min(found, key=lambda one: one[0].start(), default=None)


def _is_cue(verb: str, lexicon: Lexicon) -> bool:
    """Whether a verb is a cue, in a form that can stand with a subject alone."""
    return lexicon.is_strong(verb) and not verb.endswith("ing") and lexicon.base(verb) != verb


def _incise(text: str, match: re.Match[str], end: int, inverted: bool) -> Incise:
    at = match.end()
    while (stop := _RESUMES.search(text, at, end)) is not None:
        if stop["dash"] is not None:
            return Incise(match.start(), _if_words(text, stop.start("dash"), end), inverted)
        if stop["comma"] is not None:
            if match["dash"] is None and not _is_aside(text, match["who"], stop.end(), end):
                return Incise(match.start(), _if_words(text, stop.end(), end), inverted)
            at = stop.end()
            continue
        return _behind_sentence(text, match.start(), stop.end(), end, inverted)
    return Incise(match.start(), None, inverted)


def _is_aside(text: str, who: str, at: int, end: int) -> bool:
    """Whether what a comma begins describes the speaker, or what the speaker does; nothing describes a pronoun."""
    aside = _DOING if who.lower() in _PRONOUNS else _ASIDE
    return aside.match(text, at, end) is not None


def _behind_sentence(text: str, start: int, stop: int, end: int, inverted: bool) -> Incise:
    """The speech goes on behind a full stop where a dash says so, or a sentence that speaks of “me” or “you”."""
    following = _SENTENCE.match(text, stop, end)
    if following is None:
        return Incise(start, None, inverted)
    said = following["said"]
    if said.startswith(("—", "–", "―", "--", "- ")):
        return Incise(start, _if_words(text, following.start("said"), end), inverted)
    spoken = any(word.lower() in _PERSONAL for word in _WORD.findall(said)) or said.endswith(("?", "!"))
    if spoken:
        return Incise(start, following.start("said"), inverted, sure=False)
    # Narration, as far as the words tell; a later dash takes the speech up again.
    dash = re.compile(r"(?<=[.!?…])\s+(?=(?:[—–―]|--)\s*\w)").search(text, stop, end)
    return Incise(start, dash.end() if dash is not None else None, inverted, sure=False)


def _if_words(text: str, at: int, end: int) -> int | None:
    return at if _WORD.search(text, at, end) else None
