"""Attributions without a verb: a colon before a quote, a dash and a name behind it."""

from __future__ import annotations

from core.suggest.quotes.paragraph import Attribution, Paragraph
from core.suggest.quotes.parse import Word
from core.suggest.quotes.phrases import FINITE, Source

_DASHES = ("—", "–", "―", "-", "--")
_SHORTEST, _LONGEST, _LONGEST_CUE = 2, 24, 7


def signed(content: list[Word]) -> Attribution | None:
    """A dash and a name behind a quote: "“…” — Jane Roe, Boston"."""
    dash, name = content[0], content[1:]
    if dash.text not in _DASHES or not _SHORTEST <= len(content) <= _LONGEST:
        return None
    if not name[0].text[0].isupper() or any(word.tag in FINITE for word in name[1:]):
        return None
    for nth, word in enumerate(name[1:], start=1):
        if (word.tag == "VBG" or word.text in "[(") and name[nth - 1].text in (",", *_DASHES):
            name = name[: nth - 1]
            break
    end = next((nth for nth, word in enumerate(name) if word.text == ","), len(name))
    source = Source(name[0].nth, name[-1].nth, name[max(end - 1, 0)].nth)
    return Attribution((dash.nth, dash.nth), dash.nth, source, 2.5)


def colon(paragraph: Paragraph, content: list[Word], zone: list[Word]) -> Attribution | None:
    """A clause without a cue, or a name alone, before a colon: "He listed them: “…”", "Kasich: “…”"."""
    sign = content[-1].nth
    verbs = [
        word for word in content if word.tag in FINITE and word.dep in ("ROOT", "conj", "ccomp") and not word.dummy
    ]
    if verbs and not names_only(paragraph, content):
        found = paragraph.attribution(verbs[-1], zone, after=False, strength=1.8)
        if found.source is not None and found.source.last < verbs[-1].nth:
            # "issued the following statement:" is the cue where it is short, else the colon alone
            first = verbs[-1].nth if sign - verbs[-1].nth <= _LONGEST_CUE else sign
            return Attribution((first, sign), found.verb, found.source, found.strength)
    run = _name_before(content)
    return Attribution((sign, sign), sign, Source(run[0].nth, run[-1].nth, run[-1].nth), 2.0) if run else None


def names_only(paragraph: Paragraph, content: list[Word]) -> bool:
    """Whether a dash or the sentence's start stands before a name and its colon: "… caucus - Smith: “…”".

    In "Said Smith: “…”" a cue stands there.
    """
    run = [word.tag.startswith("NN") and word.text[0].isupper() and not paragraph.is_cue(word) for word in content[:-1]]
    names = len(run) - max((nth for nth, is_name in enumerate(run) if not is_name), default=-1) - 1
    before = content[-2 - names] if len(content) > names + 1 else None
    return names > 0 and (before is None or before.text in _DASHES or before.lower == "from")


def _name_before(content: list[Word]) -> list[Word]:
    """The nouns right before a colon."""
    run: list[Word] = []
    for word in reversed(content[:-1]):
        if not (word.tag.startswith("NN") or word.tag in ("POS", "JJ") or word.text in (".", "and")):
            break
        run.insert(0, word)
    while run and not run[0].tag.startswith(("NN", "JJ")):
        run = run[1:]
    return run
