"""Dialogue in dashes: a paragraph that begins with one is a speech.

The cue stands in it without marks: “— I will not go, said Ann. — Not today.”

Dashes also begin the items of a list, a byline and a headline's deck, so an article must show that it means speech:
somebody is said to speak in one of the paragraphs, and a run of them is not what a colon announced as a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.frozen import frozen
from core.marks import Stretch, paragraphs
from core.suggest.quotes.cues import Lexicon
from core.suggest.quotes.incises import Incise, incises_in
from core.suggest.wordsets import word_set

_OPENING = re.compile(r"\s*(?P<mark>«\s*)?(?P<dash>[—–―]|--|-(?=\s))[^\S\n]*(?=[^\W_a-zà-ÿ]|[¿¡…(\[])")
_DASH = re.compile(r"[—–―]|--|-(?=\s)")
_CLOSED_BY_DASH = re.compile(r"(?:[—–―-])[.\s]*$")  # “– The battle ahead –.” is a heading
_PERSONAL = word_set("i me my mine myself we us our ours you your yours i’m i'm we’re we're you’re you're")
_WORD = re.compile(r"\w+(?:[’']\w+)*")
_SPEECH_SIGN = re.compile(r"[?!]")
_LETTER = re.compile(r"\w")
_HALF = 2


@frozen
class _Speech:
    """A paragraph that begins with a dash."""

    start: int  # where its dash stands, or the guillemet before it
    inner: int
    end: int
    place: int  # the paragraph's number
    hyphen: bool
    incises: tuple[Incise, ...]
    personal: bool  # it holds an “I” or a “you”, asks or exclaims


def with_dialogue(text: str, stretches: Sequence[Stretch], lexicon: Lexicon) -> list[Stretch]:
    """The stretches in quotation marks and, where an article uses dashes for dialogue, those behind dashes."""
    found = list(stretches)
    for speech in _speeches(text, lexicon):
        parts = list(_parts(text, speech))
        inside = [one for one in found if speech.start <= one.start < speech.end]
        held = [one for one in inside if any(part.start <= one.start and one.end <= part.end for part in parts)]
        whole = [one for one in inside if one.start == speech.start]  # « — … »: the dashes part what it holds
        apart = [one for one in inside if one not in held and one not in whole]
        if any(one.start < part.end and part.start < one.end for one in apart for part in parts):
            continue
        if any(one.start <= speech.inner for one in inside if one not in whole):
            continue  # — “I will not go,” said Ann: the marks say it all
        found = [one for one in found if one not in held and one not in whole]
        found.extend(_holding(part, [one for one in held if one not in whole]) for part in parts)
    return sorted(found, key=lambda one: one.start)


def _holding(part: Stretch, stretches: Sequence[Stretch]) -> Stretch:
    children = tuple((one.start, one.end) for one in stretches if part.start <= one.start < part.end)
    return Stretch(part.start, part.end, part.closed, False, False, part.inner_start, part.inner_end, children, True)


# ------------------------------------------------------------------------------------------------ which dashes speak


def _speeches(text: str, lexicon: Lexicon) -> Iterator[_Speech]:
    runs = list(_runs(text, lexicon))
    if not any(_speaks(text, run, lexicon) for run in runs):
        return
    for run in runs:
        if _speaks(text, run, lexicon) or _sounds_spoken(text, run, lexicon):
            yield from run


def _runs(text: str, lexicon: Lexicon) -> Iterator[list[_Speech]]:
    """The paragraphs that begin with a dash, in runs that no other paragraph parts."""
    run: list[_Speech] = []
    for place, (start, end) in enumerate(paragraphs(text)):
        match = _OPENING.match(text, start, end)
        if match is None or _CLOSED_BY_DASH.search(text, match.end(), end):
            continue
        if run and run[-1].place + 1 != place:
            yield run
            run = []
        run.append(_speech(text, match, end, place, lexicon))
    if run:
        yield run


def _speech(text: str, match: re.Match[str], end: int, place: int, lexicon: Lexicon) -> _Speech:
    while text[end - 1].isspace():
        end -= 1
    start = match.start("dash") if match["mark"] is None else match.start("mark")
    spoken = text[match.end() : end]
    personal = any(word.lower() in _PERSONAL for word in _WORD.findall(spoken))
    return _Speech(
        start,
        match.end(),
        end,
        place,
        match["dash"] == "-",
        tuple(incises_in(text, match.end(), end, lexicon)),
        personal or _SPEECH_SIGN.search(spoken) is not None,
    )


def _speaks(text: str, run: Sequence[_Speech], lexicon: Lexicon) -> bool:
    """Whether somebody is said to speak in a run: “said Ann” says it alone, “Ann said” may stand in a list as well."""
    if (run[0].hyphen and len(run) == 1) or _is_list(text, run[0], lexicon):
        return False
    return any(one.inverted or speech.personal for speech in run for one in speech.incises)


def _sounds_spoken(text: str, run: Sequence[_Speech], lexicon: Lexicon) -> bool:
    """Whether a run without a cue sounds like speech, in an article that has dialogue elsewhere."""
    return _HALF * sum(speech.personal for speech in run) >= len(run) and not _is_list(text, run[0], lexicon)


def _is_list(text: str, first: _Speech, lexicon: Lexicon) -> bool:
    """Whether a colon announces what follows, and no cue before it: “The party's plans:”, but “Ann replied:”."""
    before = text[: first.start].rstrip()
    line = before[before.rfind("\n") + 1 :]
    return line.endswith(":") and not any(lexicon.is_strong(word) for word in _WORD.findall(line)[-8:])


# ----------------------------------------------------------------------------------------------- the parts of a speech


def _parts(text: str, speech: _Speech) -> Iterator[Stretch]:
    """What is said in a speech, without what says who speaks."""
    starts = [(speech.start, speech.inner)]
    ends: list[int] = []
    sure = [True]
    for incise in speech.incises:
        ends.append(incise.start)
        if incise.resumes is None:
            break
        dash = _DASH.match(text, incise.resumes)
        starts.append((incise.resumes, dash.end() if dash is not None else incise.resumes))
        sure.append(incise.sure)
    else:
        ends.append(speech.end)
    if speech.incises and speech.incises[-1].resumes is None:
        sure[-1] = sure[-1] and speech.incises[-1].sure
    for (start, inner), end, is_sure in zip(starts, ends, sure, strict=True):
        while end > inner and text[end - 1].isspace():
            end -= 1
        if _LETTER.search(text, inner, end):
            yield Stretch(start, end, closed=is_sure, inner_start=inner, inner_end=end, dash=True)
