"""The view under test, in sight and painted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.labels import DEFAULT_LABELS
from core.session import Session
from gui.article.view import ArticleView
from gui.fonts import load_fonts
from tests.gui.article import making


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    load_fonts()


@pytest.fixture
def session() -> Session:
    return making.session(making.TEXT, making.items())


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., ArticleView]:
    """Show a session in a view of some size."""

    def shown(session: Session | None, width: int = 1001, height: int = 700) -> ArticleView:
        view = ArticleView()
        qtbot.addWidget(view)
        view.resize(width, height)
        view.set_session(session, DEFAULT_LABELS)
        with qtbot.waitExposed(view):
            view.show()
        return view

    return shown


@pytest.fixture
def view(show: Callable[..., ArticleView], session: Session) -> ArticleView:
    return show(session)
