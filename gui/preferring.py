"""What a changed preference does to the window at once. Those that are not named here are read when they are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui import remember

if TYPE_CHECKING:
    from gui.host import Host


def take_effect(window: Host, name: str) -> None:
    """Bring one setting, by its name, onto the screen."""
    settings, desk = window.settings, window.desk
    match name:
        case "theme":
            window.set_theme(settings.theme)
        case "zoom":
            window.set_zoom(settings.zoom)
        case "font_size" | "measure" | "line_height":
            window.article.set_type(remember.type_of(settings))
        case "reduced_motion":
            window.assistants.settle_motion()
        case "show_rejected":
            window.set_show_rejected(settings.show_rejected)
        case "hide_decided":
            window.article.set_show_decided(not settings.hide_decided)
        case "unsure_first":
            desk.set_unsure_first(settings.unsure_first)
        case "memory":
            desk.remembers = settings.memory
        case "same_case" | "same_possessive" | "same_hyphenated":
            desk.set_matching(remember.rules_of(settings))
        case "annotator":
            desk.workspace.annotator = settings.annotator
            window.name_annotator()
            window.list.refresh()
            if desk.session is not None:  # somebody else may work in another annotation set of it
                desk.open_article(desk.session.id, anew=True)
