"""Native JSONL, read: one article per line, with its entities, quotes and excluded regions.

::

    {"id": "…", "text": "…", "headline": "…", "status": "open", "origin": "…",
     "entities": [{"start": 0, "end": 5, "label": "GPE"}],
     "quotes": [{"kind": "direct", "contents": [[7, 19]], "cues": [[20, 24]], "sources": [[25, 27]],
                 "speakers": ["…"]}],
     "excluded": [{"start": 30, "end": 44, "note": "…"}]}

Comments and flags come in as :mod:`core.formats.jsonl_remarks` says. Only ``text`` must be there. Spans are code points
into the text *as it is given*; canonical text may leave characters out, and then the spans move with it. A line with a
fault gives no article at all, and a sentence that names the fault. :mod:`core.formats.jsonl_out` writes the format.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from core.bodies import Body, Entity, ExcludedRegion, Kind, Quote, Span
from core.errors import FormatError, RefusedError
from core.formats import jsonl_remarks
from core.formats.base import Failure, Notice, Outcome, Reader, headline_of, origin_of, quoted
from core.formats.offsets import Removal, of_canonical
from core.formats.text import check, unreadable
from core.records import ArticleDraft, Status
from core.rules import tidy
from core.text import canonical

LEFT_OUT = "The line was left out; mend it and try again."
LONGEST_LINE = 64 * 1024 * 1024  # bytes

Object: TypeAlias = Mapping[str, Any]


# ------------------------------------------------------------------------------------------------------------ the lines


def lines(path: Path) -> Iterator[tuple[int, Object | FormatError]]:
    """The objects of a JSONL file with their line numbers, from 1; for a line that holds none, the reason.

    Lines without anything on them are passed over.

    Raises:
        FormatError: the file cannot be read, or not on to its end.
    """
    check(path)
    try:
        with path.open("rb") as file:
            number = 0
            # By bytes: U+2028 and its like end no line of JSON.
            while data := file.readline(LONGEST_LINE):
                number += 1
                if len(data) == LONGEST_LINE and not data.endswith(b"\n"):
                    raise FormatError(
                        f"Line {number} is longer than {LONGEST_LINE >> 20} MB. "
                        "A JSONL file has one article on each line; is this one?"
                    )
                if number == 1:
                    data = data.removeprefix(b"\xef\xbb\xbf")
                if data.strip():
                    yield number, _object(data)
    except OSError as error:
        raise unreadable(error) from error


def _object(data: bytes) -> Object | FormatError:
    try:
        value = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return FormatError(f"It is not UTF-8: byte {error.start + 1} is 0x{data[error.start]:02x}.")
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" at")  # as “Invalid control character at”
        return FormatError(f"It is no JSON: {what} at character {error.pos + 1}.")
    except (ValueError, RecursionError):  # a number of thousands of digits; brackets in brackets in brackets
        return FormatError("It is JSON that no article needs: a number too long, or brackets nested too deeply.")
    if not isinstance(value, dict):
        return FormatError(f"It is {_kind(value)}; an article is an object, in braces.")
    return value


# --------------------------------------------------------------------------------------------------------- the articles


def read(path: Path, origin: str) -> Iterator[Outcome]:
    """The articles of a JSONL file, one outcome at least for every line that holds anything."""
    empty = True
    try:
        for number, value in lines(path):
            empty = False
            try:
                if isinstance(value, FormatError):
                    raise value
                draft, notices = article_of(value, f"{origin}, line {number}")
            except FormatError as error:
                yield Failure(str(path), f"{error} {LEFT_OUT}", number)
                continue
            yield from (Notice(str(path), notice, number) for notice in notices)
            yield draft
    except FormatError as error:
        yield Failure(str(path), str(error))
        return
    if empty:
        yield Failure(str(path), "It is empty, so there is nothing to import.")


READER = Reader("jsonl", "JSON lines", (".jsonl", ".ndjson"), read)


def article_of(value: Object, origin: str) -> tuple[ArticleDraft, list[str]]:
    """The article of one object, and notices about what of it is not taken over.

    ``origin`` is where it comes from, if it does not say so itself.

    Raises:
        FormatError: it is no article; the text names the field and what is wrong with it.
    """
    given = text_of(value)
    text = canonical(given)
    reader = _Reader(text, len(given), of_canonical(given))
    found: dict[object, Body] = {}
    notices = []
    for name, one in (("entities", reader.entity), ("quotes", reader.quote), ("excluded", reader.region)):
        for nth, item in enumerate(_list(value, name)):
            body = reader.body(one, item, f"{name}[{nth}]")
            if found.setdefault(_identity(body), body) is not body:
                notices.append(f"{name}[{nth}] is there twice. It is taken once.")
    if reader.trimmed:
        of_them = "one annotation" if reader.trimmed == 1 else f"{reader.trimmed} annotations"
        notices.append(f"White space at the ends of {of_them} is left out.")
    said = jsonl_remarks.read(value, lambda entry, where: _known(reader, entry, where, found))
    notices += [*_undecided(value), *said.notices]
    draft = ArticleDraft(
        headline=origin_of(_string(value, "headline")) or headline_of(text),
        text=text,
        origin=origin_of(_string(value, "origin")) or origin,
        annotations=tuple(said.imported(identity, body) for identity, body in found.items()),
        status=_status(value),
        comments=tuple(said.on_article),
    )
    return draft, notices


def _known(reader: _Reader, entry: Object, where: str, found: Mapping[object, Body]) -> object | None:
    """What tells the body of an entry of ``annotations`` from others, where it is among those that are taken over."""
    readers: dict[str, Callable[[Object, str], Body]] = {
        "entity": reader.entity,
        "quote": reader.quote,
        "region": reader.region,
    }
    if entry.get("layer") not in readers:
        raise FormatError(f"{where}.layer has to be one of {', '.join(readers)}.")
    identity = _identity(reader.body(readers[entry["layer"]], entry, where))
    return identity if identity in found else None


def text_of(value: Object) -> str:
    """The text of an object, as given.

    Raises:
        FormatError: it has none.
    """
    if "text" not in value:
        raise FormatError("The field “text” is missing.")
    given = value["text"]
    if not isinstance(given, str):
        raise FormatError(f"The field “text” is {_kind(given)}; it has to be a string.")
    if not canonical(given).strip():
        raise FormatError("The field “text” holds nothing but white space." if given else "The field “text” is empty.")
    return given


def _identity(body: Body) -> object:
    """Equal where :func:`core.rules.same_thing` holds, and fit for a dictionary: articles have thousands of bodies."""
    match body:
        case Quote():
            return Quote, body.place
        case ExcludedRegion():
            return ExcludedRegion, body.span
        case _:
            return body


def _undecided(value: Object) -> Iterator[str]:
    """What an earlier export tells about suggestions stays behind: an import brings what stands, not who did what."""
    for decision in ("pending", "rejected"):
        count = sum(isinstance(a, dict) and a.get("decision") == decision for a in _list(value, "annotations"))
        if count:
            are = "suggestions are" if count > 1 else "suggestion is"
            yield f"{count} {decision} {are} not taken over; suggest anew instead."


def _status(value: Object) -> Status:
    name = _string(value, "status") or Status.NEW.value
    try:
        return Status(name)
    except ValueError:
        allowed = ", ".join(Status)
        raise FormatError(f"The field “status” is {quoted(name)}; it has to be one of {allowed}.") from None


# ----------------------------------------------------------------------------------------------------------- the bodies


class _Reader:
    """Makes bodies in canonical text of objects whose offsets are into the given text."""

    def __init__(self, text: str, given_length: int, removal: Removal) -> None:
        self._text = text
        self._given_length = given_length
        self._removal = removal
        self.trimmed = 0  # bodies with white space at the end of a span, which is no part of it

    def body(self, read_one: Callable[[Object, str], Body], item: Any, where: str) -> Body:
        if not isinstance(item, dict):
            raise FormatError(f"{where} is {_kind(item)}; it has to be an object.")
        given = read_one(item, where)
        try:
            body = tidy(self._text, given)
        except RefusedError as error:
            raise FormatError(f"{where}: {error}") from error
        self.trimmed += {span for _, span in given.parts()} != {span for _, span in body.parts()}
        return body

    def entity(self, item: Object, where: str) -> Entity:
        label = _string(item, "label", where).strip()
        if not label:
            raise FormatError(f"{where} has no label.")
        return Entity(self._start_end(item, where), label)

    def quote(self, item: Object, where: str) -> Quote:
        kind = _string(item, "kind", where) or Kind.DIRECT.value
        if kind not in list(Kind):
            raise FormatError(f"{where}.kind is {quoted(kind)}; it has to be one of {', '.join(Kind)}.")
        roles = ("contents", "cues", "sources", "nested")
        contents, cues, sources, nested = (self._pairs(item, name, where) for name in roles)
        speakers = _list(item, "speakers", where)
        for nth, speaker in enumerate(speakers):
            if not isinstance(speaker, str):
                raise FormatError(f"{where}.speakers[{nth}] is {_kind(speaker)}; it has to be a string.")
        return Quote(contents, cues, sources, Kind(kind), tuple(canonical(speaker) for speaker in speakers), nested)

    def region(self, item: Object, where: str) -> ExcludedRegion:
        return ExcludedRegion(self._start_end(item, where), canonical(_string(item, "note", where)))

    def _start_end(self, item: Object, where: str) -> Span:
        for name in ("start", "end"):
            if name not in item:
                raise FormatError(f"{where} has no {name}.")
        return self._span(item["start"], item["end"], where)

    def _pairs(self, item: Object, name: str, where: str) -> tuple[Span, ...]:
        spans = []
        for nth, pair in enumerate(_list(item, name, where)):
            if not (isinstance(pair, list) and len(pair) == 2):
                raise FormatError(f"{where}.{name}[{nth}] is {_kind(pair)}; it has to be [start, end].")
            start, end = pair
            spans.append(self._span(start, end, f"{where}.{name}[{nth}]"))
        return tuple(spans)

    def _span(self, start: Any, end: Any, where: str) -> Span:
        if type(start) is not int or type(end) is not int:  # True is an int too
            raise FormatError(f"{where}: start and end have to be whole numbers, not {start!r:.40} and {end!r:.40}.")
        if not 0 <= start < end:
            raise FormatError(f"{where} goes from {start} to {end}; a span starts at 0 or later, and ends after that.")
        if end > self._given_length:
            raise FormatError(
                f"{where} ends at {end}, the text at {self._given_length}. Offsets count characters (code points)."
            )
        start, end = self._removal.shorter(start), self._removal.shorter(end)
        if start == end:
            raise FormatError(f"{where} covers nothing but characters that no text keeps, such as a byte order mark.")
        return Span(start, end)


def _string(value: Object, name: str, where: str = "") -> str:
    """A field that may be left out, or null; "" then."""
    found = value.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise FormatError(f"{_field(name, where)} is {_kind(found)}; it has to be a string.")
    return found


def _list(value: Object, name: str, where: str = "") -> list[Any]:
    """A field that may be left out, or null; empty then."""
    found = value.get(name)
    if found is None:
        return []
    if not isinstance(found, list):
        raise FormatError(f"{_field(name, where)} is {_kind(found)}; it has to be a list.")
    return found


def _field(name: str, where: str) -> str:
    return f"{where}.{name}" if where else f"The field “{name}”"


def _kind(value: Any) -> str:
    """What a JSON value is, in a word."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value!r:.40}"
    return "a string" if isinstance(value, str) else "a list" if isinstance(value, list) else "an object"
