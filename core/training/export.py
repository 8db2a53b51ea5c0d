"""Exports: a library's articles as training data for spaCy, or as native JSONL, with a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from core.errors import RefusedError
from core.frozen import frozen
from core.queries import Store
from core.records import Status
from core.training import jsonl_data, spacy_data
from core.training.job import Ask, Cancelled, Job, Progress
from core.training.options import LAYERS, ExportOptions
from core.training.place import REPORT, new_folder
from core.training.report import Report
from core.workspace import Workspace


@frozen
class ExportFormat:
    """Something that can be exported, and the articles it takes when nobody says which."""

    name: str
    title: str
    statuses: tuple[Status, ...]
    write: Callable[[Job], None]


FORMATS: Mapping[str, ExportFormat] = {
    format.name: format
    for format in (
        ExportFormat(
            "spacy",
            "spaCy training data",
            tuple(status for status in Status if status is not Status.FLAGGED),
            spacy_data.write,
        ),
        ExportFormat("jsonl", "JSON lines, with how each annotation came to be", tuple(Status), jsonl_data.write),
    )
}
"""What can be exported, by name."""


def export(
    source: Workspace | Store,
    folder: str | Path,
    options: ExportOptions | None = None,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Report:
    """Write a library's articles into a folder, and a ``report.json`` and ``report.md`` beside them.

    The folder appears whole or not at all. An earlier export in it is replaced. A workspace is asked for one article at
    a time, on its own thread, so that this may run in a worker while the desk goes on working.

    Args:
        source: the library.
        folder: where to; it is made, with those above it.
        options: what and how.
        on_progress: called after each article.
        cancelled: asked before each article.

    Raises:
        StoppedError: ``cancelled()`` said so.
        RefusedError: the options or the articles make no export.
        FormatError: the folder cannot be written, or holds something else.
        LibraryError: the library cannot be read.
    """
    options = options or ExportOptions()
    if options.format not in FORMATS:
        raise RefusedError(f"There is no format “{options.format}” to export. There are: {', '.join(FORMATS)}.")
    if not options.layers:
        raise RefusedError("Nothing was chosen to export: name entities, quotes or both.")
    folder = Path(folder).expanduser().absolute()
    format = FORMATS[options.format]
    statuses = options.statuses if options.statuses is not None else format.statuses
    report = Report(str(folder), format.name, datetime.now(UTC), source.location, _told(options, statuses))
    with new_folder(folder) as made:
        job = Job(_asked(source), options, report, folder, made, on_progress or _nobody, cancelled or _never, statuses)
        format.write(job)
        job.go_on()
        (made / "report.md").write_text(report.to_markdown(), encoding="utf-8")
        (made / REPORT).write_text(report.to_json_text(), encoding="utf-8")
    return report


def _asked(source: Workspace | Store) -> Ask:
    if isinstance(source, Workspace):
        return lambda query: source.ask(query).result()
    return lambda query: query(source)


def _nobody(done: int, total: int) -> None:
    pass


def _never() -> bool:
    return False


def _told(options: ExportOptions, statuses: tuple[Status, ...]) -> dict[str, object]:
    told: dict[str, object] = {
        "status": [status.value for status in statuses],
        "layers": [name for name, layer in LAYERS.items() if layer in options.layers],
        "undecided": options.undecided.value,
        "set": options.whose or "gold, else shared",
    }
    if options.format == "spacy":
        told |= {"split": str(options.split), "seed": options.seed}
    return told


__all__ = ["FORMATS", "ExportFormat", "export"]
