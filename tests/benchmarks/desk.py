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
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest

from core.commands import ImportArticle, RecordSuggestions
from core.model import ArticleDraft, Entity, Proposal, Quote, Run, RunResult, Span, Suggestion
from core.settings import Settings
from core.text import canonical, text_hash
from core.workspace import Workspace
from gui.app import make_application
from gui.article.sheet import Sheet
from gui.look import Look
from gui.window import DeskWindow
from tests.benchmarks.figures import Figure, report

REPORT = Path("build/bench/desk.json")
SAMPLE = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))
STARTS = 11
KEYS_EACH = 40

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


def p95(values: Sequence[float]) -> float:
    return sorted(values)[round(0.95 * (len(values) - 1))]


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


class Eye:
    """Sees when the article has been painted. There before the window is, as Qt remembers who paints it."""

    def __init__(self) -> None:
        self._loop = QEventLoop()
        self._ready: Callable[[], bool] = lambda: False
        self._seen_at = 0.0
        paint = Sheet.paintEvent

        def watched(sheet: Sheet, event: QPaintEvent) -> None:
            paint(sheet, event)
            if self._ready():
                self._seen_at = self._seen_at or time.perf_counter()
                self._loop.quit()

        Sheet.paintEvent = watched  # type: ignore[assignment, method-assign]

    def milliseconds(self, act: Callable[[], object], ready: Callable[[], bool]) -> float:
        """From the act until the end of the first paint event at which ``ready`` holds."""
        self._ready, self._seen_at = ready, 0.0
        start = time.perf_counter()
        act()
        self._loop.exec()
        self._ready = lambda: False
        return (self._seen_at - start) * 1000

    def rest(self, workspace: Workspace) -> None:
        """Let everything come to rest that a key has set off, as it does while an editor reads on."""
        for _ in range(3):
            workspace.ask(lambda store: store.newest()).result()
            QTimer.singleShot(20, self._loop.quit)
            self._loop.exec()


def sample_with_suggestions(workspace: Workspace) -> str:
    """The sample in the library, with every capitalised word run as a suggested entity and ten quotes."""
    text = canonical(SAMPLE.read_text(encoding="utf-8"))
    revision = workspace.submit(ImportArticle(ArticleDraft(text.split("\n")[0], text, SAMPLE.name))).result()
    assert revision.article is not None
    names = re.finditer(r"(?:[A-Z]\w+ ?)+(?<! )", text)
    quotes = list(re.finditer(r"“[^”]+”", text))[:10]
    proposals = [Proposal(Entity(Span(*name.span()), "ORG"), 0.9) for name in list(names)[:120]]
    proposals += [Proposal(Quote((Span(*quote.span()),)), 0.8) for quote in quotes]
    run = Run("benchmark", "entities", "invented", "1", "{}", revision.at, text_hash(text))
    workspace.submit(RecordSuggestions(revision.article, (RunResult(run, tuple(proposals)),))).result()
    return revision.article


def opening(window: DeskWindow, eye: Eye, sample: str) -> Iterator[Figure]:
    """The sample against an article of one line, whose opening is all that is not the sample's doing."""
    workspace, desk = window.desk.workspace, window.desk
    line = workspace.submit(ImportArticle(ArticleDraft("One line", "One line.", "one.txt"))).result().article
    assert line is not None
    times: dict[str, list[float]] = {sample: [], line: []}
    for turn in range(24):
        article = (sample, line)[turn % 2]

        def there(article: str = article) -> bool:
            return desk.session is not None and desk.session.id == article

        took = eye.milliseconds(lambda article=article: desk.open_article(article), there)  # type: ignore[misc]
        times[article].append(took)
    whole, empty = (statistics.median(values[2:]) for values in (times[sample], times[line]))
    yield figure(f"open the sample to first paint, over an empty view ({empty:.1f} ms)", whole - empty, "ms", 40)


def keys(window: DeskWindow, eye: Eye, sample: str) -> Iterator[Figure]:
    desk, article = window.desk, window.article
    eye.milliseconds(lambda: desk.open_article(sample), lambda: desk.session is not None and desk.session.id == sample)
    article.setFocus()
    everything: list[float] = []

    def pressed(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> float:
        session = desk.session
        assert session is not None
        before = session.revision
        return eye.milliseconds(
            lambda: QTest.keyClick(article, key, modifiers),
            lambda: session.revision > before,
        )

    def next_undecided(nth: int) -> None:
        session = desk.session
        assert session is not None
        entities = [i.id for i in session.items() if isinstance(i, Suggestion) and isinstance(i.body, Entity)]
        desk.select(entities[nth * 7 % len(entities)])

    def timed(name: str, press: Callable[[int], float], prepare: Callable[[int], None] | None = None) -> Figure:
        taken = []
        for nth in range(KEYS_EACH):
            if prepare is not None:
                prepare(nth)
            eye.rest(desk.workspace)
            taken.append(press(nth))
        everything.extend(taken)
        return figure(f"{name}, median (p95 {p95(taken):.1f} ms)", statistics.median(taken), "ms", 5)

    control = Qt.KeyboardModifier.ControlModifier
    numbers = (Qt.Key.Key_1, Qt.Key.Key_3)
    yield timed("accept", lambda nth: pressed(Qt.Key.Key_Return), next_undecided)
    yield timed("undo", lambda nth: pressed(Qt.Key.Key_Z, control))
    yield timed("reject", lambda nth: pressed(Qt.Key.Key_Backspace), next_undecided)
    yield timed("undo", lambda nth: pressed(Qt.Key.Key_Z, control))
    next_undecided(3)
    yield timed("relabel", lambda nth: pressed(numbers[nth % 2]))
    yield figure("any of these keys, p95", p95(everything), "ms", 10)


def main() -> int:
    """Print the table, write the report; 1 when a goal is missed."""
    figures: list[Figure] = []

    def say(found: Figure) -> None:
        figures.append(found)
        mark = "" if found.holds else "MISSED"
        print(f"{found.case:90} {found.figure:>8} {found.unit:2} {found.goal:>7} {mark}", flush=True)

    with tempfile.TemporaryDirectory(dir=_build_folder()) as name:
        folder = Path(name)
        for found in starts(folder):
            say(found)
        app = make_application()
        look = Look(app, "light")
        settings = Settings.load(folder / "settings.json")
        settings.model = ""
        workspace = Workspace.open(folder / "desk.copydesk", "benchmark")
        eye = Eye()
        window = DeskWindow(workspace, settings, look)
        window.resize(1400, 900)
        sample = sample_with_suggestions(workspace)
        window.show()
        for measure in (opening, keys):
            for found in measure(window, eye, sample):
                say(found)
        window.close()
        workspace.close()
    return report(REPORT, figures)


def _build_folder() -> Path:
    """On the disk, not in memory: a commit must cost what it costs."""
    folder = Path("build/bench").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    sys.exit(main())
