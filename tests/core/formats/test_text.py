"""Text files: whatever an editor's disk may hold."""

import os
from pathlib import Path

import pytest

from core.errors import FormatError
from core.formats import Failure, Notice, Outcome, draft_of, headline_of, read_path
from core.formats.base import HEADLINE_LENGTH
from core.formats.text import LARGEST, decoded
from core.records import ArticleDraft
from core.text import canonical

NEWS = "“Café,” he said. It’s naïve — really.\r\n\r\nThe talks in Zürich go on.\n"


def outcomes(path: Path, format: str | None = None) -> list[Outcome]:
    return list(read_path(path, format))


def the_draft(path: Path) -> ArticleDraft:
    found = [one for one in outcomes(path) if isinstance(one, ArticleDraft)]
    assert len(found) == 1
    return found[0]


def the_reason(path: Path) -> str:
    found = outcomes(path)
    assert len(found) == 1
    assert isinstance(found[0], Failure)
    assert found[0].path == str(path)
    return found[0].reason


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", None),
        ("utf-16-le", None),
        ("utf-16-be", None),
        ("utf-32", None),
        ("cp1252", "Windows-1252"),
    ],
)
def test_the_encoding_is_found_and_told(tmp_path: Path, encoding: str, said: str | None) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(NEWS.encode(encoding))
    assert the_draft(path).text == canonical(NEWS)
    notices = [one for one in outcomes(path) if isinstance(one, Notice)]
    assert [said in notice.text for notice in notices if said] == ([True] if said else [])
    assert len(notices) == (said is not None)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Президент России заявил в среду, что переговоры продолжатся.", "cp1251"), ("Caf\xe9", "cp1252")],
)
def test_other_encodings_are_guessed(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding))[0] == text


def test_an_encoding_has_the_name_that_other_programs_give_it() -> None:
    german = "Bürgermeister tritt zurück\n\nDer Bürgermeister von Köln sagte: „Ich gehe.“\n"
    assert decoded(german.encode("cp1252")) == (german, "Windows-1252")
    polish = "Premier powiedział w środę, że rząd będzie rozmawiał z górnikami, którzy żądają wyższych płac."
    assert decoded(polish.encode("cp1250")) == (polish, "Windows-1250")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Café in Zürich".encode() + b" \xc3 and", "1 place, the first at byte 18"),
        ("Café in Zürich – ".encode() + "Café".encode("cp1252") + b" in \xff", "2 places, the first at byte 25"),
        ("The mayor said: “We go.”".encode()[:-1], "1 place, the first at byte 26"),
    ],
)
def test_damaged_utf8_is_not_read_as_another_encoding(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    reason = the_reason(path)
    assert said in reason
    assert "damaged" in reason


def test_bytes_that_an_encoding_lacks_are_shown_rather_than_refused() -> None:
    text, name = decoded("Café ".encode("cp1252") * 20_000 + b"\x81\x8d")
    assert text.startswith("Café Café")
    assert name


def test_a_stray_nul_makes_no_binary_file_of_a_text() -> None:
    text = "Die Bürgermeisterin trat zurück. " * 20
    assert decoded(f"{text}\x00{text}".encode()) == (f"{text}\x00{text}", "UTF-8")


def test_the_text_is_kept_as_it_is_and_so_is_its_headline(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n  \n  Mayor\u00a0resigns  \n\nShe said so.", encoding="utf-8")
    draft = the_draft(path)
    assert draft.headline == "Mayor resigns"
    assert draft.text == "\n  \n  Mayor\u00a0resigns  \n\nShe said so."
    assert draft.origin == "a.txt"


def test_a_long_first_line_is_cut_at_a_word() -> None:
    headline = headline_of("word " * 100)
    assert headline.endswith("word…")
    assert len(headline) <= HEADLINE_LENGTH
    assert len(headline_of("x" * 500)) == HEADLINE_LENGTH


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \n\t\r\n\xc2\xa0", "white space"),
        (b"\n<!DOCTYPE html>\n<html><p>News", "web page"),
        (b"<?xml version='1.0'?><nitf>News", "XML"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (bytes(range(256)) * 10, "binary"),
        (b"a\x00b\x01\x02\x00\x00c" * 50, "binary"),
        (b"\x01\x02\x03\x04\x05\x06 text" * 9, "binary"),
        (b"\xff\xfea", "damaged"),
    ],
)
def test_what_is_no_text_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert said in the_reason(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "There is no such file" in the_reason(tmp_path / "no.txt")
    assert "cannot be read" in the_reason(tmp_path / "nul\x00.txt")


def test_an_unreadable_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("news", encoding="utf-8")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    if os.geteuid() == 0:  # root may read everything
        monkeypatch.setattr(Path, "read_bytes", refuse)
    else:
        path.chmod(0)
    assert "may not be read by you" in the_reason(path)


def test_a_failing_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("news", encoding="utf-8")

    def fail(self: Path) -> bytes:
        raise OSError(5, "Input/output error", str(self))

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert "Input/output error" in the_reason(path)


def test_what_has_no_end_is_not_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "no regular file" in the_reason(pipe)
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(LARGEST + 1)  # sparse: it takes no room
    assert "Split it" in the_reason(huge)


def test_a_large_file_is_read_with_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"word " * 1_000_000)
    assert [type(one) for one in outcomes(path)] == [Notice, ArticleDraft]


def test_pasted_text_is_an_article() -> None:
    assert draft_of("A\r\nB", "pasted") == ArticleDraft("A", "A\nB", "pasted")
    with pytest.raises(FormatError, match="white space"):
        draft_of(" \n", "pasted")


def test_a_folder_gives_its_files_in_order_and_tells_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    for name in ("b.txt", "a/z.txt", "a/y.jsonl", ".hidden", ".git/c.txt", "picture.png", "a/broken.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"text": "From a line"}' if name.endswith("jsonl") else f"Text of {name}", encoding="utf-8")
    (folder / "a" / "broken.txt").write_bytes(b"")
    found = outcomes(folder)
    assert [one.origin for one in found if isinstance(one, ArticleDraft)] == [
        "news/b.txt",
        "news/a/y.jsonl, line 1",
        "news/a/z.txt",
    ]
    assert [Path(one.path).name for one in found if isinstance(one, Notice)] == [".git", ".hidden", "picture.png"]
    assert [Path(one.path).name for one in found if isinstance(one, Failure)] == ["broken.txt"]


def test_a_folder_with_one_format_gives_only_that(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"text": "line"}', encoding="utf-8")
    assert [one.text for one in outcomes(tmp_path, "jsonl") if isinstance(one, ArticleDraft)] == ["line"]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert "no file that can be imported" in the_reason(tmp_path)


def test_a_name_that_is_no_text_can_be_stored(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("news", encoding="utf-8")
    assert the_draft(path).origin == "caf\ufffd.txt"
    the_draft(path).origin.encode("utf-8")


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="There are: text, jsonl"):
        read_path(tmp_path, "docx")
