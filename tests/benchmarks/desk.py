"""What the desk costs: to start, to open the sample article, and from a key to the change on disk and on the screen.

``python -m tests.benchmarks desk``. All on real windows, a real library in a file, and the threads of the program.
The start is measured as a ratio to a window that does the least with PySide6 and SQLAlchemy: one typed table, read into
a text edit. Both programs are started in turn, each says when its window has been painted, the ratios go by pairs.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest

from core.bodies import Entity, Quote, Span
from core.commands import Accept, ImportArticle, RecordSuggestions, Target
from core.records import ArticleDraft, Proposal, Run, RunResult, Suggestion
from core.text import canonical, text_hash
from core.workspace import Workspace
from tests.benchmarks.figures import Figure, report
from tests.benchmarks.keys import DECIDING, UNDO, pressing
from tests.benchmarks.real_desk import RealDesk, build_folder, p95, real_desk

REPORT = Path("build/bench/desk.json")
SAMPLE = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))
STARTS = 11
UNDONE = 20
FRAME = 16  # milliseconds

# Each ends when its window has been painted, and prints how long ago its parent started it.
_SAY_AND_QUIT = "print(time.time() - float(os.environ['STARTED']), flush=True); os._exit(0)"
BARE_WINDOW = f"""
import os, sys, time
import sqlalchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit
class Base(DeclarativeBase):
    pass
class Note(Base):
    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
engine = sqlalchemy.create_engine("sqlite:///" + sys.argv[1])
Base.metadata.create_all(engine)
with engine.connect() as connection:
    notes = connection.execute(sqlalchemy.select(Note.text)).scalars().all()
app = QApplication([])
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, usable)  # as the desk: when all of the window has been painted
def usable():
    {_SAY_AND_QUIT}
window = Window()
window.setCentralWidget(QTextEdit("\\n".join(notes)))
window.resize(1400, 900)
window.show()
app.exec()
"""
DESK = f"""
import os, sys, time
import gui.__main__
def usable():
    assert "spacy" not in sys.modules
    {_SAY_AND_QUIT}
gui.__main__.main([], usable)
"""


def figure(case: str, value: float, unit: str, goal: float, form: str = ".1f") -> Figure:
    return Figure(case, format(value, form), unit, f"<= {goal:g}", value <= goal)


# ------------------------------------------------------------------------------------------------------------ the start


def started(program: str, library: Path) -> float:
    """Seconds from starting a Python program until it says that its window has been painted."""
    environment = {**os.environ, "COPYDESK_CONFIG": str(library.parent / "config"), "STARTED": str(time.time())}
    environment["COPYDESK_LIBRARY"] = str(library)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # both programs run from compiled modules, as installed ones do
    command = [sys.executable, "-c", program, str(library)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, cwd=SAMPLE.parents[1])
    return float(done.stdout.strip().splitlines()[-1])


def starts(folder: Path) -> Iterator[Figure]:
    library, bare_database = folder / "start.copydesk", folder / "bare.sqlite"
    Workspace.open(library, "benchmark").close()
    started(BARE_WINDOW, bare_database), started(DESK, library)  # the first run reads everything from the disk
    pairs = [(started(DESK, library), started(BARE_WINDOW, bare_database)) for _ in range(STARTS)]
    ratio = statistics.median(desk / bare for desk, bare in pairs)
    seconds = statistics.median(desk for desk, _ in pairs)
    yield figure(f"start to usable window, as a ratio to a bare one (it took {seconds:.2f} s)", ratio, "×", 1.5, ".2f")


# ----------------------------------------------------------------------------------------------------------- the window


def sample_with_suggestions(workspace: Workspace) -> str:
    """The sample in the library: every capitalised word run a suggested entity, ten quotes, and half of it accepted."""
    text = canonical(SAMPLE.read_text(encoding="utf-8"))
    revision = workspace.submit(ImportArticle(ArticleDraft(text.split("\n")[0], text, SAMPLE.name))).result()
    assert revision.article is not None
    names = re.finditer(r"(?:[A-Z]\w+ ?)+(?<! )", text)
    quotes = list(re.finditer(r"“[^”]+”", text))[:10]
    proposals = [Proposal(Entity(Span(*name.span()), "ORG"), 0.9) for name in list(names)[:120]]
    proposals += [Proposal(Quote((Span(*quote.span()),)), 0.8) for quote in quotes]
    run = Run("benchmark", "entities", "invented", "1", "{}", revision.at, text_hash(text))
    workspace.submit(RecordSuggestions(revision.article, (RunResult(run, tuple(proposals)),))).result()
    items = [item for item in workspace.open_article(revision.article).result().items() if isinstance(item, Suggestion)]
    workspace.submit(Accept(revision.article, tuple(Target(item.id, item.version) for item in items[::2]))).result()
    return revision.article


def opening(desk: RealDesk, sample: str) -> Iterator[Figure]:
    """The sample against an article of one line, whose opening is all that is not the sample's doing."""
    line = desk.workspace.submit(ImportArticle(ArticleDraft("One line", "One line.", "one.txt"))).result().article
    assert line is not None
    times: dict[str, list[float]] = {sample: [], line: []}
    for turn in range(24):
        article = (sample, line)[turn % 2]
        times[article].append(desk.open(article))
    whole, empty = (statistics.median(values[2:]) for values in (times[sample], times[line]))
    yield figure(f"open the sample to first paint, over an empty view ({empty:.1f} ms)", whole - empty, "ms", 40)


def undoing_elsewhere(desk: RealDesk) -> Iterator[Figure]:
    """Undo of what is out of sight: the desk goes there, and paints a page, within one frame of a usual screen."""
    session = desk.desk.session
    assert session is not None
    taken = []
    for _ in range(UNDONE):
        item = next(one for one in session.items() if isinstance(one, Suggestion) and isinstance(one.body, Entity))
        desk.desk.select(item.id)
        desk.rest()
        desk.until_changed(lambda: QTest.keyClick(desk.article, *DECIDING["accept"]), item.body.bounds.start)
        desk.article.set_scroll_position(len(session.text))
        desk.rest()
        taken.append(desk.until_changed(lambda: QTest.keyClick(desk.article, *UNDO), item.body.bounds.start))
    median = statistics.median(taken)
    yield figure(f"the sample: undo of what is out of sight, p95 (median {median:.1f} ms)", p95(taken), "ms", FRAME)


def main() -> int:
    """Print the table, write the report; 1 when a goal is missed."""
    figures: list[Figure] = []

    def say(found: Figure) -> None:
        figures.append(found)
        mark = "" if found.holds else "MISSED"
        print(f"{found.case:90} {found.figure:>8} {found.unit:2} {found.goal:>7} {mark}", flush=True)

    with tempfile.TemporaryDirectory(dir=build_folder()) as name:
        folder = Path(name)
        for found in starts(folder):
            say(found)
    with real_desk() as desk:
        sample = sample_with_suggestions(desk.workspace)
        for measured in (opening(desk, sample), pressing(desk, sample, "the sample"), undoing_elsewhere(desk)):
            for found in measured:
                say(found)
    return report(REPORT, figures)


if __name__ == "__main__":
    sys.exit(main())
