"""The command palette: every action and every article, found by typing; what cannot be done now stands below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.queries import ArticleSummary
from gui.actions import BY_ID
from gui.keys import key_text
from gui.panels.article_rows import second_line
from gui.picker import Picker
from gui.screen import Choice

if TYPE_CHECKING:
    from gui.host import Host

_ACTION, _ARTICLE = "action:", "article:"
_MOST_ARTICLES = 2000


def open_over(window: Host) -> None:
    """Ask the library for its articles, then show the palette."""
    window.desk.bridge.ask(lambda store: store.articles(), lambda found: _show(window, found))


def _show(window: Host, articles: tuple[ArticleSummary, ...]) -> None:
    actions = [
        Choice(
            f"{_ACTION}{action.id}",
            made.text(),
            key_text(action),
            f"Not now: {otherwise}" if otherwise else f"{action.menu.replace('/', ' › ')}  {action.help}",
            is_quiet=bool(otherwise),
        )
        for action, made, otherwise in window.actions_of.all(window.desk.context())
        if action.id not in ("palette", "keys_too")
    ]
    choices = [choice for choice in actions if not choice.is_quiet]
    choices += [
        Choice(f"{_ARTICLE}{summary.info.id}", summary.info.headline, "", second_line(summary))
        for summary in articles[:_MOST_ARTICLES]
    ]
    choices += [choice for choice in actions if choice.is_quiet]
    title = "Find a command or article"
    Picker(window.look, title, choices, lambda value: _chosen(window, value), parent=window).open_over(window)


def _chosen(window: Host, value: str) -> None:
    if value.startswith(_ARTICLE):
        window.desk.open_article(value.removeprefix(_ARTICLE))
        return
    action = BY_ID[value.removeprefix(_ACTION)]
    if action.in_article:
        window.focus_article()
    window.actions_of.run(action)
