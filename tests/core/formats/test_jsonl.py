"""Native JSONL: every line gives an article or a sentence, and nothing is lost between two libraries."""

import errno
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bodies import Body, Entity, ExcludedRegion, Kind, Quote, Span
from core.errors import FormatError, RefusedError
from core.formats import Failure, Notice, Outcome, jsonl, read_path
from core.formats.jsonl import article_of
from core.formats.jsonl_out import fields
from core.records import ArticleDraft, Status
from core.rules import same_thing, tidy
from core.text import canonical

TEXT = "“We go,” Ann Lee said. More to read"
FULL = {
    "id": "a1",
    "text": TEXT,
    "headline": "We go",
    "status": "done",
    "origin": "wire",
    "entities": [{"start": 9, "end": 16, "label": "PERSON"}],
    "quotes": [
        {"kind": "direct", "contents": [[0, 8]], "cues": [[17, 21]], "sources": [[9, 16]], "speakers": ["Ann Lee"]}
    ],
    "excluded": [{"start": 23, "end": 35, "note": "links"}],
}


def read(tmp_path: Path, *lines: str | bytes) -> list[Outcome]:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in lines))
    return list(read_path(path))


def test_a_full_line_is_read(tmp_path: Path) -> None:
    (draft,) = read(tmp_path, json.dumps(FULL))
    assert isinstance(draft, ArticleDraft)
    assert (draft.headline, draft.text, draft.origin, draft.status) == ("We go", TEXT, "wire", Status.DONE)
    assert [annotation.body for annotation in draft.annotations] == [
        Entity(Span(9, 16), "PERSON"),
        Quote((Span(0, 8),), (Span(17, 21),), (Span(9, 16),), Kind.DIRECT, ("Ann Lee",)),
        ExcludedRegion(Span(23, 35), "links"),
    ]


def test_a_text_is_enough(tmp_path: Path) -> None:
    (draft,) = read(tmp_path, b'\xef\xbb\xbf{"text": "Fire\\r\\nin town", "entities": null}')
    assert draft == ArticleDraft("Fire", "Fire\nin town", "a.jsonl, line 1")


BAD = [
    ("{bad", "no JSON"),
    ('{"text": "a\x01"}', "no JSON: Invalid control character at character 12"),
    (b'{"text": "\xff"}', "not UTF-8: byte 11 is 0xff"),
    ("[1]", "a list; an article is an object"),
    ("null", "null; an article"),
    ("[" * 100_000, "nested too deeply"),
    ('{"text": ' + "9" * 5000 + "}", "number too long"),
    ('{"id": 1}', "“text” is missing"),
    ('{"text": 5}', "“text” is the number 5"),
    ('{"text": ""}', "“text” is empty"),
    ('{"text": " \\n"}', "white space"),
    ('{"text": "ab", "status": "finished"}', "“status” is “finished”"),
    ('{"text": "ab", "status": true}', "“status” is true"),
    ('{"text": "ab", "entities": {}}', "“entities” is an object; it has to be a list"),
    ('{"text": "ab", "entities": [1]}', "entities[0] is the number 1"),
    ('{"text": "ab", "entities": [{"start": 0, "label": "X"}]}', "entities[0] has no end"),
    ('{"text": "ab", "entities": [{"start": 0, "end": 1}]}', "entities[0] has no label"),
    ('{"text": "ab", "entities": [{"start": 0, "end": 1, "label": 3}]}', "entities[0].label is the number 3"),
    ('{"text": "ab", "entities": [{"start": "0", "end": 1, "label": "X"}]}', "whole numbers"),
    ('{"text": "ab", "entities": [{"start": false, "end": true, "label": "X"}]}', "whole numbers"),
    ('{"text": "ab", "entities": [{"start": 0.0, "end": 1.0, "label": "X"}]}', "whole numbers"),
    ('{"text": "ab", "entities": [{"start": 1, "end": 1, "label": "X"}]}', "goes from 1 to 1"),
    ('{"text": "ab", "entities": [{"start": -1, "end": 1, "label": "X"}]}', "goes from -1 to 1"),
    ('{"text": "ab", "entities": [{"start": 0, "end": 3, "label": "X"}]}', "ends at 3, the text at 2"),
    ('{"text": "a b", "entities": [{"start": 1, "end": 2, "label": "X"}]}', "only white space"),
    ('{"text": "\\ufeffa", "entities": [{"start": 0, "end": 1, "label": "X"}]}', "byte order mark"),
    ('{"text": "ab", "quotes": [{"contents": []}]}', "needs a content, a cue or a source"),
    ('{"text": "ab", "quotes": [{"contents": [[0]]}]}', "quotes[0].contents[0] is a list; it has to be [start, end]"),
    ('{"text": "ab", "quotes": [{"contents": [[0, 2], [1, 2]]}]}', "would overlap"),
    ('{"text": "ab", "quotes": [{"contents": [[0, 1]], "kind": "loud"}]}', "quotes[0].kind is “loud”"),
    ('{"text": "ab", "quotes": [{"contents": [[0, 1]], "speakers": [7]}]}', "speakers[0] is the number 7"),
    ('{"text": "ab", "excluded": [{"start": 0, "end": 9}]}', "excluded[0] ends at 9"),
]


