"""Which article trains, and which is held back: by seed and text, so the same articles always part the same way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from core.frozen import frozen
from core.training.options import Split

PARTS = ("train", "dev", "test")
TRAIN, DEV, TEST = PARTS


@frozen
class Parting:
    """Into which parts each article goes, by the hash of its text; ``note`` says what few articles made necessary."""

    parts: Mapping[str, tuple[str, ...]]
    note: str = ""


def parted(hashes: Iterable[str], split: Split, seed: int) -> Parting:
    """Puts whole articles into parts, as near to the shares as whole articles allow.

    Articles are put in an order that seed and text alone decide; the first are tested on, the next evaluated on, the
    others trained on. So an article that is added later moves three others at most.

    Args:
        hashes: of the articles' texts, each once.
        split: the shares.
        seed: another one gives another order.
    """
    order = sorted(set(hashes), key=lambda sha256: hashlib.sha256(f"{seed}:{sha256}".encode()).digest())
    count = len(order)
    if count == 1:
        return Parting(
            {order[0]: (TRAIN, DEV)},
            "There is one article only. It is in train.spacy and in dev.spacy, so the scores of a training say how "
            "well it was learned by heart, and nothing else.",
        )
    test = _share(count, split.test, leaving=2) if split.test else 0
    dev = _share(count, split.dev, leaving=1 + test)
    parts = {
        sha256: (TEST if place < test else DEV if place < test + dev else TRAIN,) for place, sha256 in enumerate(order)
    }
    note = ""
    if split.test and not test:
        note = "There are two articles only: one trains, one evaluates, and test.spacy is left out."
    elif count * min(share for share in (split.train, split.dev, split.test) if share) < 100:
        numbers = zip(PARTS, (count - test - dev, dev, test), strict=True)
        told = ", ".join(f"{number} in {part}" for part, number in numbers if number)
        note = f"{count} articles cannot be split {split} exactly: {told}."
    return Parting(parts, note)


def _share(count: int, percent: int, leaving: int) -> int:
    """So many of ``count`` articles, at least one, and never so many that fewer than ``leaving`` are left."""
    return min(max(1, round(count * percent / 100)), max(0, count - leaving))
