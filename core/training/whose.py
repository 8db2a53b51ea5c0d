"""Of which annotation set an export takes an article: of one, always, and never of two."""

from __future__ import annotations

from core.gold import adjudication_of
from core.queries import Store
from core.sets import AnnotationSet, Owner

SHARED, GOLD = Owner.SHARED.value, Owner.GOLD.value
"""What can be asked for beside the name of an annotator."""


def set_for(store: Store, article: str, whose: str | None) -> tuple[AnnotationSet | None, str]:
    """The set to take an article of, or none and the reason why the article is passed over.

    Args:
        store: the library.
        article: its id.
        whose: "shared", "gold", or an annotator for the set of their own; ``None`` for gold where there is one, else
            the shared set.
    """
    sets = store.sets(article)
    gold = next((one for one in sets if one.owner is Owner.GOLD), None)
    if whose == SHARED or (whose is None and gold is None):
        return sets[0], ""
    if whose not in (None, GOLD):
        own = next((one for one in sets if one.annotator == whose), None)
        return own, "" if own is not None else f"{whose} has no annotation set of their own in it."
    if gold is None:
        return None, "It has no gold: nobody has adjudicated it."
    found = adjudication_of(store, gold)
    if found.is_complete:
        return gold, ""
    left = len(found.undecided)
    if left:
        return None, f"Its adjudication is not complete: {left} of {len(found.differences)} differences are undecided."
    return None, "Somebody has changed one of its sets since it was adjudicated; open the adjudication once more."