@pytest.mark.parametrize(("line", "said"), BAD, ids=range(len(BAD)))
def test_a_bad_line_is_told_and_the_others_are_read(tmp_path: Path, line: str | bytes, said: str) -> None:
    found = read(tmp_path, '{"text": "before"}', line, "", '{"text": "after"}')
    assert [type(one) for one in found] == [ArticleDraft, Failure, ArticleDraft]
    assert isinstance(found[1], Failure)
    assert found[1].line == 2
    assert said in found[1].reason
    assert found[1].reason.endswith(". The line was left out; mend it and try again.")


def test_what_stands_twice_is_taken_once_and_told(tmp_path: Path) -> None:
    entity = {"start": 0, "end": 1, "label": "X"}
    notice, draft = read(tmp_path, json.dumps({"text": "ab", "entities": [entity, entity]}))
    assert isinstance(notice, Notice)
    assert "entities[1] is there twice" in notice.text
    assert isinstance(draft, ArticleDraft)
    assert len(draft.annotations) == 1


def test_white_space_at_the_ends_of_spans_is_left_out_and_told(tmp_path: Path) -> None:
    quote = {"contents": [[3, 8]], "cues": [[8, 13]]}
    value = {"text": "Ann “No” said Bo.", "entities": [{"start": 0, "end": 4, "label": "PERSON"}], "quotes": [quote]}
    notice, draft = read(tmp_path, json.dumps(value))
    assert isinstance(draft, ArticleDraft)
    assert [one.body for one in draft.annotations] == [
        Entity(Span(0, 3), "PERSON"),
        Quote((Span(4, 8),), (Span(9, 13),)),
    ]
    assert isinstance(notice, Notice)
    assert notice.text == "White space at the ends of 2 annotations is left out."


def test_suggestions_are_not_taken_over_and_that_is_told(tmp_path: Path) -> None:
    line = {"text": "ab", "annotations": [{"decision": "pending"}, {"decision": "rejected"}, {"decision": "added"}]}
    found = read(tmp_path, json.dumps(line))
    assert [str(one).split(": ")[1].split(" suggestion")[0] for one in found if isinstance(one, Notice)] == [
        "1 pending",
        "1 rejected",
    ]


def test_line_separators_inside_strings_end_no_line(tmp_path: Path) -> None:
    (draft,) = read(tmp_path, json.dumps({"text": "a\u2028b\u0085c"}, ensure_ascii=False))
    assert isinstance(draft, ArticleDraft)
    assert draft.text == "a\u2028b\u0085c"


