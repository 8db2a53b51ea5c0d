"""What kinds of errors keep a figure of the quotes' benchmark from its goal, counted, with what each would need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from core.suggest.quotes.attitudes import attitudes

Line = dict[str, Any]

_RIGHT = 0.5  # by how much of their union two contents must overlap
NEEDS = {
    "its cue is found, its content ends elsewhere": "a parser that attaches clauses better; annotators differ, too",
    "its cue is found, this part of it is not": "the rest of a split clause, which the parse hangs elsewhere",
    "its cue stands inside a longer quote": "a better begin or end of the longer quote",
    "its cue is listed, in another construction": "more frames, each right half the time",
    "its cue is not listed": "a model of attitudes; no list holds this tail",
    "suggested where another begin or end is annotated": "the same as contents that end elsewhere: mostly these",
    "suggested where nothing is annotated": "a sense of which views and plans count; annotators differ, too",
    "a circumstance is in the cue": "nothing that a rule can tell: annotators take it in half the time",
    "words before the verb are in the cue": "the ruling that what leads to the verb belongs to it",
    "the cue is shorter": "the same ruling the other way",
    "another verb is the cue": "a better choice between two verbs, or swapped annotations",
    "no cue is found": "cues that no verb tells",
}


def content_errors(articles: list[Line], found: list[list[Line]]) -> Counter[str]:
    """Why annotated contents of all kinds are missed, and what is suggested beside them."""
    errors: Counter[str] = Counter()
    for article, quotes in zip(articles, found, strict=True):
        contents = [span for quote in quotes for span in quote["contents"]]
        for gold in article["quotes"]:
            missed = [part for part in gold["content"] if not any(_iou(part, one) >= _RIGHT for one in contents)]
            for part in missed:
                errors[_why_missed(article["text"], gold.get("cue"), part, quotes)] += 1
        annotated = [part for gold in article["quotes"] for part in gold["content"]]
        for one in contents:
            if not any(_iou(part, one) >= _RIGHT for part in annotated):
                beside = any(_overlap(part, one) for part in annotated)
                errors[f"suggested where {'another begin or end' if beside else 'nothing'} is annotated"] += 1
    return errors


def _why_missed(text: str, cue: list[int] | None, part: list[int], quotes: list[Line]) -> str:
    if cue is None:
        return "its cue is not listed"
    found = [quote for quote in quotes if any(_overlap(cue, one) for one in quote["cues"])]
    if found:
        near = any(_overlap(part, one) for quote in found for one in quote["contents"])
        return "its cue is found, its content ends elsewhere" if near else "its cue is found, this part of it is not"
    if any(_overlap(cue, one) for quote in quotes for one in quote["contents"]):
        return "its cue stands inside a longer quote"
    lists = attitudes()
    listed = {*lists.verbs, *lists.nouns, *lists.adjectives}
    words = text[cue[0] : cue[1]].lower().split()
    return f"its cue is {'listed, in another construction' if listed & set(words) else 'not listed'}"


def cue_errors(score: ModuleType, articles: list[Line], found: list[list[Line]]) -> Counter[str]:
    """Why the cues of direct quotes whose content is right are not exact."""
    errors: Counter[str] = Counter()
    for article, quotes in zip(articles, found, strict=True):
        text = article["text"]
        gold = score.items(text, article["quotes"], "direct", score.EDGE, True)
        mine = score.items(text, [score.own_fields(quote) for quote in quotes], "direct", score.EDGE, False)
        for gold_nth, mine_nth in score.exact_pairs(gold, mine):
            annotated, suggested = gold[gold_nth]["q"].get("cue"), mine[mine_nth]["q"].get("cue")
            if annotated and (why := _why_otherwise(text, annotated, suggested)):
                errors[why] += 1
    return errors


def _why_otherwise(text: str, annotated: list[int], suggested: list[int] | None) -> str | None:
    if suggested is None:
        return "no cue is found"
    if not _overlap(annotated, suggested):
        return "another verb is the cue"
    before, behind = text[annotated[0] : suggested[0]], text[suggested[1] : annotated[1]]
    if any(map(str.isalnum, behind)):
        return "a circumstance is in the cue"
    if any(map(str.isalnum, before)):
        return "words before the verb are in the cue"
    beyond = text[suggested[0] : annotated[0]] + text[annotated[1] : suggested[1]]
    return "the cue is shorter" if any(map(str.isalnum, beyond)) else None


def table(errors: Counter[str]) -> Iterator[str]:
    """The lines of a table of errors, the most frequent first."""
    for kind, count in errors.most_common():
        if count:
            yield f"    {count:6}  {kind:50} needs {NEEDS[kind]}"


def _overlap(one: list[int], other: list[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _iou(one: list[int], other: list[int]) -> float:
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / (one[1] - one[0] + other[1] - other[0] - shared)
