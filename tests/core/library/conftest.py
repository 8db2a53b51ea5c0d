"""Libraries for tests: copied from one that is made once, so that a test costs milliseconds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.library import LibraryStore, open_library
from tests.core.library.made import imported


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new, empty library that nobody changes."""
    path = tmp_path_factory.mktemp("template") / "library.copydesk"
    open_library(path).close()
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(template, tmp_path / "library.copydesk"))


@pytest.fixture
def store(path: Path) -> Iterator[LibraryStore]:
    store = open_library(path)
    yield store
    store.close()


@pytest.fixture
def article(store: LibraryStore) -> str:
    """The id of an article that is in the store."""
    return imported(store)
