"""The rules of the house that no linter knows: CONTRIBUTING.md says them, this holds them."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = sorted(path for package in ("core", "gui") for path in (ROOT / package).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

MOST_LINES = 400

# Where a thread, a worker or the program ends, whatever went wrong must be caught and told; nowhere else.
MAY_CATCH_ALL = frozenset(
    {
        "core/cli/app.py",
        "core/workspace.py",
    }
)

FIXED_WAITS = {
    "qtbot.wait": "wait for what should happen: qtbot.waitUntil or qtbot.waitSignal",
    "QTest.qWait": "wait for what should happen: QTest.qWaitFor",
    "time.sleep": "wait for what should happen: an event, a join, a signal",
    "processEvents": "wait for what should happen: qtbot.waitUntil",
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_file_is_two_rooms_in_one(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES, f"{name_of(path)} has {lines} lines: which two things are in it?"


def broad_excepts(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(kind is None or ast.unparse(kind) in {"Exception", "BaseException"} for kind in caught):
                yield node.lineno


def test_only_the_ends_catch_everything() -> None:
    found = {name_of(path): lines for path in CODE if (lines := list(broad_excepts(parse(path))))}
    assert not set(found) - MAY_CATCH_ALL, f"a broad except: name the error, or let it rise: {found}"
    assert not MAY_CATCH_ALL - set(found), "named as an end, but catches nothing broad: strike it off"


@pytest.mark.parametrize(
    "code", ["except:", "except Exception:", "except BaseException as e:", "except (OSError, Exception):"]
)
def test_a_broad_except_is_seen(code: str) -> None:
    assert list(broad_excepts(ast.parse(f"try:\n    pass\n{code}\n    pass"))) == [3]


def fixed_waits(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            for wait, instead in FIXED_WAITS.items():
                if called == wait or called.endswith(f".{wait}") or (called == "sleep" and wait == "time.sleep"):
                    yield node.lineno, f"{called}: {instead}"


def test_no_test_waits_for_a_fixed_time() -> None:
    found = [f"{name_of(path)}:{line}: {said}" for path in TESTS for line, said in fixed_waits(parse(path))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "call", ["qtbot.wait(50)", "time.sleep(1)", "sleep(1)", "app.processEvents()", "QTest.qWait(9)"]
)
def test_a_fixed_wait_is_seen(call: str) -> None:
    assert [line for line, _ in fixed_waits(ast.parse(call))] == [1]


REFUSE = """
import importlib, importlib.abc, pkgutil, sys

class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {refused!r}:
            raise ImportError(f"{{name}} is refused here")

sys.meta_path.insert(0, Refuse())
"""


def run_python(code: str) -> None:
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_core_runs_without_qt() -> None:
    import_all = """
import core
for module in pkgutil.walk_packages(core.__path__, "core."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""
    run_python(REFUSE.format(refused={"PySide6", "shiboken6", "gui"}) + import_all)


def test_the_command_line_starts_without_qt_and_spacy() -> None:
    run_python(REFUSE.format(refused={"PySide6", "shiboken6", "spacy", "thinc"}) + "import core.cli, gui.__main__")
