"""A real library for each test of the export."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.library import LibraryStore, open_library


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LibraryStore]:
    store = open_library(tmp_path / "library.copydesk")
    yield store
    store.close()
