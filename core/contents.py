"""Where the content may stand of a quote that has none yet, only a source or a cue: by marks and commas, no parse.

What stands in quotation marks in the same sentence is content where it looks like speech: it begins the sentence, comes
behind the cue, a comma or a colon, or ends in a comma. Else it is the clause before a comma, “…, he said”, or the one
behind the cue, “said that …”. Where neither can be made out, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from core.bodies import Kind, Quote, Span
from core.marks import Stretch, paragraph_at, paragraphs_of, stretches_in
from core.patterns import Pattern
from core.text import steps, trimmed

_ENDS = frozenset((".", "!", "?", "…"))
_CLOSING = "”’\"'»)]"
_BEFORE_SPEECH = (",", ":", "—", "–", "-")
_ACCORDING = Pattern(r"according\s+to$", re.IGNORECASE)
# The commonest, for a source without a cue; the lexicon of cues is the quote engine's.
_VERBS = (
    r"said|says|say|saying|added|adds|announced|argued|argues|asked|asks|believes?|claimed|claims|explained|insisted|insists"
    r"|noted|notes|reported|stated|warned|wrote|writes|tweeted"
)
_REPORTS = Pattern(
    rf"(?:(?:has|have|had|also|later|then)\s+){{0,2}}(?:(?:{_VERBS})|told\s+(?:\w+\s+){{1,4}}?(?=that))\b",
    re.IGNORECASE,
)
_INVERTED = Pattern(rf"\b(?:{_VERBS})\s+$")
_THAT = Pattern(r"\s*(?:[\w’'-]+\s+){0,5}?(?=(?:that|whether|how|why)\s)", re.IGNORECASE)
_SUBJECT = Pattern(r",\s+(?:[^\s,]+\s+){0,4}[^\s,]+$")
_FAR = 20  # characters
_FEW = 4
"""Words that may follow an attribution in its sentence: “…, he said on Tuesday night.”"""


def with_content(text: str, quote: Quote) -> Quote | None:
    """The quote with the content that its sentence has for it, and the kind that follows; ``None`` without any."""
    about = _attribution(text, quote)
    number = paragraph_at(text, about.start)
    if number < 0:
        return None
    paragraph = Span(*paragraphs_of(text)[number])
    marked = stretches_in(text, paragraph.start, paragraph.end)
    sentence = _sentence(text, paragraph, about, marked)
    parts = [span for _, span in quote.parts()]
    free = [one for one in marked if not any(one.start < part.end and part.start < one.end for part in parts)]
    inside = [one for one in free if sentence.start <= one.start < sentence.end]
    spoken = [Span(one.start, one.end) for one in inside if _is_speech(text, one, sentence, about)]
    if spoken:
        spoken += _going_on(text, free, sentence)
        return replace(quote, contents=tuple(spoken), kind=Kind.DIRECT)
    clause = _clause(text, quote, sentence, about)
    if clause is None or any(clause.overlaps(part) for part in parts):
        return None
    kind = Kind.MIXED if any(clause.start <= one.start < clause.end for one in inside) else Kind.INDIRECT
    return replace(quote, contents=(clause,), kind=kind)


def _attribution(text: str, quote: Quote) -> Span:
    """From the first word of the source and the cue to the last; where they stand in two paragraphs, one of them.

    Without a cue, a verb before the source is one: “…, said Ann Li”.
    """
    whole = quote.bounds
    if "\n" in whole.of(text):
        return (quote.cues or quote.sources)[0]
    inverted = None if quote.cues else _INVERTED.search(text, max(0, whole.start - _FAR), whole.start)
    return whole if inverted is None else Span(inverted.start(), whole.end)


# ----------------------------------------------------------------------------------------------------------- sentences


def _sentence(text: str, paragraph: Span, about: Span, marked: Sequence[Stretch]) -> Span:
    """The sentence around an attribution."""
    start, end = paragraph.start, paragraph.end
    for at in _ends(text, paragraph, marked):
        if at <= about.start:
            start = at
        elif at >= about.end:
            end = at
            break
    start, end = trimmed(text, start, end)
    return Span(min(start, about.start), max(end, about.end))


def _ends(text: str, paragraph: Span, marked: Sequence[Stretch]) -> Iterator[int]:
    """Where sentences end, with the closing marks behind. Inside quotation marks only a last full stop is an end."""
    for begin, end in steps(text, paragraph.start, paragraph.end):
        if text[begin:end] not in _ENDS:
            continue
        while end < paragraph.end and text[end] in _CLOSING:
            end += 1
        around = next((one for one in marked if one.start < begin < one.end), None)
        if around is None or (end >= around.end and text[begin] == "."):
            yield end


# -------------------------------------------------------------------------------------------------------------- speech


def _is_speech(text: str, stretch: Stretch, sentence: Span, about: Span) -> bool:
    """Whether what stands in marks is something that was said, and not a name or a word held at arm’s length."""
    before = text[sentence.start : stretch.start].rstrip()
    if before.endswith(_BEFORE_SPEECH) or text[stretch.start : stretch.end].rstrip(_CLOSING).endswith(","):
        return True
    if about.end <= stretch.start:
        return not text[about.end : stretch.start].strip(" ,:")
    return not before and text[stretch.end : about.start].lstrip()[:1] in ("", ",")


def _going_on(text: str, free: Iterable[Stretch], sentence: Span) -> Iterator[Span]:
    """Speech that goes on behind the attribution’s sentence, in marks of its own: “…,” he said. “…”."""
    following = next((one for one in free if one.start >= sentence.end), None)
    if following is None or text[sentence.end : following.start].strip():
        return
    if text[following.start : following.end].rstrip(_CLOSING).endswith("."):
        yield Span(following.start, following.end)


# -------------------------------------------------------------------------------------------------------------- clauses


def _clause(text: str, quote: Quote, sentence: Span, about: Span) -> Span | None:
    before = text[sentence.start : about.start].rstrip()
    according = _ACCORDING.search(before)
    if according is not None or any(_ACCORDING.search(cue.of(text)) for cue in quote.cues):
        end = sentence.start + (len(before) if according is None else according.start())
        after = text.find(",", about.end, sentence.end)
        behind = _trimmed(text, after + 1, sentence.end) if after >= 0 else None
        return _trimmed(text, sentence.start, end) or behind
    comma = _comma_before(before, quote)
    if comma is not None and _ends_the_sentence(text, quote, sentence, about):
        return _trimmed(text, sentence.start, sentence.start + comma)
    return _behind(text, quote, sentence, about)


def _comma_before(before: str, quote: Quote) -> int | None:
    """Where the clause before an attribution ends; before a cue without a source stands whoever said it."""
    if before.endswith((",", "—")):
        return len(before)
    subject = None if quote.sources else _SUBJECT.search(before)
    return None if subject is None else subject.start()


def _ends_the_sentence(text: str, quote: Quote, sentence: Span, about: Span) -> bool:
    """Whether hardly anything follows the attribution but a description: “…, said Kamel Wazne, director of …”."""
    rest = text[about.end : sentence.end].strip(" .!?…")
    reported = None if quote.cues else _REPORTS.match(rest)
    if reported is not None:
        rest = rest[reported.end() :].lstrip()
    few = _FEW if quote.sources else 1
    return rest.startswith(",") or (len(rest.split()) <= few and not _THAT.match(rest))


def _behind(text: str, quote: Quote, sentence: Span, about: Span) -> Span | None:
    """The clause behind a cue; behind a source, where one of the commonest verbs or “that” begins it."""
    start = about.end + len(text[about.end : sentence.end]) - len(text[about.end : sentence.end].lstrip())
    that = _THAT.match(text, start, sentence.end)
    if not quote.cues or quote.cues[-1].end != about.end:
        reported = None if quote.cues else _REPORTS.match(text, start, sentence.end)
        if that is None and reported is None:
            return None
        if reported is not None:
            start = reported.end()
            that = _THAT.match(text, start, sentence.end)
    if that is not None:
        start = that.end()
    elif text.startswith(",", start):
        return None
    return _trimmed(text, start, sentence.end)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Without white space, commas and the full stop at its edges; nothing where fewer than two words are left."""
    start += len(text[start:end]) - len(text[start:end].lstrip(" ,:;—–"))
    end = start + len(text[start:end].rstrip(" ,;:—–.!?…\n"))
    return Span(start, end) if len(text[start:end].split()) > 1 else None
