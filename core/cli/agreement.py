"""How far people agree with each other, and models with people: ``copydesk agreement``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from core.agreement.survey import Pairing, couples, human_pairings, model_pairings, of_couple, tallied
from core.agreement.tally import Line, Tally
from core.agreement.words import FIGURES, figure, title_of
from core.cli.desk import AsJson, Desk, Library, opened, progress
from core.counted import counted
from core.errors import RefusedError
from core.queries import Ask
from core.surveys import SetInfo, sets_seen_by

_WIDTH = 14


def agreement(
    between: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="One of two annotators; give it twice. Without: everybody with everybody."),
    ] = None,
    models: Annotated[
        bool, typer.Option("--models", help="Compare each model version with what stands in finished articles instead.")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say below what each figure means.")] = False,
    library: Library = None,
    json: AsJson = False,
) -> int:
    """Say how far annotators agree. Per label and per part of quotes, strictly and leniently."""
    names = between or []
    if names and (len(set(names)) != 2 or models):
        raise typer.BadParameter("Name two annotators, --between NAME --between NAME, and no models.")
    desk = Desk(json)
    with opened(library) as workspace:
        sets = workspace.answer(lambda store: sets_seen_by(store, workspace.annotator))
        found = _models(desk, workspace.answer, sets) if models else [_people(desk, workspace.answer, sets, names)]
    if explain:
        for name, sentence in FIGURES.values():
            desk.say()
            desk.say(f"{name}: {sentence}")
    return desk.finish(found if models else found[0])


def _people(desk: Desk, ask: Ask, sets: Sequence[SetInfo], names: Sequence[str]) -> dict[str, Any]:
    pairings = human_pairings(sets)
    if names:
        known = {name for couple in couples(pairings) for name in couple}
        if unknown := [name for name in names if name not in known]:
            there = ", ".join(sorted(known)) or "nobody"
            raise RefusedError(f"{unknown[0]} shares no article with another annotator. There are: {there}.")
        pairings = of_couple(pairings, names[0], names[1])
    if not pairings:
        desk.say(
            "No article has finished annotations of two people. Assign one to a second annotator, or see with --models "
            "how far a model agrees with what stands."
        )
    who = names or list(dict.fromkeys(name for one in pairings for name in one.names))
    tally = _tallied(ask, pairings, "Comparing")
    if pairings:
        _say_table(desk, f"{' and '.join(who)}: {_articles(tally)}", tally, "one", "other")
    return {"between": who, **_document(tally)}


def _models(desk: Desk, ask: Ask, sets: Sequence[SetInfo]) -> list[dict[str, Any]]:
    runs = ask(lambda store: store.runs())
    documents: list[dict[str, Any]] = []
    for model, pairings in model_pairings(sets, runs).items():
        tally = _tallied(ask, pairings, model.name)
        if documents:
            desk.say()
        _say_table(desk, f"{model.name}: {_articles(tally)}", tally, "model", "stands")
        told = {"suggester": model.suggester, "model": model.model, "version": model.version}
        documents.append({**told, **_document(tally)})
    if not documents:
        desk.say("No article that a model suggested in is finished yet: mark one as done, or decide all of it.")
    return documents


def _tallied(ask: Ask, pairings: Sequence[Pairing], what: str) -> Tally:
    with progress(what) as advance:
        return tallied(ask, pairings, advance)


def _articles(tally: Tally) -> str:
    return f"{counted(tally.articles, 'article')}, {tally.tokens:,} words and signs"


def _say_table(desk: Desk, title: str, tally: Tally, left: str, right: str) -> None:
    desk.say(title)
    heads = (left, right, *(name for name, _ in FIGURES.values()))
    desk.say(f"{'':{_WIDTH}}" + "".join(f"{head:>18}" for head in heads))
    for line in shown(tally):
        figures = (figure(getattr(line, name)) for name in FIGURES)
        cells = (f"{line.left:,}", f"{line.right:,}", *figures)
        indent = "  " if line.row[1] else ""
        desk.say(f"{indent + title_of(line.row):{_WIDTH}}" + "".join(f"{cell:>18}" for cell in cells))


def shown(tally: Tally) -> list[Line]:
    """The rows in which there is something."""
    return [line for line in tally.lines() if line.left or line.right]


def _document(tally: Tally) -> dict[str, Any]:
    rows = []
    for line in shown(tally):
        told = asdict(line)
        layer, name = told.pop("row")
        rows.append({"layer": layer, "name": name or None, **told})
    return {"articles": tally.articles, "tokens": tally.tokens, "rows": rows}
