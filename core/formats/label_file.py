"""A label set as a file that newsrooms can share: JSON or TOML, by the file's name."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from core.errors import KnownError, RefusedError
from core.handlers.label_set import refuse_bad_label, refuse_taken_keys
from core.labels import FALLBACK_COLOUR
from core.records import Example, Label

_FORMAT = "copydesk label set"
_FIELDS = ("name", "title", "colour", "key", "guideline", "good", "bad", "retired")


def write_labels(path: Path, labels: Iterable[Label]) -> int:
    """Write labels in their order, those that gave way to others left out; how many were written comes back.

    Raises:
        KnownError: the file cannot be written, or its name says neither JSON nor TOML.
    """
    told = [_told(label) for label in labels if not label.successor]
    document = {"format": _FORMAT, "labels": told}
    is_toml = _is_toml(path)
    text = _toml(document) if is_toml else json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise KnownError(f"{path} cannot be written ({error.strerror or error}). Choose another place.") from error
    return len(told)


def read_labels(path: Path) -> tuple[Label, ...]:
    """The labels of a file, in its order.

    Raises:
        KnownError: it cannot be read, or is no label set; the text says what is wrong with which label.
    """
    try:
        text = path.read_text(encoding="utf-8")
        document = tomllib.loads(text) if _is_toml(path) else json.loads(text)
    except OSError as error:
        raise KnownError(f"{path} cannot be read ({error.strerror or error}).") from error
    except ValueError as error:  # also what is no UTF-8
        raise KnownError(f"{path} cannot be read: {error}. Nothing was changed.") from error
    lines = document.get("labels") if isinstance(document, dict) else None
    if not isinstance(lines, list) or not lines:
        raise KnownError(f"{path} holds no label set: it has no list of “labels”. Nothing was changed.")
    labels = tuple(_label(path, number, line) for number, line in enumerate(lines, 1))
    try:
        refuse_taken_keys(labels)
    except RefusedError as error:
        raise KnownError(f"{path}: {error} Nothing was changed.") from error
    return labels


def _is_toml(path: Path) -> bool:
    suffix = path.suffix.casefold()
    if suffix not in (".json", ".toml"):
        raise KnownError(f"{path.name} says neither JSON nor TOML. Let its name end with .json or .toml.")
    return suffix == ".toml"


def _told(label: Label) -> dict[str, Any]:
    """What is not said is the default, so that the file is good to read."""
    told: dict[str, Any] = {"name": label.name}
    told |= {"title": label.title} if label.title else {}
    told |= {"colour": label.colour}
    told |= {"key": label.key} if label.key else {}
    told |= {"guideline": label.guideline} if label.guideline else {}
    for name, good in (("good", True), ("bad", False)):
        texts = [example.text for example in label.examples if example.good is good]
        told |= {name: texts} if texts else {}
    return told | ({"retired": True} if label.retired else {})


def _label(path: Path, number: int, line: object) -> Label:
    def wrong(what: str) -> KnownError:
        return KnownError(f"{path}, label {number}: {what} Nothing was changed.")

    if not isinstance(line, Mapping):
        raise wrong("it is no table of fields.")
    unknown = [name for name in line if name not in _FIELDS]
    if unknown:
        raise wrong(f"it has a field “{unknown[0]}”; there are {', '.join(_FIELDS)}.")
    for name in _FIELDS:
        value = line.get(name, "")
        is_list = name in ("good", "bad")
        fits = isinstance(value, bool) if name == "retired" else isinstance(value, str)
        if name in line and not (_is_texts(value) if is_list else fits):
            what = "a list of texts" if is_list else "true or false" if name == "retired" else "a text"
            raise wrong(f"its {name} is not {what}.")
    examples = (Example(text, good) for name, good in (("good", True), ("bad", False)) for text in line.get(name, ()))
    label = Label(
        line.get("name", ""),
        line.get("colour", FALLBACK_COLOUR),
        line.get("key", ""),
        line.get("guideline", ""),
        line.get("retired", False),
        title=line.get("title", ""),
        examples=tuple(examples),
    )
    try:
        refuse_bad_label(label)
    except RefusedError as error:
        raise wrong(str(error)) from error
    return label


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _toml(document: Mapping[str, Any]) -> str:
    """A JSON string is a TOML string, but for the one sign that TOML wants escaped and JSON leaves alone."""
    lines = [f"format = {_quoted(document['format'])}"]
    for label in document["labels"]:
        lines += ["", "[[labels]]"]
        for name, value in label.items():
            if isinstance(value, list):
                lines += [f"{name} = [", *(f"    {_quoted(text)}," for text in value), "]"]
            else:
                lines.append(f"{name} = {'true' if value is True else _quoted(value)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