def test_empty_and_missing_files_are_told(tmp_path: Path) -> None:
    assert [type(one) for one in read(tmp_path, "")] == [Failure]
    (missing,) = read_path(tmp_path / "no.jsonl")
    assert isinstance(missing, Failure)


def test_a_disk_that_fails_on_the_way_is_told_after_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "one"}\n{"text": "two"}\n', encoding="utf-8")

    class Failing:
        def __init__(self, data: bytes) -> None:
            self.lines = data.splitlines(keepends=True)

        def __enter__(self) -> "Failing":
            return self

        def __exit__(self, *_: object) -> None: ...

        def readline(self, _limit: int) -> bytes:
            if len(self.lines) == 1:
                raise OSError(errno.EIO, "Input/output error")
            return self.lines.pop(0)

    failing = Failing(path.read_bytes())
    monkeypatch.setattr(Path, "open", lambda *_args: failing)
    assert [type(one) for one in read_path(path)] == [ArticleDraft, Failure]


def test_a_line_without_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LONGEST_LINE", 10)
    (failure,) = read(tmp_path, '{"text": "a long one"}')
    assert isinstance(failure, Failure)
    assert "longer than" in failure.reason


# ---------------------------------------------------------------------------------------------------------- properties

RAW = st.text(st.sampled_from("ab c.\n\r\ufeff\u2029\u00a0é😀“”\ud800"), min_size=1, max_size=40)


@given(RAW, st.data())
def test_spans_of_the_given_text_cover_the_same_words_in_the_canonical_one(raw: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw) - 1))
    end = data.draw(st.integers(start + 1, len(raw)))
    try:
        draft, _ = article_of({"text": raw, "entities": [{"start": start, "end": end, "label": "X"}]}, "here")
    except FormatError:
        assert not canonical("x" + raw[start:end])[1:].replace("\ufeff", "").strip() or not canonical(raw).strip()
        return
    (annotation,) = draft.annotations
    wanted = canonical("x" + raw[start:end])[1:].strip()
    boms = len(raw) - len(raw.lstrip("\ufeff"))
    if start < boms:
        wanted = wanted.lstrip("\ufeff").strip()
    assert annotation.body.bounds.of(draft.text) == wanted


@st.composite
def bodies(draw: st.DrawFn, text: str = TEXT) -> Body:
    def span() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span(start, draw(st.integers(start + 1, len(text))))

    kind = draw(st.sampled_from("eqr"))
    if kind == "e":
        return Entity(span(), draw(st.sampled_from(["PERSON", "ORG"])))
    if kind == "r":
        return ExcludedRegion(span(), draw(st.sampled_from(["", "links"])))
    speakers = tuple(draw(st.lists(st.sampled_from(["Ann Lee", "Bo"]), max_size=2)))
    contents, cues, sources = (tuple(span() for _ in range(draw(st.integers(0, 1)))) for _ in range(3))
    return Quote(contents, cues, sources, Kind.MIXED, speakers)


def tidied(body: Body) -> Body | None:
    try:
        return tidy(TEXT, body)
    except RefusedError:
        return None


@given(st.lists(bodies(), max_size=8))
def test_what_is_written_is_read_again(drawn: list[Body]) -> None:
    standing: list[Body] = []
    for body in [tidy_body for one in drawn if (tidy_body := tidied(one)) is not None]:
        if not any(same_thing(body, other) for other in standing):
            standing.append(body)
    line: dict[str, Any] = json.loads(json.dumps({"text": TEXT, **fields(standing)}))
    draft, notices = article_of(line, "here")
    assert not notices
    read_again = [annotation.body for annotation in draft.annotations]
    assert sorted(map(repr, read_again)) == sorted(map(repr, standing))


@given(bodies(), bodies())
def test_a_double_is_what_the_rules_call_the_same_thing(one: Body, other: Body) -> None:
    assert (jsonl._identity(one) == jsonl._identity(other)) == same_thing(one, other)
