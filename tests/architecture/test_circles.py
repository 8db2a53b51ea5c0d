"""No module of ours leads back to itself, by whichever way it is imported: at the top, late, or for its types alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def modules(root: Path) -> dict[str, Path]:
    """The modules of both packages by their names."""
    found = {}
    for package in ("core", "gui"):
        for path in (root / package).rglob("*.py"):
            parts = path.relative_to(root).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """Which of the known modules a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            for alias in node.names:
                inside = f"{node.module}.{alias.name}"
                yield inside if inside in known else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def circle(root: Path) -> list[str]:
    """A circle of modules, or nothing."""
    known = modules(root)
    # A package's own module is the door to it: it may lead to what is inside, which sees it whenever it is imported.
    graph = {
        name: {one for one in imported(path, known) if one in known and not f"{name}.".startswith(f"{one}.")}
        for name, path in known.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_module_leads_back_to_itself() -> None:
    assert circle(ROOT) == []


@pytest.mark.parametrize(
    "back",
    [
        "import gui.first",
        "from gui import first",
        "def late():\n    from gui.first import thing",
        "if TYPE_CHECKING:\n    from gui.first import Thing",
    ],
)
def test_a_circle_is_found(tmp_path: Path, back: str) -> None:
    (tmp_path / "gui").mkdir()
    (tmp_path / "gui" / "__init__.py").touch()
    (tmp_path / "gui" / "first.py").write_text("from gui.second import other\n", encoding="utf-8")
    (tmp_path / "gui" / "second.py").write_text(back, encoding="utf-8")
    assert set(circle(tmp_path)) == {"gui.first", "gui.second"}
