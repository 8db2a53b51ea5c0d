"""What every test needs: Qt without a screen, a home of its own, and Hypothesis without a clock."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeAlias

import hypothesis
import pytest
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.engine.interfaces import DBAPIConnection

from core.library.unit_of_work import LibraryUnitOfWork
from core.records import Revision
from core.unit_of_work import Plan

FullDisk: TypeAlias = Callable[[], AbstractContextManager[None]]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A loaded machine is slow, not wrong: how long an example takes is for the benchmarks to say.
hypothesis.settings.register_profile("copydesk", deadline=None, derandomize="CI" in os.environ, print_blob=True)
hypothesis.settings.load_profile("copydesk")


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Lets ``pytest -p no:pytest-qt tests/core`` run without Qt: strict refuses settings that nobody knows."""
    if not pluginmanager.hasplugin("pytest-qt"):
        for name in ("qt_api", "qt_log_level_fail"):
            parser.addini(name, "pytest-qt's, which is switched off")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for each test, so that none finds or touches the library and the settings of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for variable, folder in {
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
    }.items():
        monkeypatch.setenv(variable, str(home / folder))
    for variable in ("COPYDESK_LIBRARY", "COPYDESK_CONFIG"):
        monkeypatch.delenv(variable, raising=False)
    return home


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> FullDisk:
    """Within it, the disk is found full when what a command wrote is to be committed."""
    write, commit = LibraryUnitOfWork.commit, DefaultDialect.do_commit
    written: list[Revision] = []

    def note(uow: LibraryUnitOfWork, plan: Plan, intent: str) -> Revision:
        written.append(write(uow, plan, intent))
        return written[-1]

    def refuse(dialect: DefaultDialect, connection: DBAPIConnection) -> None:
        if not written:
            commit(dialect, connection)
            return
        written.clear()
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    @contextmanager
    def full() -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr(LibraryUnitOfWork, "commit", note)
            patch.setattr(DefaultDialect, "do_commit", refuse)
            yield

    return full
