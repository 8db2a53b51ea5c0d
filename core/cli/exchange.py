"""Data goes out: ``export`` from the library, ``annotate`` from file to file without one."""

from __future__ import annotations

import json as json_
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from core.bodies import Body, Entity, Layer, Quote, Span
from core.cli import rulings
from core.cli.desk import AsJson, Desk, Library, opened, progress
from core.cli.work import pipeline_for, tell_of_cue_words
from core.counted import counted
from core.errors import FormatError, RefusedError
from core.formats import jsonl
from core.formats.jsonl_out import fields
from core.formats.offsets import Removal, of_canonical
from core.formats.text import check
from core.records import RunResult, Status
from core.text import canonical
from core.training import FORMATS, LAYERS, ExportOptions, Split, Undecided
from core.training import export as write_export
from core.training.place import new_file

# --------------------------------------------------------------------------------------------------------------- export


def export(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder to write; an earlier export is replaced.")],
    format: Annotated[str, typer.Option(metavar="NAME", help=f"What to write: {', '.join(FORMATS)}.")],
    status: Annotated[
        str | None, typer.Option(metavar="STATUS,…", help="Only articles that are: " + ", ".join(Status))
    ] = None,
    layers: Annotated[str, typer.Option(metavar="LAYER,…", help="What of them.")] = ",".join(LAYERS),
    split: Annotated[str, typer.Option(metavar="80/10/10", help="Percent to train, evaluate and test with.")] = "80/20",
    seed: Annotated[int, typer.Option(metavar="N", help="Another seed splits otherwise.")] = 0,
    undecided: Annotated[
        Undecided,
        typer.Option(
            metavar="missing|as-suggested", help="Pending suggestions: missing, or as they are (silver data)."
        ),
    ] = Undecided.MISSING,
    whose: Annotated[
        str | None,
        typer.Option("--set", metavar="NAME", help="shared, gold or an annotator; else gold where it is, else shared."),
    ] = None,
    library: Library = None,
    json: AsJson = False,
) -> int:
    """Export training data. A config to train with is beside it, and a report of all that was left out."""
    if format not in FORMATS:
        raise typer.BadParameter(f"There is no format {format} to export. There are: {', '.join(FORMATS)}.")
    options = ExportOptions(format, _statuses(status), _layers(layers), _split(split), seed, undecided, whose)
    desk = Desk(json)
    with opened(library) as workspace, progress("Exporting") as advance:
        report = write_export(workspace, folder, options, advance)
    for note in report.notes:
        desk.note(note)
    parts = ", ".join(f"{len(part.articles)} in {name}" for name, part in report.parts.items())
    desk.say(f"{report.folder}: {counted(report.articles, 'article')} ({parts}).")
    desk.say(f"{counted(report.gold, 'annotation')} decided, {report.silver:,} as suggested.")
    desk.say(
        f"{counted(len(report.left_out), 'span')} left out, {counted(len(report.passed_over), 'article')} passed over: "
        f"{Path(report.folder, 'report.md')} says which and why."
    )
    return desk.finish(report.to_json())


def _statuses(text: str | None) -> tuple[Status, ...] | None:
    if text is None:
        return None
    names = _names(text)
    if not names or any(name not in list(Status) for name in names):
        raise typer.BadParameter(f"--status {text}: there are {', '.join(Status)}.")
    return tuple(Status(name) for name in names)


def _layers(text: str) -> tuple[Layer, ...]:
    names = _names(text)
    if not names or any(name not in LAYERS for name in names):
        raise typer.BadParameter(f"--layers {text}: there are {', '.join(LAYERS)}.")
    return tuple(layer for name, layer in LAYERS.items() if name in names)


def _split(text: str) -> Split:
    try:
        return Split.parse(text)
    except RefusedError as error:
        raise typer.BadParameter(str(error)) from error


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


# ------------------------------------------------------------------------------------------------------------- annotate


def annotate(
    source: Annotated[str, typer.Argument(metavar="IN.jsonl", help='Lines of {"id", "text"}.')],
    out: Annotated[str, typer.Option("-o", "--output", metavar="OUT.jsonl", help="Where to; replaced when done.")],
    model: Annotated[
        str | None, typer.Option(metavar="NAME|PATH", help="The spaCy pipeline: a package or a folder.")
    ] = None,
    layers: Annotated[str, typer.Option(metavar="LAYER,…", help="What to suggest.")] = ",".join(LAYERS),
    ruling: rulings.AsOptions = None,
    json: AsJson = False,
    library: Annotated[str | None, typer.Option("--library", hidden=True)] = None,
) -> int:
    """Suggest for a file, without a library. Entities and quotes are in offsets of the text as it is given."""
    del library  # every command takes it; this one needs none
    wanted = _layers(layers)
    ruled = rulings.parsed(ruling)
    desk = Desk(json)
    path = Path(source).expanduser()
    try:
        check(path)
    except FormatError as error:
        raise FormatError(f"{path}: {error}") from error
    pipeline = pipeline_for(model, desk)
    tell_of_cue_words(desk)
    stream = _Lines(path, desk)
    with new_file(Path(out).expanduser()) as file, progress("Annotating") as advance:
        from core.suggest import runner
        from core.suggest.rulings import quote_settings

        for runs in runner.annotate_many(stream, pipeline, advance, settings=quote_settings(ruled)):
            file.write(_line(*stream.waiting.popleft(), runs, wanted))
            stream.done += 1
    desk.say(f"{out}: {stream.done} annotated, {len(stream.failed)} failed.")
    return desk.finish({"output": out, "annotated": stream.done, "failed": stream.failed})


class _Lines:
    """The texts of a file, as a suggester wants them; what belongs to each waits until its suggestions come."""

    def __init__(self, path: Path, desk: Desk) -> None:
        self._path = path
        self._desk = desk
        self.waiting: deque[tuple[Any, str, Removal]] = deque()
        self.failed: list[dict[str, Any]] = []
        self.done = 0

    def __iter__(self) -> Iterator[str]:
        for number, value in jsonl.lines(self._path):
            try:
                if isinstance(value, FormatError):
                    raise value
                given = value["text"] if value.get("text") == "" else jsonl.text_of(value)
            except FormatError as error:
                self._desk.fail(f"{self._path}, line {number}: {error} {jsonl.LEFT_OUT}")
                self.failed.append({"line": number, "reason": str(error)})
                continue
            self.waiting.append((value.get("id"), given, of_canonical(given)))
            yield canonical(given)


def _line(id: Any, given: str, removal: Removal, runs: tuple[RunResult, ...], layers: tuple[Layer, ...]) -> str:
    bodies = [one.body for run in runs for one in run.proposals if one.body.layer in layers]
    found = fields(_as_given(body, removal) for body in bodies)
    record = {"id": id, "text": given, "entities": found["entities"], "quotes": found["quotes"]}
    line = json_.dumps(record, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair, which only an escape can write
        line = json_.dumps(record)
    return f"{line}\n"


def _as_given(body: Body, removal: Removal) -> Body:
    """A body of the canonical text, in the text as it was given."""
    if not removal:
        return body

    def there(*spans: Span) -> tuple[Span, ...]:
        return tuple(Span(*removal.longer_span(span.start, span.end)) for span in spans)

    match body:
        case Entity(span, label):
            return Entity(there(span)[0], label)
        case Quote(contents, cues, sources, kind, speakers, nested):
            return Quote(there(*contents), there(*cues), there(*sources), kind, speakers, there(*nested))
        case _:
            return body
