"""The window: list, article and panels side by side; and everything that an action may ask of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QLayout, QWidget

from core.history import WITHOUT_UNDO
from core.settings import Settings
from core.workspace import Workspace
from gui import acting, dialogs, label_news, own_keys, preferring, remember
from gui.actions import BY_ID
from gui.article.view import ArticleView
from gui.assistants import Assistants
from gui.desk import Desk, Folded, Opened, Selected
from gui.find.door import FindDoor
from gui.frame import Frame
from gui.history.door import HistoryDoor
from gui.host import Host
from gui.importing import Imported, Intake
from gui.keeping import Keeping
from gui.keys import ActionSet
from gui.look import Look
from gui.messages import BAD, GOOD, PLAIN
from gui.picker import Picker
from gui.screen import Choice
from gui.statusbar import StatusBar
from gui.suggesting import ModelState, Suggesting
from gui.topbar import TopBar

TITLE = "Copydesk"
LEAST = (940, 560)


class DeskWindow(Host):
    door: HistoryDoor
    finder: FindDoor
    assistants: Assistants

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        look: Look,
        *,
        model_executor: Executor | None = None,
        file_executor: Executor | None = None,
    ) -> None:
        super().__init__()
        self.settings, self.look = settings, look
        self.setWindowTitle(TITLE)
        self.setAcceptDrops(True)
        # The least size is the desk's, not the sum of what its panels hold at the moment.
        layout = self.layout()
        if layout is not None:
            layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(*LEAST)
        self.article = ArticleView()
        self.article.setAccessibleName("Article")
        self.desk = Desk(workspace, self.article, self)
        self.suggesting = Suggesting(self.desk, settings.model, model_executor, self)
        self.assistants = Assistants(self)
        self.intake = Intake(workspace, file_executor or dialogs.file_executor(), self)
        self._has_painted = False
        self.keeping = Keeping(settings, file_executor, self)
        self.keeping.failed.connect(lambda error: self.messages.show_sentence(str(error), BAD))
        self._build()
        self.actions_of = ActionSet(self, self, self.article)
        self.actions_of.fill(self.top.menus)
        self._connect()
        self.article.set_theme(look.theme)
        self.article.set_type(remember.type_of(settings))
        self.set_zoom(settings.zoom)
        self.desk.opening.places.take(settings.places)
        self.article.set_show_rejected(settings.show_rejected)
        self.desk.set_unsure_first(settings.unsure_first)
        self.article.set_show_decided(not settings.hide_decided)
        self.desk.set_matching(remember.rules_of(settings))
        self.desk.remembers = settings.memory
        remember.restore(settings, self, self.frame, self.tabs, self.list)
        self.actions_of.refresh_words()
        for notice in settings.notices:
            self.say(notice, action="Preferences…", then=lambda: self.open_dialog("preferences"))

    # -------------------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.top = TopBar()
        self.setMenuWidget(self.top)
        self.frame = frame = Frame(self.desk, self.article, self.look)
        self.door = HistoryDoor(self, frame)
        frame.empty.setFocus()  # until an article is opened
        self.finder = FindDoor(self, frame)
        self.list, self.tabs, self.messages = frame.list, frame.tabs, frame.messages
        self.selection = frame.selection
        self.status = StatusBar()
        self.setStatusBar(self.status)
        self.name_annotator()

    def _connect(self) -> None:
        desk, article = self.desk, self.article
        desk.opening.glimpsed.connect(self._glimpsed)
        desk.opened.connect(self._opened)
        desk.folded.connect(self._folded)
        desk.selected.connect(self._selected)
        desk.order_changed.connect(self.status.show_order)
        desk.save_state.connect(self.status.show_saved)
        desk.labels_changed.connect(self.actions_of.refresh_words)
        desk.trail_changed.connect(self.actions_of.refresh_words)
        desk.told.connect(self._say_trouble)
        article.text_selected.connect(self._place)
        article.cursorPositionChanged.connect(self._place)
        article.item_activated.connect(lambda _id: self.show_tab("Selection"))
        article.boundary_dragged.connect(partial(acting.on_dragged, self))
        article.context_requested.connect(self._context_menu)
        article.zoomed.connect(self.set_zoom)
        article.hiding_changed.connect(self._show_progress)
        self.intake.progressed.connect(self._importing)
        self.intake.ended.connect(self._import_ended)
        self.intake.imported.connect(self._imported)
        self.intake.failed.connect(lambda error: self.messages.show_sentence(str(error), BAD))
        self.suggesting.state.connect(self._model_state)
        self.suggesting.trouble.connect(self._model_trouble)
        self.selection.action_clicked.connect(self.run)
        self.frame.action_clicked.connect(self.run)
        self.selection.worth_a_look.remedy_clicked.connect(partial(acting.on_remedy, self))
        self.selection.remark_clicked.connect(partial(acting.on_comment, self))
        self.frame.revert_clicked.connect(partial(acting.on_revert, self))
        self.frame.event_chosen.connect(partial(acting.on_revision, self))
        self.frame.speakers_clicked.connect(lambda: self.run("speakers"))
        self.list.import_clicked.connect(lambda: self.run("import"))
        self.list.left.connect(self.focus_article)
        self.frame.empty.import_clicked.connect(lambda: self.run("import"))
        self.frame.empty.paste_clicked.connect(lambda: self.open_dialog("paste"))
        self.top.palette_clicked.connect(lambda: self.run("palette"))
        self.status.model_clicked.connect(lambda: self.run("model"))
        self.status.annotator_clicked.connect(lambda: self.run("work_as"))
        self.status.stop_clicked.connect(self.stop_suggesting)
        self.look.changed.connect(lambda: article.set_theme(self.look.theme))
        label_news.LabelNews(self)
        own_keys.follow(self)

    # ------------------------------------------------------------------------------------------------------- listening

    def _glimpsed(self) -> None:
        self.frame.show_article(True)
        self.focus_article()

    def _opened(self, opened: Opened) -> None:
        session = opened.session
        self.frame.show_article(session is not None)
        self.setWindowTitle(f"{session.info.headline} — {TITLE}" if session is not None else TITLE)
        self._show_progress()
        self.status.show_annotator(self.desk.workspace.annotator, session)
        if session is not None:
            self.settings.last_article = session.id
            self.keeping.soon()
            self.suggesting.suggest_if_new(session.id)
            self.focus_article()

    def _folded(self, folded: Folded) -> None:
        revision = folded.revision
        if revision.annotator == self.desk.workspace.annotator and revision.intent not in WITHOUT_UNDO:
            self.messages.outdate(revision.at)
            self.status.outdate(revision.at)
        if folded.touched.ids and self.desk.session is not None:
            self._show_progress()

    def _show_progress(self) -> None:
        session = self.desk.session
        self.status.show_progress(session.progress() if session is not None else None, self.article.hidden_count())

    def _selected(self, selected: Selected) -> None:
        self.status.show_part(selected)
        self._place()

    def _place(self, *_: object) -> None:
        if self.desk.session is not None:
            context = self.desk.context()
            self.status.show_place(context.span or context.part_span, context.caret)

    def _context_menu(self, id: str, where: QPoint) -> None:
        if id and (self.desk.item is None or self.desk.item.id != id):
            self.desk.select(id, scroll=False)
        context = self.desk.context()
        if context.span is not None:
            kind = "text"
        else:
            kind = context.item.body.layer.value if id and context.item is not None else "nothing"
        self.actions_of.context_menu(kind, self).popup(where)

    def _model_state(self, state: ModelState) -> None:
        self.status.show_model(state.text, working=state.working, done=state.done, total=state.total)

    def _model_trouble(self, sentence: str) -> None:
        self.messages.keep(sentence, action="Choose Model…", then=lambda: self.open_dialog("model"))

    # ----------------------------------------------------------------------------- what actions may ask (Screen)

    @property
    def widget(self) -> QWidget:
        return self

    def run(self, action: str) -> None:
        """Do what an action of the table says."""
        self.actions_of.run(BY_ID[action])

    def say(self, sentence: str, *, action: str = "", then: Callable[[], None] | None = None) -> None:
        self.messages.show_sentence(sentence, PLAIN, action, then)

    def hint(self, sentence: str) -> None:
        self.status.show_hint(sentence)

    def pick(
        self,
        title: str,
        choices: Sequence[Choice],
        then: Callable[[str], None],
        *,
        free: str = "",
        one_key: bool = False,
    ) -> None:
        picker = Picker(self.look, title, choices, then, free=free, one_key=one_key, parent=self)
        picker.open_over(self, self._selected_point())

    def _selected_point(self) -> QPoint | None:
        """Where on the screen is what the keys act on."""
        context = self.desk.context()
        if context.session is None:
            return None
        span = context.span or context.part_span
        article = self.article
        return article.viewport().mapToGlobal(article.point_of(span.start if span is not None else context.caret))

    def import_paths(self, paths: Sequence[Path]) -> None:
        self.intake.take_paths(paths)

    def import_text(self, text: str, origin: str = "pasted") -> None:
        self.intake.take_text(text, origin)

    def _importing(self, done: int) -> None:
        self.desk.importing = True
        self.status.show_import(True, done)

    def _import_ended(self) -> None:
        self.desk.importing = False
        self.status.show_import(False)

    def _imported(self, imported: Imported) -> None:
        kind = BAD if imported.failures else GOOD
        sentence, details = imported.sentence(), imported.details
        if details and details != sentence:
            self.messages.show_sentence(sentence, kind, "Show", lambda: dialogs.show_text(self, "Import", details))
        else:
            self.messages.show_sentence(sentence, kind)
        first = next(iter((*imported.articles, *imported.there)), None)
        if first is not None:
            self.desk.open_article(first)
            self.suggesting.suggest(imported.articles[1:])

    def open_dialog(self, name: str) -> None:
        dialogs.open_dialog(self, name)

    def suggest(self) -> None:
        if self.desk.session is not None:
            self.suggesting.suggest([self.desk.session.id])

    def stop_suggesting(self) -> None:
        self.suggesting.stop()
        self.intake.stop()

    def choose_model(self, source: str) -> None:
        """Another pipeline suggests from now on, beginning with the open article."""
        self.settings.model = source
        self.suggesting.choose(source)
        self.suggest()

    def step_article(self, step: int) -> None:
        self.list.step(step)

    def step_panel(self, step: int) -> None:
        self.frame.step(step)

    def show_tab(self, name: str) -> None:
        self.frame.show_tab(name)

    def toggle(self, what: str) -> None:
        match what:
            case "list":
                self.list.setVisible(self.list.isHidden())
            case "side":
                self.tabs.setVisible(self.tabs.isHidden())
            case "full":
                self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
            case _:
                self.door.toggle_page(what)

    @property
    def list_shown(self) -> bool:
        return not self.list.isHidden()

    @property
    def side_shown(self) -> bool:
        return not self.tabs.isHidden()

    @property
    def is_adjudicating(self) -> bool:
        return self.door.adjudication.is_open

    @property
    def history_shown(self) -> bool:
        return self.door.is_open

    @property
    def is_hiding_decided(self) -> bool:
        return self.settings.hide_decided

    @property
    def is_unsure_first(self) -> bool:
        return self.desk.unsure_first

    @property
    def is_full(self) -> bool:
        return self.isFullScreen()

    def set_zoom(self, percent: int) -> None:
        if self.article.zoom() != percent:
            self.article.set_zoom(percent)
        self.settings.zoom = percent
        self.status.zoom.setText(f"Zoom {percent}%")

    def set_show_rejected(self, shown: bool) -> None:
        self.settings.show_rejected = shown
        self.article.set_show_rejected(shown)
        self.hint("Rejected suggestions are shown." if shown else "Rejected suggestions are hidden.")

    def set_theme(self, name: str) -> None:
        self.settings.theme = self.look.named(name)
        self.look.choose(self.settings.theme)

    def apply_setting(self, name: str) -> None:
        """A setting was changed in the preferences."""
        self.keeping.soon()
        preferring.take_effect(self, name)

    def name_annotator(self) -> None:
        self.status.show_annotator(self.desk.workspace.annotator, self.desk.session)
        self.desk.refresh_trail()

    def focus_article(self) -> None:
        self.article.setFocus()

    def focus_search(self) -> None:
        self.list.setVisible(True)
        self.list.search.setFocus()
        self.list.search.selectAll()

    def leave(self) -> None:
        self.close()

    def _say_trouble(self, sentence: str) -> None:
        if not self.door.tells_trouble:  # the page that lies over the desk does
            self.messages.show_sentence(sentence, BAD)

    # ---------------------------------------------------------------------------------------------------------- events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from gui import dropping

        dropping.offered(event)

    def dropEvent(self, event: QDropEvent) -> None:
        from gui import dropping

        dropping.dropped(event, self)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.desk.opening.leave_place()
        self.settings.places = self.desk.opening.places.kept()
        remember.remember(self.settings, self, self.frame, self.tabs, self.list)
        self.intake.stop()
        self.suggesting.close()
        self.assistants.close()
        self.keeping.stop()
        self.desk.bridge.close()
        super().closeEvent(event)
        self.closed.emit()
