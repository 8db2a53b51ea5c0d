"""Cue words of one's own: a file beside the settings, in the form of ``resources/lexicon/cues.toml``, read on top.

It may hold any of the lists of that file, each with the words to be added, and ``no_cue``, the words to be taken away.
A file with a mistake in it is left out as a whole, and whoever asks is told which line it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from core.errors import ModelError
from core.frozen import frozen
from core.settings import default_settings_file
from core.suggest.quotes.cues import Lexicon, lexicon_of, shipped
from core.text import text_hash

LISTS = ("report", "naming", "weak", "nouns", "not_said")
"""The lists of words; those of ``weak`` are taken for verbs that report, too."""

NO_CUE, PHRASES, IRREGULAR = "no_cue", "phrases_before_source", "irregular"

TEMPLATE = """\
# Words of your own that say that something was said. Write verbs in their base form: “quip” stands for “quips” and
# “quipped” too. Lines that begin with # say nothing.

# Verbs that report speech or writing.
report = ""

# Verbs that give something its name in somebody's words: called him a “reformer”.
naming = ""

# Verbs that mean something else as well: they count only right beside a quote.
weak = ""

# Nouns that bring a quote: the statement: “…”
nouns = ""

# Said of what is no quote: the podcast “…”
not_said = ""

# Words that come with Copydesk and bring no quotes here.
no_cue = ""

# Phrases before which or behind which the source stands.
phrases_before_source = []

[irregular]
# Forms that no rule makes.
# quip = ["quips", "quipped", "quipping"]
"""

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_AT = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


@frozen
class CueWords:
    """The words in force, how many of them are the editor's own, and what is the matter with the file, or "".

    ``digest`` tells one state of the editor's own words from another: the SHA-256 of the file's text, "" for none.
    """

    lexicon: Lexicon
    own: int = 0
    trouble: str = ""
    digest: str = ""


def own_cues_file() -> Path:
    """Where the editor's own words are; nothing has to be there."""
    return default_settings_file().parent / "cues.toml"


def cue_words(path: Path | None = None) -> CueWords:
    """The words that come with Copydesk with one's own; without these where their file has a mistake in it."""
    path = path or own_cues_file()
    try:
        stat = path.stat()
    except OSError:
        return _in_force(path, None)
    return _in_force(path, (stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=4)
def _in_force(path: Path, made: tuple[int, int] | None) -> CueWords:
    """The words as a file has them that was written at some time, so that it is read once."""
    if made is None:
        return CueWords(lexicon_of(shipped()))
    try:
        return checked(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, ModelError) as error:
        why = str(error) if isinstance(error, ModelError) else f"It cannot be read ({error})."
        trouble = (
            f"Your own cue words were left out, those that come with Copydesk were used. {path}: {why} "
            "Mend it under Annotate, Cue Words, and suggest again."
        )
        return CueWords(lexicon_of(shipped()), 0, trouble)


def checked(text: str) -> CueWords:
    """The words of a file's text on top of those that come with Copydesk.

    Raises:
        ModelError: there is a mistake in it; the sentence says in which line.
    """
    try:
        own = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ModelError(
            f"{_place(str(error), text)} is not as it should be: {_AT.sub('', str(error)).strip()}."
        ) from error
    for name, value in own.items():
        _check(name, value, text)
    table = {**shipped()}
    gone = frozenset(_words(own, NO_CUE))
    for name in LISTS:
        added = [*_words(own, name), *(_words(own, "weak") if name == "report" else ())]
        table[name] = " ".join(word for word in (*table[name].split(), *added) if word not in gone)
    table[PHRASES] = [*table[PHRASES], *own.get(PHRASES, ())]
    table[IRREGULAR] = {**table[IRREGULAR], **own.get(IRREGULAR, {})}
    count = sum(len(set(_words(own, name))) for name in (*LISTS, NO_CUE)) + len(own.get(PHRASES, ()))
    return CueWords(lexicon_of(table), count, digest=text_hash(text) if count else "")


def save(text: str, path: Path | None = None) -> CueWords:
    """Write one's own words.

    Raises:
        ModelError: there is a mistake in them, or they cannot be written; the file is as it was.
    """
    path, words = path or own_cues_file(), checked(text)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.new")
        new.write_text(text, "utf-8")
        new.replace(path)
    except OSError as error:
        reason = error.strerror or error
        raise ModelError(f"{path} could not be written ({reason}). It is as it was; try another time.") from error
    return words


def told_of(word: str, words: Lexicon) -> str:
    """What a lexicon knows of a word, as a sentence."""
    base = words.base(word)
    if base is None:
        if word.lower() in words.not_said:
            return f"“{word}” brings no quote: what stands in marks behind it is a name or a title."
        if word.lower() in words.nouns:
            return f"“{word}” brings a quote as a noun: the {word}: “…”"
        return f"“{word}” is no cue."
    does = "gives something its name" if base in words.naming else "reports"
    where = ", but only right beside a quote" if base in words.weak else ""
    form = f"is a form of “{base}” and" if base != word.lower() else "is a cue: it"
    return f"“{word}” {form} {does}{where}."


def _words(own: Mapping[str, Any], name: str) -> list[str]:
    return [word.strip(",;") for word in own.get(name, "").lower().split()]


def _check(name: str, value: Any, text: str) -> None:
    line = next(
        (nth for nth, one in enumerate(text.splitlines(), 1) if re.match(rf"\s*\[?{re.escape(name)}\b", one)), 1
    )
    if name not in (*LISTS, NO_CUE, PHRASES, IRREGULAR):
        raise ModelError(
            f"Line {line}: there is no list “{name}”. The lists are {', '.join((*LISTS, NO_CUE, PHRASES))}."
        )
    for word in _given(name, value, line):
        if not _WORD.fullmatch(word):
            raise ModelError(f"Line {line}: “{word}” in “{name}” is no word of letters.")


def _given(name: str, value: Any, line: int) -> Iterator[str]:
    """The words that a list names.

    Raises:
        ModelError: it is no list of words.
    """
    if name == IRREGULAR:
        forms = [form for every in value.values() for form in every] if _is_table(value) else None
        if forms is None:
            raise ModelError(
                f'Line {line}: below [irregular] each line is like quip = ["quips", "quipped", "quipping"].'
            )
        yield from (*value, *forms)
    elif name == PHRASES:
        if not _is_words(value):
            raise ModelError(f'Line {line}: “{name}” is a list like ["according to", "in the words of"].')
        yield from (word for phrase in value for word in phrase.split())
    elif isinstance(value, str):
        yield from _words({name: value}, name)
    else:
        raise ModelError(f'Line {line}: the words of “{name}” stand between quotation marks: {name} = "quip bristle".')


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) and all(_is_words(forms) for forms in value.values())


def _place(error: str, text: str) -> str:
    match = _AT.search(error)
    return f"Line {match[1]}" if match is not None and match[1] else f"The end, line {len(text.splitlines())},"
