"""How much memory an open article takes, above what the empty desk does. No model is loaded: it has its own process.

``python -m tests.benchmarks footprint``. Each desk is a process of its own on a library that another has made. The
article is opened, looked at from its start to its end, and some suggestions are decided and undone; what is measured
then is the memory that is the process's own and in use (resident and not shared, from /proc, so on Linux only).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtTest import QTest

from core.records import Suggestion
from core.workspace import Workspace
from tests.benchmarks.article_view import CASES
from tests.benchmarks.figures import Figure, report
from tests.benchmarks.keys import DECIDING, UNDO, annotated
from tests.benchmarks.real_desk import RealDesk, build_folder

REPORT = Path("build/bench/footprint.json")
MOST = 150  # MB
DECISIONS = 10
STEPS = 20  # looks at an article on the way to its end


def own_memory() -> float:
    """Megabytes that this process alone has in use."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(("Private_Clean:", "Private_Dirty:"))) / 1024


def look(folder: Path, article: str) -> None:
    """In a process of its own: open the desk on the folder's library, work in the article, print the memory."""
    desk = RealDesk(folder)
    desk.show()
    if article:
        desk.open(article)
        _work_in(desk)
    desk.eye.rest(desk.workspace)
    sys.stdout.write(f"{own_memory()}\n")
    desk.close()


def _work_in(desk: RealDesk) -> None:
    session = desk.desk.session
    assert session is not None
    for step in range(STEPS + 1):
        desk.article.set_scroll_position(len(session.text) * step // STEPS)
        desk.article.paint_now()
    desk.article.setFocus()
    undecided = [item.id for item in session.items() if isinstance(item, Suggestion)][:DECISIONS]
    for id in undecided:
        desk.desk.select(id)
        for key in (DECIDING["accept"], UNDO):
            desk.eye.until(desk.desk.folded, lambda key=key: QTest.keyClick(desk.article, *key))  # type: ignore[misc]
            desk.eye.rest(desk.workspace)


def _in_a_process(folder: Path, article: str) -> float:
    code = "import sys, pathlib, tests.benchmarks.footprint as here; here.look(pathlib.Path(sys.argv[1]), sys.argv[2])"
    command = [sys.executable, "-c", code, str(folder), article]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout.splitlines()[-1])


def measure(folder: Path) -> Iterator[Figure]:
    workspace = Workspace.open(folder / "desk.copydesk", "benchmark")
    articles = {case: annotated(workspace, case) for case in CASES}
    workspace.close()
    empty = _in_a_process(folder, "")
    for case, article in articles.items():
        above = _in_a_process(folder, article) - empty
        yield Figure(
            f"{case}: above the empty desk ({empty:.0f} MB)", f"{above:.0f}", "MB", f"<= {MOST}", above <= MOST
        )


def main() -> int:
    """Print the table, write the report; 1 when a goal is missed."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(dir=build_folder()) as name:
        for found in measure(Path(name)):
            figures.append(found)
            mark = "" if found.holds else "MISSED"
            print(f"{found.case:80} {found.figure:>6} {found.unit} {found.goal:>6} {mark}", flush=True)
    return report(REPORT, figures)


if __name__ == "__main__":
    sys.exit(main())
