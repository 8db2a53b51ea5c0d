"""What a start must not wait for: named here, because nobody sees a tenth of a second creep in."""

import json
import os
import subprocess
import sys
from collections.abc import Set
from pathlib import Path

import pytest

from core.library import open_library

ROOT = Path(__file__).parents[2]

AFTER_THE_FIRST_PAINT = {
    "spacy": "suggestions come after the window is up",
    "thinc": "suggestions come after the window is up",
    "alembic": "a library with the schema of today needs no migration",
    "sqlalchemy.orm": "the tables are those of SQLAlchemy's core",
    "gui.speaking": "a screen reader is told of selections, and there is none yet",
}

START = """
import json, os, sys
import gui.__main__

def usable():
    print(json.dumps(list(sys.modules)), flush=True)
    os._exit(0)

gui.__main__.main([], usable)
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Set[str]:
    """The modules that a start on an existing library has imported when its window has been painted."""
    folder = tmp_path_factory.mktemp("start")
    library = folder / "library.copydesk"
    open_library(library).close()
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "COPYDESK_LIBRARY": str(library),
        "COPYDESK_CONFIG": str(folder / "config"),
    }
    run = subprocess.run(
        [sys.executable, "-c", START], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return frozenset(json.loads(run.stdout))


@pytest.mark.parametrize("module", AFTER_THE_FIRST_PAINT)
def test_the_window_does_not_wait_for(module: str, imported: Set[str]) -> None:
    assert "gui.window" in imported
    assert module not in imported, AFTER_THE_FIRST_PAINT[module]
