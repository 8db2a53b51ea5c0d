"""The selected item: what it is, where it came from, what can be done with it, and its own history."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from core.doubts import taken_for
from core.model import Annotation, Entity, Item, Revision, Run, Status, Suggestion
from core.queries import Store
from core.session import Session
from gui import keymap
from gui.actions import BY_ID
from gui.context import Context
from gui.desk import Desk, Folded, Opened, Selected
from gui.look import Look
from gui.panels import facts, same_text
from gui.panels.entries import Heading, entries, narrowed
from gui.panels.flow import FlowLayout
from gui.panels.labels import LabelList
from gui.panels.task import Task
from gui.panels.timeline import TimelineView
from gui.panels.worth_a_look import WorthALook
from gui.parts import button, heading, label

if TYPE_CHECKING:
    from gui.panels.thread import Thread

_HISTORY = 200


class SelectionPanel(QScrollArea):
    action_clicked = Signal(str)  # an action's id
    revert_clicked = Signal(int)
    event_chosen = Signal(object)  # Revision
    remark_clicked = Signal(str, object)  # resolve, edit or delete; Comment

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("selectionPanel")
        self.setAccessibleName("Selection")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click on a button would give it the article's focus
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.desk, self._look = desk, look
        self._runs: dict[str, Run] = {}
        self._keyed: dict[str, tuple[QPushButton, str]] = {}  # buttons that show a key, with their words
        self._revisions: list[Revision] = []
        self._remembered = ""  # what was decided about the words of that item
        self._told: str | None = None  # the item whose history is shown or asked for
        self.said: Thread | None = None  # what was said, once something was
        self._build()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        desk.selected.connect(self._selected)
        desk.folded.connect(self._folded)
        desk.opened.connect(self._opened)
        desk.labels_changed.connect(self._labels)
        desk.matching_changed.connect(self._later.start)
        desk.misfits_changed.connect(self._misfits_changed)
        desk.view.text_selected.connect(self._text_selected)
        look.changed.connect(self._later.start)
        self._labels()
        self.refresh()

    def _misfits_changed(self, ids: set[str]) -> None:
        if self.desk.item is not None and self.desk.item.id in ids:
            self._later.start()

    def _build(self) -> None:
        self.task = Task(self.desk)
        self.task.submit_clicked.connect(lambda: self.action_clicked.emit("submit"))
        self.heading = heading("")
        self.facts = label(wrap=True, says="What is selected")
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.facts.linkActivated.connect(self._follow)
        self.facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        buttons = self._build_buttons()
        self.worth_a_look = WorthALook()
        self.worth_a_look.stand_clicked.connect(partial(self.action_clicked.emit, "on_purpose"))
        self.labels = LabelList(self._look)
        self.labels.action_clicked.connect(self.action_clicked)
        same_buttons = self._build_same()
        self.history_heading = heading("History")
        self.timeline = TimelineView(self._look)
        self.timeline.setAccessibleName("History of the selection")
        self.timeline.show_whole()
        self.timeline.revert_clicked.connect(self.revert_clicked)
        self.timeline.event_chosen.connect(self._choose)
        inside = QWidget()
        inside.setObjectName("selectionInside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 12, 4)
        column.setSpacing(6)
        column.addWidget(self.task)
        column.addWidget(self.heading)
        column.addWidget(self.facts)
        column.addSpacing(4)
        column.addWidget(buttons)
        column.addSpacing(12)
        column.addWidget(self.worth_a_look)
        self._column, self._thread_at = column, column.count()
        column.addWidget(heading("Labels"))
        column.addWidget(self.labels)
        column.addWidget(self.labels.at_hand)
        column.addSpacing(12)
        column.addWidget(self.same_heading)
        column.addWidget(self.same)
        column.addWidget(same_buttons)
        column.addSpacing(12)
        column.addWidget(self.history_heading)
        column.addWidget(self.timeline)
        column.addStretch(1)  # takes the room below
        self.setWidget(inside)

    def _build_buttons(self) -> QWidget:
        buttons = QWidget()
        flow = FlowLayout(buttons)
        self.accept = self._button("accept", "Accept", role="primary")
        self.reject = self._button("reject", "Reject")
        self.reason = self._button("reject_because", "Because…", shows_key=False)
        self.delete = self._button("delete", "Delete")
        self.speaker = self._button("speaker", "Speaker…")
        self.kind = self._button("kind", "Kind")
        self.remove_part = self._button("remove_part", "Remove part")
        self.comment = self._button("comment", "Comment…")
        self.flag = self._button("flag_item", "Flag")
        self._buttons = (
            self.accept, self.reject, self.reason, self.delete, self.speaker, self.kind, self.remove_part,
            self.comment, self.flag,
        )  # fmt: skip
        for made in self._buttons:
            flow.addWidget(made)
        return buttons

    def _build_same(self) -> QWidget:
        self.same_heading = heading("Same text")
        self.same = label(wrap=True, says="Other mentions with the same text")
        self.same.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.same_button = self._button("make_all", "")
        self.repeat_button = self._button("repeat_all", "")
        self.look_button = self._button("look_same", "Look first…")
        same_buttons = QWidget()
        same_flow = FlowLayout(same_buttons)
        for made in (self.same_button, self.repeat_button, self.look_button):
            same_flow.addWidget(made)
        return same_buttons

    def _button(self, action: str, text: str, role: str = "", *, shows_key: bool = True) -> QPushButton:
        shown = keymap.with_key(text, action) if text and shows_key else text
        act, tip = partial(self.action_clicked.emit, action), BY_ID[action].help
        made = button(shown, act, role=role, tip=tip, name=f"do_{action}")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the focus from the article
        if text and shows_key:
            self._keyed[action] = (made, text)
        return made

    def show_keys(self) -> None:
        """The editor has other keys: the buttons and the labels show them."""
        for action, (made, words) in self._keyed.items():
            made.setText(keymap.with_key(words, action))
        self._labels()

    # ------------------------------------------------------------------------------------------------------- listening

    def _selected(self, selected: Selected) -> None:
        if selected.item is None or selected.item.id != self._told:
            self._told = None
        self._later.start()

    def _text_selected(self, _start: int, _end: int) -> None:
        self._later.start()  # not to be given the offsets: it would take them for milliseconds

    def _folded(self, folded: Folded) -> None:
        if folded.touched.ids:  # also another item's: the memory counts all that have the same words
            self._told = None
        if folded.is_about(Run):
            self._ask_runs()
        if folded.touched.ids or folded.touched.remarks:
            self._later.start()

    def _opened(self, _opened: Opened) -> None:
        self._told = None
        self._ask_runs()
        self._later.start()

    def _labels(self) -> None:
        self.labels.fill(self.desk.labels)
        self._later.start()

    def _ask_runs(self) -> None:
        session = self.desk.session
        if session is not None:
            article = session.id
            self.desk.bridge.ask(lambda store: store.runs(article), self._take_runs)

    def _take_runs(self, runs: tuple[Run, ...]) -> None:
        self._runs = {run.id: run for run in runs}
        self._later.start()

    # --------------------------------------------------------------------------------------------------------- showing

    def refresh(self) -> None:
        context = self.desk.context()
        item, session = context.item, context.session
        for made in self._buttons:
            made.setVisible(item is not None)
        self.task.want(item is None)
        self._show_same(context)
        self.worth_a_look.fill(context.checks, may_stand=isinstance(item, Annotation))
        self._show_thread(context)
        if item is None or session is None:
            self._show_no_item(context)
            self.labels.mark(None)
            self.history_heading.hide()
            self.timeline.hide()
            return
        self.heading.setText(facts.heading_of(item).upper())
        self._show_facts()
        self.labels.mark(item.body.label if isinstance(item.body, Entity) else None)
        undecided = isinstance(item, Suggestion)
        self.accept.setVisible(undecided)
        self.reason.setVisible(undecided)
        self.reject.setVisible(undecided or item.run is not None)
        self.reject.setText(keymap.with_key(f"Reject as {taken_for(item)}" if taken_for(item) else "Reject", "reject"))
        self.delete.setVisible(not undecided)
        for made in (self.speaker, self.kind, self.remove_part):
            made.setVisible(context.quote is not None)
        self._show_history(item)

    def _show_thread(self, context: Context) -> None:
        """What was said about what is selected; the panel has room for it once something was."""
        session, item = context.session, context.item
        if self.said is None and (session is None or not _is_remarked(session)):
            return
        if self.said is None:
            from gui.panels.thread import Thread

            self.said = Thread()
            for what, clicked in (
                ("resolve", self.said.resolve_clicked),
                ("edit", self.said.edit_clicked),
                ("delete", self.said.delete_clicked),
            ):
                clicked.connect(partial(self.remark_clicked.emit, what))
            self._column.insertWidget(self._thread_at, self.said)
        self.said.show_of(session, item, self.desk.workspace.annotator)
        flagged = session is not None and item is not None and session.remarks.flag(item.id) is not None
        self.flag.setText("Take Flag off G" if flagged else "Flag G")

    def _show_no_item(self, context: Context) -> None:
        session, span = context.session, context.span
        if session is None:
            self.heading.setText("NO ARTICLE")
            self.facts.setText(self._quiet("Open an article from the list, or import one with <b>{import}</b>."))
        elif span is None:
            self.heading.setText("NOTHING SELECTED")
            self.facts.setText(
                self._quiet(
                    "Click an annotation, or press <b>{next_undecided}</b> for the next undecided one. "
                    "Select text and press a label’s key to add what the model missed."
                )
            )
        else:
            self.heading.setText("TEXT")
            how = "A label’s key makes an entity of it, <b>{content}</b> the content of a quote."
            words = escape(facts.clipped(span.of(session.text)))
            self.facts.setText(f"<div>{words}</div><div dir='ltr'>{self._quiet(how)}</div>")

    def _show_facts(self) -> None:
        context = self.desk.context()
        if context.item is not None and context.session is not None:
            told = self._remembered if self._told == context.item.id else ""
            theme = self._look.theme
            self.facts.setText(facts.html(context.item, context.part, context.session, self._runs, theme, told))

    def _quiet(self, sentence: str) -> str:
        return f"<span style='color:{self._look.theme.colours['muted']}'>{keymap.told(sentence)}</span>"

    def _show_same(self, context: Context) -> None:
        told = same_text.told(context, lambda name: self._look.theme.label(self._colour_of(name)).name())
        for widget in (self.same_heading, self.same, self.look_button):
            widget.setVisible(bool(told.sentences))
        self.same.setText("<br>".join(told.sentences))
        for made, words in ((self.same_button, told.make_all), (self.repeat_button, told.repeat)):
            made.setText(words)
            made.setVisible(bool(words))

    def _colour_of(self, name: str) -> str:
        return next((known.colour for known in self.desk.labels if known.name == name), "grey")

    def _show_history(self, item: Item) -> None:
        self.history_heading.setText(f"HISTORY OF THIS {facts.heading_of(item).upper()}")
        self.history_heading.show()
        self.timeline.show()
        if self._told == item.id:
            return
        self._told = id = item.id

        text, remembers = self.desk.session.text if self.desk.session else "", self.desk.remembers

        def query(store: Store) -> tuple[tuple[Revision, ...], str]:
            revisions = store.revisions(record=id, newest_first=True, limit=_HISTORY)
            return revisions, facts.remembered_of(item, text, store, is_on=remembers)

        def take(answer: tuple[tuple[Revision, ...], str]) -> None:
            if self._told == id and self.desk.session is not None:
                self._remembered = answer[1]
                self._show_facts()
                self._show_timeline(id, answer[0], self.desk.session.text)

        self.desk.bridge.ask(query, take)

    def _show_timeline(self, id: str, revisions: tuple[Revision, ...], text: str) -> None:
        self._revisions = list(revisions)
        own = [narrowed(revision, id) for revision in revisions]
        known = {revision.id: revision for revision in own}
        told = entries(own, me=self.desk.workspace.annotator, text=text, earlier=known.get)
        days = [entry for entry in told if isinstance(entry, Heading)]
        self.timeline.fill(told if len(days) > 1 else [entry for entry in told if entry not in days])

    def _choose(self, number: int) -> None:
        found = next((revision for revision in self._revisions if revision.id == number), None)
        if found is not None:
            self.event_chosen.emit(found)

    def _follow(self, link: str) -> None:
        if link.startswith("part:"):
            self.desk.select_part(facts.part_of_link(link))
            span = self.desk.context().part_span
            if span is not None:
                self.desk.view.scroll_to(span.start)
        else:
            self.action_clicked.emit(link.removesuffix(":"))


def _is_remarked(session: Session) -> bool:
    """Whether there is a comment or a flag in an article, or on it."""
    return session.remarks.counts() != (0, 0) or session.info.status is Status.FLAGGED
