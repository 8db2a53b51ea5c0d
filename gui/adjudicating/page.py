"""The adjudication page: both versions, the differences in a list, and one key for each answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSplitter, QVBoxLayout, QWidget

from core.bodies import Body
from core.commands import Target
from core.commands.sharing import Adjudicate, StartAdjudication
from core.counted import counted
from core.pairing import Pair
from core.queries import Store
from core.records import Annotation, Revision
from core.sets import AnnotationSet, Choice
from gui.adjudicating.bench import Bench, Outlook, outlook, title_of
from gui.adjudicating.listing import PairList
from gui.adjudicating.question import Question
from gui.adjudicating.sides import Sides
from gui.desk import Folded
from gui.look import Look
from gui.messages import BAD, GOOD, PLAIN, MessageBar
from gui.parts import label, muted
from gui.screen import Choice as Offer
from gui.screen import Screen

_ANSWERS = {
    "Left": Choice.LEFT,
    "1": Choice.LEFT,
    "Right": Choice.RIGHT,
    "2": Choice.RIGHT,
    "3": Choice.BOTH,
    "0": Choice.NEITHER,
    "E": Choice.EDITED,
}
KEYS = "← → left, right · 3 both · 0 nothing · E edit · Space next · A agreed · C others · Esc back"
_WIDTH = 340  # pixels, the least for question and list


class AdjudicationPage(QWidget):
    left = Signal()  # the editor wants back to the desk
    told = Signal(str)  # what is compared, for the status bar

    def __init__(self, screen: Screen, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen, self._desk = screen, screen.desk
        self._article: str | None = None
        self._headline = ""
        self._bench: Bench | None = None
        self._current: Pair | None = None
        self._outlook: Outlook | None = None
        self._asked = 0
        self._build(look)
        self._desk.folded.connect(self._folded)
        self._desk.told.connect(self._say_trouble)
        self.sides.set_zoom(self._desk.view.zoom())
        self._desk.view.zoomed.connect(self.sides.set_zoom)

    def _build(self, look: Look) -> None:
        self.title = label("Adjudication", role="title")
        self.between = muted(wrap=False)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName("Progress of the adjudication")
        self.bar.setMaximumWidth(180)
        self.progress = label(says="How many differences are decided")
        head = QWidget()
        head.setObjectName("chips")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(self.title)
        row.addWidget(self.between, 1)
        row.addWidget(self.progress)
        row.addWidget(self.bar)
        self.messages = MessageBar()
        self.sides = Sides(look)
        self.question = Question()
        self.list = PairList()
        side = QWidget()
        side.setObjectName("sidePanel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.question)
        column.addWidget(self.list, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.sides)
        self.splitter.addWidget(side)
        self.splitter.setStretchFactor(0, 5)  # in a narrow window both give way
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([1140, 460])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget in (head, self.messages, self.splitter):
            whole.addWidget(widget, 1 if widget is self.splitter else 0)
        self.list.chosen.connect(self.go_to)
        self.question.answered.connect(self.answer)
        self._connect_keys()

    def _connect_keys(self) -> None:
        for key, choice in _ANSWERS.items():
            self._on(key, partial(self.answer, choice))
        for key in ("Space", "Tab"):
            self._on(key, partial(self.step, 1))
        self._on("Shift+Tab", partial(self.step, -1))
        self._on("N", partial(self.walk, 1))
        self._on("P", partial(self.walk, -1))
        self._on("A", self._toggle_agreed)
        self._on("C", self._compare_others)
        self._on("Esc", self.left.emit)

    def _on(self, key: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    # ------------------------------------------------------------------------------------------------------- the bench

    @property
    def bench(self) -> Bench | None:
        return self._bench

    @property
    def current(self) -> Pair | None:
        return self._current

    @property
    def _me(self) -> str:
        return self._desk.workspace.annotator

    def visit(self, article: str, headline: str) -> None:
        """Show where two annotation sets of an article differ; begin where nobody has."""
        self.messages.clear()
        self._article, self._headline = article, headline
        self._bench = self._current = None
        self._outlook = None
        self.between.setText(headline)
        self.splitter.hide()  # until there is something to show
        self.progress.clear()
        self.bar.hide()
        self._read(begins=True)
        self.list.setFocus()

    def _read(self, *, begins: bool = False) -> None:
        """Ask for everything anew; a late answer to an earlier question is dropped."""
        article, me = self._article, self._me
        if article is None:
            return
        self._asked += 1
        asked = self._asked

        def read(store: Store) -> tuple[Outlook, bool]:
            found = outlook(store, article, me)
            bench = found.bench
            if bench is None or not begins:
                return found, False
            return found, store.would_change(StartAdjudication(article, bench.left.id, bench.right.id), me)

        def take(answer: tuple[Outlook, bool]) -> None:
            if asked == self._asked:
                self._take(*answer)

        self._desk.bridge.ask(read, take)

    def _take(self, found: Outlook, is_stale: bool) -> None:
        self._outlook = found
        if found.blind:
            self._show_nothing("You are annotating this article independently. Submit your annotations first.")
        elif found.bench is not None:
            if is_stale:
                self._begin(found.bench.left, found.bench.right)
            else:
                self._show(found.bench)
        elif len(found.sets) < 2:
            self._show_nothing(
                "There are no two annotation sets of this article to compare. "
                "Assign it to somebody independently first."
            )
        elif len(found.sets) == 2:
            self._begin(*found.sets)
        else:
            self._choose(found)

    def _choose(self, found: Outlook) -> None:
        """More than two people have annotated the article: which two are compared?"""
        pairs = {f"{one.id} {other.id}": (one, other, told) for one, other, told in found.offers()}
        offers = [
            Offer(key, f"{title_of(one)} and {title_of(other)}", hint=told) for key, (one, other, told) in pairs.items()
        ]
        self._screen.pick("Which two annotation sets?", offers, lambda key: self._begin(*pairs[key][:2]))

    def _compare_others(self) -> None:
        if self._outlook is not None and len(self._outlook.sets) > 2:
            self._choose(self._outlook)
        else:
            self._screen.hint("There are no others: nobody else has annotated this article.")

    def _begin(self, left: AnnotationSet, right: AnnotationSet) -> None:
        assert self._article is not None
        self._desk.submit(StartAdjudication(self._article, left.id, right.id), lambda _revision: self._read())

    def _show_nothing(self, sentence: str) -> None:
        self._bench = self._current = None
        self.messages.show_sentence(sentence, PLAIN, "Back", self.left.emit)
        self.list.clear()
        self.splitter.hide()
        self.progress.clear()
        self.bar.hide()
        self.told.emit(self._headline)

    def _show(self, bench: Bench) -> None:
        same = self._bench is not None and self._bench.found.pairs == bench.found.pairs
        self._bench = bench
        self.splitter.show()
        keys = {pair.key: pair for pair in bench.found.differences}
        current = keys.get(self._current.key) if self._current is not None else None
        self._current = current or next(iter(bench.found.undecided or bench.found.differences), None)
        between = f"{title_of(bench.left)} ↔ {title_of(bench.right)}"
        self.between.setText(f"{between} · {self._headline}")
        self.told.emit(between)
        if same:
            self.list.refresh(bench)
        else:
            self.sides.show_bench(bench)
            self.list.fill(bench, self._current)
        self._show_progress()
        self.go_to(self._current)

    def _show_progress(self) -> None:
        assert self._bench is not None
        found = self._bench.found
        total = len(found.differences)
        self.progress.setText(f"{found.decided} of {total} decided · {found.agreed:,} agreed")
        self.bar.setVisible(total > 0)
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(found.decided)

    # ------------------------------------------------------------------------------------------------------- deciding

    def answer(self, choice: Choice) -> None:
        """Settle the current difference and go on to the next undecided one."""
        bench, pair = self._bench, self._current
        if bench is None or pair is None:
            return
        if choice is Choice.BOTH and None in pair.key:
            self._screen.hint("Only one of the two has something here: left, right, nothing or edit.")
        elif choice is not Choice.EDITED and bench.is_settled_so(pair, choice):
            self._screen.hint("That is decided so already.")
        elif choice is Choice.EDITED:
            from gui.adjudicating.edit import EditDialog

            dialog = EditDialog(bench, pair, self)
            dialog.made.connect(lambda body: self._submit(bench, pair, choice, body))
            dialog.open()
        else:
            self._submit(bench, pair, choice)

    def _submit(self, bench: Bench, pair: Pair, choice: Choice, body: Body | None = None) -> None:
        left, right = _target(pair.left), _target(pair.right)
        command = Adjudicate(bench.article.info.id, left, right, choice, body)
        self._desk.submit(command)

    def _go_on(self, pair: Pair) -> None:
        """A decision is written: on to the next undecided difference behind it, or say that all is done."""
        bench = self._bench
        if bench is None:
            return
        if bench.found.undecided:
            self._current = pair
            self.step(1)
        else:
            self.go_to(pair)
            self._tell_done(bench)

    def _tell_done(self, bench: Bench) -> None:
        found = bench.found
        number, agreed = len(found.differences), found.agreed
        self.messages.show_sentence(
            f"Done: {counted(number, 'difference')} settled and {agreed:,} agreed. "
            "The result is the gold of this article; an export takes it. Every decision can still be changed.",
            GOOD,
            "Back to the Article",
            self.left.emit,
        )

    def go_to(self, pair: Pair | None) -> None:
        """Show one difference: in the text, in the question and in the list."""
        self._current = pair
        if self._bench is None:
            return
        self.sides.show_frames(self._bench, pair)
        self.question.show_pair(self._bench, pair)
        self.list.go_to(pair)
        if pair is not None:
            self.sides.bring_into_sight(pair)

    def step(self, step: int) -> None:
        """On to the next undecided difference (1), or back to the one before (-1), round at the ends."""
        if self._bench is None:
            return
        wanted = {pair.key for pair in self._bench.found.undecided}
        if not wanted:
            self._screen.hint("Every difference is decided.")
            return
        self._walk(step, wanted)

    def walk(self, step: int) -> None:
        """On to the next difference, decided or not."""
        if self._bench is not None:
            self._walk(step, {pair.key for pair in self._bench.found.differences})

    def _walk(self, step: int, wanted: set[tuple[str | None, str | None]]) -> None:
        assert self._bench is not None
        pairs = self._bench.found.differences
        if not pairs or not wanted:
            return
        here = next((n for n, one in enumerate(pairs) if self._current and one.key == self._current.key), -1)
        order = [pairs[(here + step * n) % len(pairs)] for n in range(1, len(pairs) + 1)]
        self.go_to(next(pair for pair in order if pair.key in wanted))

    def _toggle_agreed(self) -> None:
        """Show in the text what both agree on too, or hide it again."""
        if self._bench is not None:
            self.sides.with_agreed = not self.sides.with_agreed
            self.sides.show_bench(self._bench)
            self.list.fold()
            self.go_to(self._current)

    # ------------------------------------------------------------------------------------------------------------ live

    def _folded(self, folded: Folded) -> None:
        """What was committed, also by undo and by others."""
        revision: Revision = folded.revision
        if not self.isVisible() or self._bench is None or revision.article != self._article:
            return
        bench = self._bench.taken(revision)
        if bench is None:
            self._read()
            return
        self._bench = bench
        self.list.refresh(bench)
        self._show_progress()
        settled = self._settled_by(revision)
        if settled is not None and revision.intent == "adjudicate" and revision.annotator == self._me:
            self._go_on(settled)
        else:
            self.go_to(settled or self._current)

    def _settled_by(self, revision: Revision) -> Pair | None:
        """The difference that a revision settled, or opened again."""
        assert self._bench is not None
        ids = {change.record.id for change in revision.changes}
        touched = self._bench.found
        return next((pair for pair in touched.differences if touched.id_of(pair) in ids), None)

    def _say_trouble(self, sentence: str) -> None:
        if self.isVisible():
            self.messages.show_sentence(sentence, BAD)


def _target(annotation: Annotation | None) -> Target | None:
    return None if annotation is None else Target(annotation.id, annotation.version)
