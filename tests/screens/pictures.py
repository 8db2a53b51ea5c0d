"""Makes the pictures of the README and the guide: the real window, the sample, the real pipeline, and some corrections.

``python -m tests.screens.pictures [FOLDER]`` (``make pictures``) writes into docs/pictures. The window is drawn
offscreen, so the pictures are the same on every machine but for the times in them.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from core.bodies import Entity, Quote
from core.commands import ImportArticle, RecordSuggestions
from core.records import ArticleDraft
from core.session import Session
from core.settings import Settings
from core.workspace import Inline, Workspace
from gui.app import make_application
from gui.look import Look
from gui.picker import Picker
from gui.window import DeskWindow

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "seeds" / "000_ed2e3873cc5f8452.txt"
SIZE = (1600, 1000)
IN_DARK_TOO = ("desk", "history", "history-page")
OTHERS = (
    ("Parliament passes budget after all-night sitting", "wire-0412.txt"),
    ("River towns brace for a second crest as rain moves east", "wire-0417.txt"),
    ("Transit strike enters third week", "desk.jsonl"),
)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    look = Look(app, "light")
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(Path(scratch) / "settings.json")
        settings.annotator = "Lois Lane"
        workspace = Workspace.open(Path(scratch) / "library.copydesk", settings.annotator, Inline())
        article = fill(workspace)
        window = DeskWindow(workspace, settings, look, model_executor=Inline(), file_executor=Inline())
        window.resize(*SIZE)
        window.show()
        window.suggesting.start()
        window.desk.open_article(article)
        correct(window)
        draw(window, look, folder)
        window.close()
        workspace.close()


def fill(workspace: Workspace) -> str:
    """The sample with what the default pipeline suggests, and a few more articles for the list."""
    from core.formats import read_path
    from core.suggest import annotate, load

    for headline, origin in OTHERS:
        workspace.submit(ImportArticle(ArticleDraft(headline, f"{headline}\nText to come.", origin))).result()
    draft = next(outcome for outcome in read_path(SAMPLE) if isinstance(outcome, ArticleDraft))
    article = workspace.submit(ImportArticle(draft)).result().article
    assert article is not None
    workspace.submit(RecordSuggestions(article, annotate(draft.text, load()))).result()
    return article


def correct(window: DeskWindow) -> None:
    """What an editor does in the first minutes, by the actions that keys and menus have."""
    desk = window.desk
    session = desk.session
    assert session is not None
    desk.select(entity(session, "Qusair", 1))
    window.run("label_3")
    window.run("make_all")
    for _ in range(16):
        window.run("next_undecided")
        window.run("accept")
    for words in ("Kamel Wazne", "Yahya Suleiman"):
        desk.select(quote(session, words))
        window.run("accept")
    desk.select(entity(session, "80s"))
    window.run("reject")
    desk.select(quote(session, "Yahya Suleiman"))


def entity(session: Session, words: str, nth: int = 0) -> str:
    found = [i.id for i in session.items() if isinstance(i.body, Entity) and i.body.span.of(session.text) == words]
    return found[nth]


def quote(session: Session, speaker: str) -> str:
    return next(i.id for i in session.items() if isinstance(i.body, Quote) and speaker in i.body.speakers)


# -------------------------------------------------------------------------------------------------------- the pictures


def draw(window: DeskWindow, look: Look, folder: Path) -> None:
    scenes: dict[str, Callable[[], QWidget]] = {
        "desk": lambda: on_tab(window, "Selection"),
        "history": lambda: on_tab(window, "History"),
        "annotations": lambda: on_tab(window, "Annotations"),
        "sources": lambda: on_tab(window, "Sources"),
        "palette": lambda: palette(window),
        "history-page": lambda: history_page(window),
    }
    for theme, ending in (("light", ""), ("dark", "-dark")):
        look.choose(theme)
        for name, scene in scenes.items():
            if theme == "dark" and name not in IN_DARK_TOO:
                continue
            widget = scene()
            settle()
            path = folder / f"{name}{ending}.png"
            assert widget.grab().save(str(path)), path
            print(path)
            if isinstance(widget, Picker):
                widget.close()
            if window.door.is_open:
                window.door.leave()


def on_tab(window: DeskWindow, name: str) -> QWidget:
    window.show_tab(name)
    session = window.desk.session
    assert session is not None
    window.desk.select(quote(session, "Yahya Suleiman"))
    window.article.scroll_to(0)
    window.article.set_scroll_position(max(0, session.text.index("Whoever controls") - 1100))
    return window


def palette(window: DeskWindow) -> QWidget:
    window.run("palette")
    picker = next(child for child in window.findChildren(Picker) if child.isVisible())
    picker.line.setText("mark")
    return picker


def history_page(window: DeskWindow) -> QWidget:
    window.door.enter()
    settle()
    page = window.door.page
    made = next(event for event in page.listing.events() if "“Qusair”" in event.story.sentence)
    page.go_to(made.number)
    page.compare.step(1)
    page.compare.step(1)
    return window


def settle() -> None:
    """Until every event that is due has been worked on."""
    loop = QEventLoop()
    QTimer.singleShot(120, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures")
