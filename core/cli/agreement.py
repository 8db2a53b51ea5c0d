"""How far people agree with each other, and models with people: ``copydesk agreement``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from core.agreement.survey import (
    GOLD_NAME,
    Pairing,
    couples,
    gold_pairings,
    human_pairings,
    model_pairings,
    of_couple,
    settled,
    tallied,
)
from core.agreement.tally import Line, Tally
from core.agreement.words import FIGURES, figure, title_of
from core.cli.desk import AsJson, Desk, Library, opened, progress
from core.counted import counted
from core.errors import RefusedError
from core.queries import Ask
from core.surveys import SetInfo, sets_seen_by

_WIDTH = 14
_NO_GOLD = (
    "No article has gold yet: adjudicate one in which two people have annotated, until no difference is undecided."
)


def agreement(
    between: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="One of two annotators; give it twice. Without: everybody with everybody."),
    ] = None,
    models: Annotated[
        bool, typer.Option("--models", help="Compare each model version with what stands in finished articles instead.")
    ] = False,
    gold: Annotated[
        bool,
        typer.Option("--gold", help="Compare each annotator, or with --models each model version, with gold instead."),
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say below what each figure means.")] = False,
    library: Library = None,
    json: AsJson = False,
) -> int:
    """Say how far annotators agree. Per label and per part of quotes, strictly and leniently."""
    names = between or []
    if names and (len(set(names)) != 2 or models or gold):
        raise typer.BadParameter("Name two annotators, --between NAME --between NAME, and neither models nor gold.")
    desk = Desk(json)
    with opened(library) as workspace:
        sets = workspace.answer(lambda store: sets_seen_by(store, workspace.annotator))
        if models:
            found = _models(desk, workspace.answer, sets, gold=gold)
        elif gold:
            found = _with_gold(desk, workspace.answer, sets)
        else:
            found = [_people(desk, workspace.answer, sets, names)]
    if explain:
        for name, sentence in FIGURES.values():
            desk.say()
            desk.say(f"{name}: {sentence}")
    return desk.finish(found if models or gold else found[0])


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


def _with_gold(desk: Desk, ask: Ask, sets: Sequence[SetInfo]) -> list[dict[str, Any]]:
    of: dict[str, list[Pairing]] = defaultdict(list)
    for one in settled(ask, gold_pairings(sets)):
        of[one.names[0]].append(one)
    documents: list[dict[str, Any]] = []
    for name in sorted(of):
        tally = _tallied(ask, of[name], name)
        if documents:
            desk.say()
        _say_table(desk, f"{name} and gold: {_articles(tally)}", tally, name, GOLD_NAME)
        documents.append({"annotator": name, **_document(tally)})
    if not documents:
        desk.say(_NO_GOLD)
    return documents


def _models(desk: Desk, ask: Ask, sets: Sequence[SetInfo], *, gold: bool) -> list[dict[str, Any]]:
    runs = ask(lambda store: store.runs())
    documents: list[dict[str, Any]] = []
    for model, pairings in model_pairings(sets, runs, gold=gold).items():
        compared = settled(ask, pairings) if gold else pairings
        if not compared:
            continue
        tally = _tallied(ask, compared, model.name)
        if documents:
            desk.say()
        _say_table(desk, f"{model.name}: {_articles(tally)}", tally, "model", GOLD_NAME if gold else "stands")
        told = {"suggester": model.suggester, "model": model.model, "version": model.version}
        documents.append({**told, **_document(tally)})
    if not documents:
        not_finished = "No article that a model suggested in is finished yet: mark one as done, or decide all of it."
        desk.say(_NO_GOLD if gold else not_finished)
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
