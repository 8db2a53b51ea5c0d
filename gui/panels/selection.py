"""The selected item: what it is, where it came from, what can be done with it, and its own history."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.bodies import Entity
from core.doubts import taken_for
from core.records import Annotation, Item, Run, Status, Suggestion
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
from gui.panels.measured import MeasuredLabel, laid_out_once
from gui.panels.task import Task
from gui.panels.timeline import TimelineView
from gui.panels.told import Lookup, Told
from gui.panels.worth_a_look import WorthALook
from gui.parts import button, heading

if TYPE_CHECKING:
    from gui.panels.thread import Thread


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
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # coming and going it moves every line
        self.desk, self._look = desk, look
        self._runs: dict[str, Run] = {}
        self._keyed: dict[str, tuple[QPushButton, str]] = {}  # buttons that show a key, with their words
        self._lookup = Lookup(desk, self)
        self._in_timeline: Told | None = None
        self._due = False  # to be shown when nothing is on its way any more
        self.said: Thread | None = None  # what was said, once something was
        self._build()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        self._lookup.told.connect(self._later.start)
        self._lookup.late.connect(self._show)
        desk.idle.connect(self._come_to_rest)
        desk.selected.connect(self._selected)
        desk.folded.connect(self._folded)
        desk.opened.connect(self._opened)
        desk.labels_changed.connect(self._labels)
        desk.matching_changed.connect(self._later.start)
        desk.misfits_changed.connect(self._misfits_changed)
        desk.view.text_selected.connect(self._text_selected)
        look.changed.connect(self._later.start)
        if desk.labels:  # else they come at once
            self._labels()
        self.refresh()

    def _misfits_changed(self, ids: set[str]) -> None:
        if self.desk.item is not None and self.desk.item.id in ids:
            self._later.start()

    def _build(self) -> None:
        self.task = Task(self.desk)
        self.task.submit_clicked.connect(lambda: self.action_clicked.emit("submit"))
        self.heading = heading("")
        self.facts = MeasuredLabel(says="What is selected")
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.facts.linkActivated.connect(self._follow)
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
        self._flows = [flow]
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
        self.same = MeasuredLabel(says="Other mentions with the same text")
        self.same_button = self._button("make_all", "")
        self.repeat_button = self._button("repeat_all", "")
        self.look_button = self._button("look_same", "Look first…")
        same_buttons = QWidget()
        same_flow = FlowLayout(same_buttons)
        self._flows.append(same_flow)
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
        self._later.start()

    def _text_selected(self, _start: int, _end: int) -> None:
        self._later.start()  # not to be given the offsets: it would take them for milliseconds

    def _folded(self, folded: Folded) -> None:
        if folded.touched.ids:  # also another item's: the memory counts all that have the same words
            self._lookup.forget()
        if folded.is_about(Run):
            self._ask_runs()
        if folded.touched.ids or folded.touched.remarks:
            self._later.start()

    def _opened(self, _opened: Opened) -> None:
        self._lookup.forget()
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
        """Show what is selected, at once with what the library tells of it: each turn of the column costs milliseconds.

        A key that is on its way comes first, and what it changes would have to be shown again.
        """
        if self.desk.is_at_work:
            self._due = True
            self._lookup.be_patient()
            return
        self._due = False
        item = self.desk.item
        if item is None or self._lookup.of(item) is not None:
            self._show()
        else:
            self._lookup.ask(item)

    @property
    def is_settled(self) -> bool:
        """Whether what is selected is shown as it stands now, with what the library tells of it."""
        return not (self._due or self._later.isActive() or self._lookup.is_waited_for)

    def _come_to_rest(self) -> None:
        if self._due:
            self._later.start()

    def _show(self) -> None:
        self._lookup.be_calm()
        with laid_out_once(self._column, *self._flows):
            self._show_all()

    def _show_all(self) -> None:
        context = self.desk.context()
        item, session = context.item, context.session
        self.task.want(item is None)
        self._show_same(context)
        self.worth_a_look.fill(context.checks, may_stand=isinstance(item, Annotation))
        self._show_thread(context)
        self._show_buttons(context)
        if item is None or session is None:
            self._show_no_item(context)
            self.labels.mark(None)
            self.history_heading.hide()
            self.timeline.hide()
            return
        told = self._lookup.of(item)
        remembered = told.remembered if told is not None else ""
        self.heading.setText(facts.heading_of(item).upper())
        self.facts.setText(facts.html(item, context.part, session, self._runs, self._look.theme, remembered))
        self.labels.mark(item.body.label if isinstance(item.body, Entity) else None)
        self._show_history(item, told, session.text)

    def _show_buttons(self, context: Context) -> None:
        """Each is shown or hidden once: hidden and shown again, it would be styled and laid out anew."""
        item = context.item
        undecided, decided = isinstance(item, Suggestion), isinstance(item, Annotation)
        suggested = undecided or (item is not None and item.run is not None)
        for made, wanted in (
            (self.accept, undecided),
            (self.reject, suggested),
            (self.reason, undecided),
            (self.delete, decided),
            *((made, context.quote is not None) for made in (self.speaker, self.kind, self.remove_part)),
            *((made, item is not None) for made in (self.comment, self.flag)),
        ):
            made.setVisible(wanted)
        doubt = taken_for(item) if item is not None else ""
        self.reject.setText(keymap.with_key(f"Reject as {doubt}" if doubt else "Reject", "reject"))

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
            how = (
                "A label’s key makes an entity of it, <b>{content}</b> the content of a quote, "
                "<b>{source}</b> its source, <b>{cue}</b> its cue."
            )
            words = escape(facts.clipped(span.of(session.text)))
            self.facts.setText(f"<div>{words}</div><div dir='ltr'>{self._quiet(how)}</div>")

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

    def _show_history(self, item: Item, told: Told | None, text: str) -> None:
        self.history_heading.setText(f"HISTORY OF THIS {facts.heading_of(item).upper()}")
        self.history_heading.show()
        self.timeline.setVisible(told is not None)
        if told is None or told is self._in_timeline:
            return
        self._in_timeline = told
        own = [narrowed(revision, item.id) for revision in told.revisions]
        known = {revision.id: revision for revision in own}
        events = entries(own, me=self.desk.workspace.annotator, text=text, earlier=known.get)
        days = [entry for entry in events if isinstance(entry, Heading)]
        self.timeline.fill(events if len(days) > 1 else [entry for entry in events if entry not in days])

    def _choose(self, number: int) -> None:
        found = self._lookup.revision(number)
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
