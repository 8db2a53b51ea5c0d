"""The label set that a new library starts with.

The names are those of the default English pipeline (OntoNotes 5); the first nine carry the keys 1 to 9 in the order in
which news needs them. A label is retired, never deleted, so that no annotation is ever left without its category.
"""

from __future__ import annotations

from core.model import Label

DEFAULT_LABELS: tuple[Label, ...] = (
    Label("PERSON", "blue", "1", "People, also fictional ones, without their title: “Bashar Assad”."),
    Label("ORG", "orange", "2", "Companies, agencies, parties, armies, broadcasters, institutions."),
    Label("GPE", "green", "3", "Countries, cities, towns, states: places with a government."),
    Label("NORP", "purple", "4", "Nationalities, religious and political groups: “Syrian”, “Sunni Muslim”."),
    Label("LOC", "teal", "5", "Places without a government: mountains, seas, regions."),
    Label("FAC", "brown", "6", "Buildings, airports, roads, bridges."),
    Label("EVENT", "red", "7", "Named wars, battles, storms, games, conferences."),
    Label("DATE", "grey", "8", "Dates and periods, absolute or relative: “Wednesday”, “two-year”."),
    Label("WORK_OF_ART", "pink", "9", "Titles of books, songs, films, papers."),
    Label("LAW", "brown", "", "Named laws, treaties, rulings."),
    Label("PRODUCT", "teal", "", "Things that are made and named: vehicles, weapons, foods. Not services."),
    Label("LANGUAGE", "purple", "", "Named languages."),
    Label("TIME", "grey", "", "Times shorter than a day: “Tuesday night”."),
    Label("MONEY", "grey", "", "Amounts of money with their unit."),
    Label("PERCENT", "grey", "", "Percentages with their sign or word."),
    Label("QUANTITY", "grey", "", "Measures of weight, distance and the like."),
    Label("CARDINAL", "grey", "", "Numbers that are nothing of the above."),
    Label("ORDINAL", "grey", "", "“first”, “second” …"),
)

FALLBACK_COLOUR = "grey"


def new_label(name: str) -> Label:
    """A label for a category that a pipeline or a file brings and the library does not know yet."""
    return Label(name, FALLBACK_COLOUR)
