"""What the figures mean, in sentences for people who do not count for a living."""

from __future__ import annotations

from core.agreement.marks import CONTENT, CUE, ENTITIES, KIND, QUOTES, SOURCE, SPEAKER, Row

FIGURES: dict[str, tuple[str, str]] = {
    "strict": (
        "F1 exact",
        (
            "Of everything that either of the two marked, the share that both marked in exactly the same place "
            "with the same label. 1.00 means that they never differ."
        ),
    ),
    "lenient": (
        "F1 overlapping",
        (
            "The same, but sharing a character is enough: where this is high and the exact one low, the two mean "
            "the same things and differ only about where they begin and end."
        ),
    ),
    "kappa": (
        "Cohen’s κ",
        (
            "How far they agree word by word, beyond what two people would reach who guess and only know how "
            "often each uses a label. 0 is guessing, 1 is perfect; above 0.8 is commonly held to be reliable."
        ),
    ),
    "alpha": (
        "Krippendorff’s α",
        (
            "As κ, but it does not excuse that one of the two uses a label more often than the other. Below 0.67 "
            "nothing should be built on the annotations; from 0.80 on they can be relied upon."
        ),
    ),
}
"""By the field of :class:`core.agreement.tally.Line`: what stands above the column, and what it means."""

ROWS: dict[Row, str] = {
    (ENTITIES, ""): "All entities, whatever their label.",
    (QUOTES, ""): "Quotes as wholes: exact when every part covers the same words, overlapping when the contents touch.",
    (QUOTES, CONTENT): "What was said.",
    (QUOTES, CUE): "The words that say that it was said.",
    (QUOTES, SOURCE): "The words that name who said it.",
    (QUOTES, SPEAKER): "Who is meant, counted over the quotes that both have.",
    (QUOTES, KIND): "Direct, mixed or indirect, counted over the quotes that both have.",
}


def title_of(row: Row) -> str:
    """A row as the table names it."""
    return row[1] if row[1] and row[0] == ENTITIES else (row[1] or row[0]).capitalize()


def figure(value: float | None) -> str:
    """“0.83”; “–” where there is nothing that it could be of."""
    if value is None:
        return "–"
    said = f"{value:.2f}"
    return "0.00" if said == "-0.00" else said.replace("-", "−")
