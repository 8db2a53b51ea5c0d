"""What is under a point of the page, by the scene that was painted."""

from __future__ import annotations

from collections.abc import Iterator

from core.bodies import PartRef, Span
from core.boundaries import Edge
from core.frozen import frozen
from gui.article import signs
from gui.article.lines import Under
from gui.article.scene import Box, Scene, Stage

_REACH = 5.0  # how near to a boundary one must be to take hold of it, in pixels
_KNOB = 8.0


@frozen
class Handle:
    """One boundary of one part of the selected item."""

    part: PartRef
    edge: Edge
    span: Span


def items(stage: Stage, scene: Scene, under: Under, x: float, y: float, rejected: bool) -> list[str]:
    """The ids of the items at a point, the innermost first: by letter, by the tag under it, or by note and bar."""
    if under.character is not None:
        found = [item.id for item in stage.session.at(under.character, rejected=rejected)]
        if found:
            return found
    return list(dict.fromkeys([*_tagged(stage, scene, x, y), *margin_items(stage, scene, x, y)]))


def _tagged(stage: Stage, scene: Scene, x: float, y: float) -> Iterator[str]:
    for tag in scene.tags:
        if tag.left <= x < tag.left + stage.tag_width(tag.text) and tag.top - 1 <= y < tag.top + stage.sizes.tag:
            yield tag.mark.id


def margin_items(stage: Stage, scene: Scene, x: float, y: float) -> Iterator[str]:
    """The quotes whose note or bar is at a point."""
    for note in scene.notes:
        if stage.page.notes_left <= x < stage.page.width and note.top <= y < note.bottom:
            yield note.mark.id
    yield from signs.at(scene, stage.page, stage.sizes, x, y)
    for bar in scene.bars:
        if not bar.thread and abs(x - bar.left - 2) <= _REACH and bar.top <= y < bar.bottom:
            yield bar.mark.id


def handle(scene: Scene, x: float, y: float) -> Handle | None:
    """The boundary of the selected item that a point takes hold of."""
    best: tuple[float, Handle] | None = None
    for box in scene.boxes:
        if box.mark.current:
            for edge, distance in _edges(box, x, y):
                if best is None or distance < best[0]:
                    best = distance, Handle(box.mark.part, edge, box.mark.span)
    return best[1] if best else None


def _edges(box: Box, x: float, y: float) -> Iterator[tuple[Edge, float]]:
    sides = ((box.left_edge, box.left, box.top), (box.right_edge, box.right, box.bottom))
    for edge, side, knob in sides:
        on_knob = abs(x - side) <= _KNOB and abs(y - knob) <= _KNOB
        if edge is not None and (on_knob or (abs(x - side) <= _REACH and box.top <= y <= box.bottom)):
            yield edge, abs(x - side)
