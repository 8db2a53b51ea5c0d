"""The window itself: panels, size of the text, theme, dialogs."""

from __future__ import annotations

from core.settings import TABLE
from gui.article.selecting import Stretch
from gui.article.sizes import LARGEST_ZOOM, SMALLEST_ZOOM
from gui.screen import Screen

ZOOM_STEP = 10
_TEXT = {
    "measure": (6, "Lines of {} characters."),
    "line_height": (10, "Lines {} % of the letters’ size apart."),
    "font_size": (1, "Letters of {} pixels."),
    "zoom": (ZOOM_STEP, "{} %"),
}
"""How large one step of each is, and what is said of it."""


def find(screen: Screen) -> None:
    screen.focus_search()


def to_article(screen: Screen) -> None:
    """From elsewhere into the article; in the article, to its beginning."""
    view = screen.desk.view
    if view.hasFocus():
        view.move_caret_to_edge(Stretch.ARTICLE, -1, extend=False)
    else:
        screen.focus_article()


def answer(screen: Screen) -> None:
    """Press the button of the message that is shown."""
    if screen.messages.sentence() and screen.messages.offers:
        screen.messages.act()
    else:
        screen.hint("There is no message that offers anything.")


def panel(screen: Screen, step: str) -> None:
    screen.step_panel(int(step))


def tab(screen: Screen, name: str) -> None:
    screen.show_tab(name)


def toggle_list(screen: Screen) -> None:
    screen.toggle("list")


def toggle_side(screen: Screen) -> None:
    screen.toggle("side")


def history(screen: Screen) -> None:
    screen.toggle("history")


def agreement(screen: Screen) -> None:
    screen.toggle("agreement")


def mistakes(screen: Screen) -> None:
    screen.toggle("mistakes")


def adjudication(screen: Screen) -> None:
    screen.toggle("adjudication")


def full_screen(screen: Screen) -> None:
    screen.toggle("full")


def zoom(screen: Screen, step: str) -> None:
    """One step larger (1) or smaller (-1), or back to 100 % (0)."""
    now = screen.desk.view.zoom()
    percent = now + int(step) * ZOOM_STEP if step != "0" else 100
    screen.set_zoom(max(SMALLEST_ZOOM, min(LARGEST_ZOOM, percent)))


def text(screen: Screen, how: str) -> None:
    """One step more or less of the measure or the line height, as ``measure,1`` says; ``all,0`` undoes all steps."""
    what, step = how.split(",")
    if what == "all":
        for name in _TEXT:
            screen.settings.reset(name)
            screen.apply_setting(name)
        screen.hint("The text is set as it was made.")
        return
    size, sentence = _TEXT[what]
    allowed = TABLE[what].allowed
    assert isinstance(allowed, range)
    there = screen.settings.get(what) + int(step) * size
    screen.settings.set(what, max(allowed[0], min(allowed[-1], there)))
    screen.apply_setting(what)
    screen.hint(sentence.format(screen.settings.get(what)))


def toggle_rejected(screen: Screen) -> None:
    screen.set_show_rejected(not screen.settings.show_rejected)


def toggle_decided(screen: Screen) -> None:
    """Show only what is still to be decided, or everything."""
    hide = not screen.settings.hide_decided
    screen.settings.hide_decided = hide
    view = screen.desk.view
    view.set_show_decided(not hide)
    hidden = view.hidden_count()
    screen.hint(f"{hidden:,} decided annotations are hidden. D shows them." if hide else "Everything is shown.")


def toggle_unsure_first(screen: Screen) -> None:
    on = not screen.settings.unsure_first
    screen.settings.unsure_first = on
    screen.desk.set_unsure_first(on)
    screen.hint("Tab goes to the least sure one first." if on else "Tab goes to the next one in the text.")


def switch_theme(screen: Screen) -> None:
    screen.set_theme("toggle")


def switch_contrast(screen: Screen) -> None:
    screen.set_theme("contrast")


def preferences(screen: Screen) -> None:
    screen.open_dialog("preferences")


def labels(screen: Screen) -> None:
    screen.open_dialog("labels")


def consistency(screen: Screen) -> None:
    screen.open_dialog("consistency")


def cues(screen: Screen) -> None:
    screen.open_dialog("cues")


def memory(screen: Screen) -> None:
    screen.open_dialog("memory")


def speakers(screen: Screen) -> None:
    screen.open_dialog("speakers")


def palette(screen: Screen) -> None:
    screen.open_dialog("palette")


def own_keys(screen: Screen) -> None:
    screen.open_dialog("own_keys")


def keys(screen: Screen) -> None:
    screen.open_dialog("keys")


def about(screen: Screen) -> None:
    screen.open_dialog("about")


def leave(screen: Screen) -> None:
    screen.leave()
