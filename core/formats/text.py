"""Plain text: one file, one article. The encoding is found; the text itself is never altered."""

from __future__ import annotations

import codecs
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from core.counted import counted
from core.errors import FormatError
from core.formats.base import Failure, Notice, Outcome, Reader, headline_of
from core.records import ArticleDraft
from core.text import canonical

LARGEST = 64 * 1024 * 1024  # bytes; a hundred novels
LARGE = 4 * 1024 * 1024

_BOMS = (  # the longer ones first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, which is what .docx, .odt and .xlsx files are"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)
_MARKUP = re.compile(r"\s*<(?:!doctype\s+html|html|\?xml)\b", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.02  # of all characters; more is no writing
_LOOKED_AT = 64 * 1024  # bytes from which an encoding is guessed

# The one that English, French, Spanish and German newsrooms mean when they mean nothing in particular. It differs from
# its neighbours in so few letters that statistics prefer one of them on short texts.
_USUAL = "cp1252"
_FEW_ACCENTS = 0.3  # of all bytes; Cyrillic, Greek and Japanese have more
# Nothing without a NUL is western text in these, and no newsroom has written EBCDIC.
_RULED_OUT = (
    *("utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le", "utf_7"),
    *("cp037", "cp500", "cp1140"),
)
_NAMES = {"utf_8": "UTF-8", "latin_1": "ISO 8859-1", "iso8859_2": "ISO 8859-2", "mac_roman": "Mac Roman"}


def read(path: Path, origin: str) -> Iterator[Outcome]:
    """The article in a text file, or why there is none; a notice where the encoding had to be guessed."""
    try:
        data = bytes_of(path)
        raw, encoding = decoded(data)
        if _MARKUP.match(raw):
            raise FormatError(
                "It is a web page or XML, and its tags would be words of the article. "
                "Save its text as .txt and import that."
            )
        draft = draft_of(raw, origin)
    except FormatError as error:
        yield Failure(str(path), str(error))
        return
    if encoding not in ("UTF-8", "UTF-16", "UTF-32"):
        yield Notice(str(path), f"It is not UTF-8. It was read as {encoding}; look at its accents and quotation marks.")
    if len(data) > LARGE:
        yield Notice(str(path), f"It holds {len(data) / 1e6:.0f} MB, which is much for one article.")
    yield draft


READER = Reader("text", "Text", (".txt", ".text", ".md"), read)


def draft_of(raw: str, origin: str) -> ArticleDraft:
    """The article that a text is, as it was typed, pasted or decoded.

    Raises:
        FormatError: there is nothing in it.
    """
    text = canonical(raw)
    if not text:
        raise FormatError("It is empty, so there is nothing to import.")
    if not text.strip():
        raise FormatError("It holds only white space, so there is nothing to import.")
    return ArticleDraft(headline_of(text), text, origin)


def bytes_of(path: Path) -> bytes:
    """What is in a file.

    Raises:
        FormatError: it is not there, is no file, is too large or cannot be read.
    """
    check(path, LARGEST)
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(error) from error


def check(path: Path, largest: int | None = None) -> None:
    """Raises FormatError where there is no file, or one of more than ``largest`` bytes."""
    try:
        status = path.stat()
    except FileNotFoundError:
        raise FormatError("There is no such file. Check the name and the folder.") from None
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise unreadable(error) from error
    if stat.S_ISDIR(status.st_mode):
        raise FormatError("It is a folder, and a file was asked for.")
    if not stat.S_ISREG(status.st_mode):
        raise FormatError("It is no regular file, so it has no end to read to. Save its text as a file first.")
    if largest is not None and status.st_size > largest:
        raise FormatError(
            f"It holds {status.st_size / 1e6:.0f} MB; a file with one article may have {largest / 1e6:.0f} MB. "
            "Split it into articles first."
        )


def unreadable(error: OSError | ValueError) -> FormatError:
    """The sentence for what the operating system says when a file cannot be read."""
    if isinstance(error, PermissionError):
        return FormatError("It may not be read by you. Ask its owner for the permission, or for a copy.")
    why = getattr(error, "strerror", None) or error
    return FormatError(f"It cannot be read ({why}). Check the disk or the network it is on, and try again.")


def decoded(data: bytes) -> tuple[str, str]:
    """The text of some bytes, and the name of the encoding it was in.

    UTF-8 and what bears a byte order mark are certain; of the rest the likeliest is taken.

    Raises:
        FormatError: the bytes are no text.
    """
    for bom, codec, name in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(codec), name
            except UnicodeDecodeError as error:
                raise FormatError(
                    f"It says that it is {name}, but the bytes at {error.start} are not. The file is damaged."
                ) from error
    if (kind := signature(data)) is not None:
        raise FormatError(f"It is {kind}, no text file. Save its text as .txt and import that.")
    text, name = _without_bom(data)
    if len(_CONTROL.findall(text)) > len(text) * _MOST_CONTROLS:
        raise FormatError(_BINARY)
    return text, name


_BINARY = "It is a binary file, no text. Save its text as .txt and import that."


def signature(data: bytes) -> str | None:
    """What a file is that is known by its first bytes and is no text."""
    return next((kind for start, kind in _SIGNATURES if data.startswith(start)), None)


def _without_bom(data: bytes) -> tuple[str, str]:
    nul = b"\x00" in data
    if not nul:
        try:
            return data.decode("utf-8"), "UTF-8"
        except UnicodeDecodeError as error:
            _refuse_damaged_utf8(data, error)
            return _guessed(data)
    for codec, byte in (("utf-16-le", 1), ("utf-16-be", 0)):
        # In UTF-16 every second byte of western text is NUL, and always the same one of the two.
        if len(data) % 2 == 0 and data[byte::2].count(0) > len(data) // 4 > 4 * data[1 - byte :: 2].count(0):
            try:
                return data.decode(codec), "UTF-16"
            except UnicodeDecodeError:
                continue
    try:  # a stray NUL in a text; whether there are too many of its like is looked at next
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        raise FormatError(_BINARY) from None


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    """Raises FormatError where most of what is not ASCII is UTF-8: in any other encoding it would be gibberish."""
    read = data.decode("utf-8", "replace")
    bad = read.count("\ufffd")
    good = len(read) - bad - len(data.translate(None, _NOT_ASCII))
    if good >= bad:
        raise FormatError(
            f"It is UTF-8 but for {counted(bad, 'place')}, the first at byte {error.start + 1:,}. "
            "The file is damaged or cut off, or was put together from two encodings. "
            "Mend it, save it as UTF-8, and import that."
        )


_NOT_ASCII = bytes(range(0x80, 0x100))


def _guessed(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    found = from_bytes(data[:_LOOKED_AT], cp_exclusion=list(_RULED_OUT))
    best = found.best()
    if best is None:
        raise FormatError(_BINARY)
    usual = next((match for match in found if match.encoding == _USUAL), None)
    as_likely = usual is not None and (usual.chaos, -usual.coherence) <= (best.chaos, -best.coherence)
    # Without any evidence, a word or two, the guess would be as good as any other.
    unknown = best.coherence == 0 and sum(byte > 0x7F for byte in data) < len(data) * _FEW_ACCENTS
    usually, likely = _read_as(data, _USUAL), _read_as(data, best.encoding)
    # Where both read the same, the usual name tells more.
    if usually is not None and (as_likely or unknown or usually == likely):
        return usually, _name(_USUAL)
    if likely is not None:
        return likely, _name(best.encoding)
    # What follows the part that was looked at has bytes that the encoding lacks: show where, rather than refuse.
    return data.decode(best.encoding, "replace"), f"{_name(best.encoding)}, with “\ufffd” for what that encoding lacks"


def _read_as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _name(codec: str) -> str:
    """An encoding as other programs call it."""
    return _NAMES.get(codec) or re.sub(r"^cp(?=125\d$)", "Windows-", codec)
