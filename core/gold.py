"""Where the adjudication of an article stands, as the library has it."""

from __future__ import annotations

from core.adjudication import Adjudication, compare
from core.queries import Store
from core.sets import AnnotationSet, Owner


def gold_set(store: Store, article: str) -> AnnotationSet | None:
    return next((one for one in store.sets(article) if one.owner is Owner.GOLD), None)


def adjudication_of(store: Store, gold: AnnotationSet) -> Adjudication:
    """What the two sets behind a gold set agree on, and what was decided between them."""
    left, right = (store.load(gold.article, set_id=id).annotations for id in gold.sources)
    return compare(gold, left, right, store.resolutions(gold.id), store.labels())


def has_gold(store: Store, article: str) -> bool:
    """Whether the adjudication of an article is complete."""
    gold = gold_set(store, article)
    return gold is not None and adjudication_of(store, gold).is_complete
