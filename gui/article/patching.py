"""What a change of some items alters in a scene: worked out apart from showing it, which may have to wait."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.bodies import Entity, Span
from core.frozen import frozen
from core.session import Session
from gui.article.marks import Shown
from gui.article.scene import Scene, Stage

_MANY = 8  # spans of which it is quicker to paint all that is in sight

Stretch = tuple[int, int]


@frozen
class Patch:
    """A scene and what becomes of it; only the lines of some stretches of text differ, or all where there are none."""

    before: Scene | None
    shown: Shown
    after: Scene
    stretches: Sequence[Stretch] | None

    def fits(self, scene: Scene | None, shown: Shown) -> bool:
        """Whether nothing else has changed since it was worked out."""
        return self.before is scene and self.shown == shown


def patched(
    stage: Stage, scene: Scene | None, shown: Shown, ids: Iterable[str], spans: Iterable[Span]
) -> tuple[Scene, tuple[Stretch, ...]] | None:
    """The scene after a change of items with these ids between these spans, and the stretches whose lines differ.

    ``None`` where all in sight has to be worked out anew: more than entities has changed, or too much.
    """
    ids, spans = set(ids), tuple(spans)
    if scene is None or len(spans) > _MANY:
        return None
    session = stage.session
    in_margin = {mark.id for mark in scene.quotes} | {region.id for region in scene.regions}
    if ids & in_margin or any(session.remarks.is_marked(id) for id in ids):
        return None
    items = map(session.item, ids)
    if any(item is not None and not isinstance(item.body, Entity) for item in items):
        return None
    stretches = tuple({_connected(session, shown, span.start, span.end) for span in spans})
    for start, end in stretches:
        scene = stage.patched(scene, shown, start, end)
    return scene, stretches


def _connected(session: Session, shown: Shown, start: int, end: int) -> Stretch:
    """A stretch grown over what overlaps it: where one underline goes, others may change their lanes."""
    while True:
        near = session.touching(start, end, rejected=shown.rejected)
        bounds = [item.body.bounds for item in near if isinstance(item.body, Entity)]
        grown = min([start, *(span.start for span in bounds)]), max([end, *(span.end for span in bounds)])
        if grown == (start, end):
            return grown
        start, end = grown
