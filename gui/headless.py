"""What ``make run`` does where there is no display: the main job, from an article to training data, and a picture.

``python -m gui.headless OUT_DIR`` imports the sample into a library in OUT_DIR, suggests with the default pipeline,
exports as spaCy data and as JSON lines, and draws the desk's real window into ``OUT_DIR/desk.png``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from core.commands import ImportArticle, RecordSuggestions
from core.errors import KnownError, ModelError
from core.handlers import AlreadyThereError
from core.records import ArticleDraft
from core.settings import Settings
from core.workspace import Inline, Workspace

DONE, NOT_DONE, USAGE = 0, 1, 2
SAMPLE = Path(__file__).parents[1] / "seeds" / "000_ed2e3873cc5f8452.txt"
SIZE = (1600, 1000)
AT_REST = 300  # milliseconds without anything to do, after which a window looks as it will
LIBRARY, PICTURE = "library.copydesk", "desk.png"


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0 done, 1 something could not be done, 2 wrong usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if len(arguments) != 1:
        print("Usage: python -m gui.headless OUT_DIR", file=sys.stderr)
        return USAGE
    try:
        do_the_main_job(Path(arguments[0]))
    except (KnownError, OSError) as error:
        print(f"copydesk: {error}", file=sys.stderr)
        return NOT_DONE
    return DONE


def do_the_main_job(folder: Path) -> None:
    """Import, suggest, export, draw.

    Raises:
        KnownError: one of them cannot be done.
        OSError: the sample cannot be read, or the folder cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    workspace = Workspace.open(folder / LIBRARY, "Copydesk", Inline())
    article = _imported(workspace)
    _suggested(workspace, article)
    _exported(workspace, folder)
    _drawn(workspace, article, folder / PICTURE)


def _imported(workspace: Workspace) -> str:
    from core.formats import read_path

    draft = next(outcome for outcome in read_path(SAMPLE) if isinstance(outcome, ArticleDraft))
    try:
        article = workspace.submit(ImportArticle(draft)).result().article
    except AlreadyThereError as error:
        article = error.article
    assert article is not None
    print(f"imported   “{draft.headline}”, {len(draft.text):,} characters, into {workspace.location}")
    return article


def _suggested(workspace: Workspace, article: str) -> None:
    from core.suggest import annotate, load

    try:
        pipeline = load()
    except ModelError as error:
        print(f"copydesk: {error}", file=sys.stderr)
        pipeline = None
    session = workspace.open_article(article).result()
    results = annotate(session.text, pipeline)
    workspace.submit(RecordSuggestions(article, results)).result()
    counts = ", ".join(f"{len(result.proposals)} {result.run.suggester}" for result in results)
    name = f"{pipeline.name} {pipeline.version}" if pipeline is not None else "the quotes' marks alone"
    print(f"suggested  {counts}, by {name}")


def _exported(workspace: Workspace, folder: Path) -> None:
    from core.training import FORMATS, ExportOptions, Undecided, export

    for name in FORMATS:
        options = ExportOptions(format=name, undecided=Undecided.AS_SUGGESTED)
        report = export(workspace, folder / f"export-{name}", options)
        print(f"exported   {report.silver} suggestions as they are (nobody has decided yet) into {report.folder}")


def _drawn(workspace: Workspace, article: str, picture: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from gui.app import make_application
    from gui.look import Look
    from gui.theme import LIGHT
    from gui.window import DeskWindow

    app = make_application()
    settings = Settings(picture.with_name("settings.json"))
    window = DeskWindow(workspace, settings, Look(app, LIGHT), model_executor=Inline(), file_executor=Inline())
    window.resize(*SIZE)
    window.show()
    window.desk.open_article(article)
    window.run("next_undecided")
    window.selection.refresh()
    _come_to_rest()
    if not window.grab().save(str(picture)):
        raise KnownError(f"The picture could not be written to {picture}. Make room or writing possible there.")
    print(f"drawn      the desk into {picture}")
    window.close()
    workspace.close()


def _come_to_rest() -> None:
    """Let the window lay out and paint what it has been told."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(AT_REST, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
