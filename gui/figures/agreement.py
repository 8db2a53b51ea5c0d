"""The page of agreement: a table of figures, what each means, and where the two sides differ."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.agreement.marks import Row
from core.agreement.survey import (
    GOLD_NAME,
    Found,
    Pairing,
    couples,
    differences,
    gold_pairings,
    human_pairings,
    model_pairings,
    of_couple,
    settled,
    tallied,
)
from core.agreement.tally import Tally
from core.agreement.words import FIGURES, ROWS, figure, title_of
from core.counted import counted
from core.frozen import frozen
from core.queries import Store
from core.surveys import Model, sets_seen_by
from gui.desk import Desk
from gui.figures.cases import MOST, Place
from gui.figures.frame import FiguresPage
from gui.figures.table import COUNTS, FigureTable
from gui.look import Look
from gui.parts import muted
from gui.screen import Choice, Screen
from gui.work import Cancelled, Report

KEYS = "Arrows walk the table · Enter its cases · Esc back"
EVERYBODY = "everybody with everybody"
_HINT = "Choose a figure in the table to see where the two differ."

Models: TypeAlias = dict[Model, list[Pairing]]
There: TypeAlias = tuple[list[Pairing], Models, list[Pairing], Models]
"""Two people, models with what stands, people with gold, models with gold."""


@frozen
class Comparing:
    """What is compared, as the chip says it, and how the columns of counts are called."""

    name: str
    pairings: tuple[Pairing, ...]
    sides: tuple[str, str]
    with_gold: bool = False  # of which only what is complete counts


class AgreementPage(FiguresPage):
    def __init__(self, screen: Screen, look: Look, executor: Executor, parent: QWidget | None = None) -> None:
        super().__init__(executor, look, "Agreement", _HINT, parent)
        self.setObjectName("agreementPage")
        self._screen, self._desk, self._look = screen, screen.desk, look
        self._known: list[Comparing] = []
        self._shown: Comparing | None = None
        self._tally: Tally | None = None
        self._counted: Sequence[Pairing] = ()  # what the tally counts, in its order
        self.comparing = self.add_chip("Comparing", self._pick)
        self.table = FigureTable(look)
        self.table.chosen.connect(self._choose)
        self.meaning = muted()
        self.meaning.setAccessibleName("What the figure means")
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        inside.setObjectName("figuresInside")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 14, 18, 12)
        column.setSpacing(10)
        column.addWidget(self.table, 100)
        column.addWidget(self.meaning)
        column.addStretch(1)
        self._inside = inside
        self.figures.addWidget(inside)
        self.comparing.show_value("…")
        look.changed.connect(self._follow)

    @property
    def desk(self) -> Desk:
        return self._desk

    # --------------------------------------------------------------------------------------------------- what is there

    def visit(self) -> None:
        """Look what can be compared by now, and count it anew."""
        self.messages.clear()
        annotator = self._desk.workspace.annotator
        self._desk.bridge.ask(lambda store: _there(store, annotator), self._offer)
        self.table.setFocus()

    def _offer(self, there: There) -> None:
        pairings, models, with_gold, models_with_gold = there
        known = []
        pairs = couples(pairings)
        if pairings:
            sides = next(iter(pairs)) if len(pairs) == 1 else ("one", "other")
            name = EVERYBODY if len(pairs) > 1 else " and ".join(sides)
            known.append(Comparing(name, tuple(pairings), sides))
        if len(pairs) > 1:
            known += [Comparing(f"{a} and {b}", tuple(of_couple(pairings, a, b)), (a, b)) for a, b in pairs]
        for who, gold in couples(with_gold):
            known.append(Comparing(f"{who} with gold", tuple(of_couple(with_gold, who, gold)), (who, gold), True))
        for model, some in models.items():
            known.append(Comparing(f"{model.name} with what stands", tuple(some), ("model", "stands")))
        for model, some in models_with_gold.items():
            known.append(Comparing(f"{model.name} with gold", tuple(some), ("model", GOLD_NAME), True))
        self._known = known
        same = next((one for one in known if self._shown is not None and one.name == self._shown.name), None)
        if known:
            self._compare(same or known[0])
        else:
            self._shown, self._tally = None, None
            self.comparing.show_value("nobody")
            self.count.setText("")
            self.told.emit("Agreement: nothing to compare yet")
            self.show_empty(
                "Nobody can be compared yet",
                (
                    "Assign an article independently to a second annotator: when both have handed in or are done,",
                    "this page says how far they agree, for each label and each part of a quote.",
                    "When an article is done, it also says how far the model agreed with what stands now.",
                ),
            )

    def _pick(self) -> None:
        choices = [Choice(one.name, hint=_articles(len({p.article for p in one.pairings}))) for one in self._known]
        by_name = {one.name: one for one in self._known}
        if choices:
            self._screen.pick("Who is compared with whom?", choices, lambda name: self._compare(by_name[name]))

    # --------------------------------------------------------------------------------------------------------- counting

    def _compare(self, comparing: Comparing) -> None:
        self._shown = comparing
        self.comparing.show_value(comparing.name)
        self.cases.clear()
        self.told.emit(f"Agreement: {comparing.name}")
        self.show_figures(self._inside)
        answer = self._desk.workspace.answer
        pairings, with_gold = comparing.pairings, comparing.with_gold

        def count(report: Report, cancelled: Cancelled) -> tuple[Sequence[Pairing], Tally]:
            counting = settled(answer, pairings, cancelled) if with_gold else pairings
            return counting, tallied(answer, counting, report, cancelled)

        self.work(f"Comparing {_articles(len(pairings))} …", count, self._show)

    def _show(self, counted_ones: tuple[Sequence[Pairing], Tally]) -> None:
        assert self._shown is not None
        self._counted, self._tally = counted_ones
        tally = self._tally
        told = f"{_articles(tally.articles)} · {tally.tokens:,} words and signs"
        open_ones = len(self._shown.pairings) - tally.articles
        self.count.setText(f"{told} · {open_ones:,} not settled yet" if open_ones else told)
        self.table.fill([line for line in tally.lines() if line.left or line.right], self._shown.sides)
        self._explain(*self.table.at())

    def stopped(self) -> None:
        if self._tally is None:
            self.count.setText("stopped")

    def _explain(self, row: Row | None, column: str) -> None:
        ink = self._look.theme.colours["ink"]
        about = "" if row is None else f"<b>{title_of(row)}.</b> {ROWS.get(row, 'Entities with this label.')}"
        told = [f"<p style='color:{ink}'>{about}</p>"]
        for one, (name, sentence) in FIGURES.items():
            colour = f" style='color:{ink}'" if one == column else ""
            told.append(f"<p{colour}><b>{name}.</b> {sentence}</p>")
        self.meaning.setText("".join(told))

    def _follow(self) -> None:
        """The theme has changed, and with it the colour of the words in the sentences."""
        self._explain(*self.table.at())

    # ------------------------------------------------------------------------------------------------------------ cases

    def _choose(self, row: Row, column: str, wanted: bool) -> None:
        """A cell of the table: say what it means; and where it was clicked or entered, look for its cases."""
        self._explain(row, column)
        tally, shown = self._tally, self._shown
        if not wanted or tally is None or shown is None:
            return
        lenient = column == "lenient"
        line = next(one for one in tally.lines() if one.row == row)
        value = "" if column in COUNTS else f", {FIGURES[column][0]} {figure(getattr(line, column))}"
        title = f"{title_of(row)}{value}"
        self.cases.show_waiting(title)
        answer = self._desk.workspace.answer
        apart = [self._counted[place] for place in tally.apart.get(row, ())]

        def look(_report: Report, cancelled: Cancelled) -> tuple[Found, ...]:
            return differences(answer, apart, row, lenient=lenient, limit=MOST, cancelled=cancelled)

        def show(found: tuple[Found, ...]) -> None:
            whole = len(found) if len(found) < MOST else None
            self.cases.show_places(title, [_place(one) for one in found], whole)

        self.work("Looking where they differ …", look, show)


def _there(store: Store, annotator: str) -> There:
    sets, runs = sets_seen_by(store, annotator), store.runs()
    return human_pairings(sets), model_pairings(sets, runs), gold_pairings(sets), model_pairings(sets, runs, gold=True)


def _articles(number: int) -> str:
    return counted(number, "article")


def _place(found: Found) -> Place:
    case, pairing = found.case, found.pairing
    names: Sequence[str] = ("The model", "stands") if pairing.runs else pairing.names
    left, right = case.left or "nothing", case.right or "nothing"
    if pairing.runs:
        words, told = f"suggested: {left}", f"{'gold' if pairing.names[1] == GOLD_NAME else 'stands'}: {right}"
    else:
        words, told = f"{names[0]}: {left}", f"{names[1]}: {right}"
    ids = tuple(id for id in (case.right_id, case.left_id) if id is not None)
    return Place(pairing.article, pairing.headline, ids, case.span.start, words, told)
