"""Pure checks: what a body must be like to stand in an article.

Every refusal is a :class:`~core.errors.RefusedError` whose text tells the editor what to do instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from core.bodies import Body, Entity, ExcludedRegion, Kind, Quote, Role, Span
from core.errors import RefusedError
from core.records import Label
from core.text import trimmed


def within(text: str, span: Span) -> Span:
    """The span without white space at its edges.

    Raises:
        RefusedError: it leaves the text, or covers nothing but white space.
    """
    if span.end > len(text):
        raise RefusedError(
            f"The selection ends at {span.end}, the article at {len(text)}. Select text inside the article."
        )
    start, end = trimmed(text, span.start, span.end)
    if start == end:
        raise RefusedError("The selection holds only white space. Select at least one character of text.")
    return Span(start, end)


def tidy(text: str, body: Body) -> Body:
    """The body with every span trimmed, its parts in the order of the text, and its speakers without doubles."""
    match body:
        case Entity(span, label):
            return Entity(within(text, span), label)
        case ExcludedRegion(span, note):
            return ExcludedRegion(within(text, span), note)
        case Quote(contents, cues, sources, kind, speakers, nested):
            said = _parts(text, contents, Role.CONTENT)
            return complete(
                Quote(
                    said,
                    _parts(text, cues, Role.CUE),
                    _parts(text, sources, Role.SOURCE),
                    kind,
                    tuple(dict.fromkeys(name for name in (" ".join(s.split()) for s in speakers) if name)),
                    tuple(span for span in _parts(text, nested, Role.NESTED) if lies_in(span, said)),
                )
            )


def lies_in(span: Span, contents: Iterable[Span]) -> bool:
    """Whether a quote in a quote lies inside one of the contents: with its content it goes, too."""
    return any(content.start <= span.start and span.end <= content.end for content in contents)


def _parts(text: str, spans: Iterable[Span], role: Role) -> tuple[Span, ...]:
    parts = sorted({within(text, span) for span in spans})
    for left, right in pairwise(parts):
        if left.overlaps(right):
            raise RefusedError(
                f"Two {role.value} parts of this quote would overlap at “{short(right.of(text))}”. "
                "Move the boundary of the other part first, or remove it."
            )
    return tuple(parts)


def complete(quote: Quote) -> Quote:
    """The quote, if it has any part; which of the three it lacks, the checks say.

    Raises:
        RefusedError: it has neither content nor cue nor source.
    """
    if not quote.anchors:
        raise RefusedError("A quote needs a content, a cue or a source. To remove the whole quote, delete it.")
    return quote


_OPENING_MARKS = tuple('“"„«‘')


def kind_of(text: str, content: Span) -> Kind:
    """The kind of a quote that is made of a content: direct where that begins with a mark."""
    return Kind.DIRECT if content.of(text).lstrip().startswith(_OPENING_MARKS) else Kind.INDIRECT


def known_label(name: str, labels: Iterable[Label]) -> str:
    """The name of the label, or of the one that took its place, if the label set has it and it is not retired."""
    known = {label.name: label for label in labels}
    label = known.get(name)
    while label is not None and label.successor:
        label = known.get(label.successor)
    if label is not None:
        if label.retired:
            raise RefusedError(f"The label {name} is retired. Choose another, or bring it back in the label set.")
        return label.name
    raise RefusedError(f"The label set has no label {name}. Add it there first.")


def same_thing(one: Body, other: Body) -> bool:
    """Whether two bodies say the same of the same text, so that a second one would be a double.

    Two quotes are the same when their contents are; who said it is then a question of correcting the one. Without
    contents they are the same when their cues and sources are.
    """
    if isinstance(one, Quote) and isinstance(other, Quote):
        return one.place == other.place
    if isinstance(one, ExcludedRegion) and isinstance(other, ExcludedRegion):
        return one.span == other.span
    return one == other


_OPENING = tuple("“„«‘'\"")


def short(text: str, limit: int = 40) -> str:
    """The text on one line, cut in the middle where it is longer than ``limit`` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = (limit - 1) * 2 // 3
    return f"{line[:head].rstrip()}…{line[head - limit + 1 :].lstrip()}"


def quoted(text: str, limit: int = 40) -> str:
    """The text, short and in quotation marks; what has some already gets no more."""
    line = short(text, limit)
    return line if line[:1] in _OPENING else f"“{line}”"
