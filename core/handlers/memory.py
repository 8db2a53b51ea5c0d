"""What the memory of decisions makes of an article's suggestions, and rules for it that are set by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.bodies import Entity, ExcludedRegion, Span
from core.commands import Recall, SetMemoryRule
from core.errors import RefusedError
from core.handlers.quote_memory import weigh
from core.history import change_of, stamped
from core.ids import new_id
from core.labels import heirs, settled
from core.memory import HELD_BACK, MEMORY, Lesson, Remembered, key_of_words, new_run, occurrences
from core.records import Annotation, Change, MemoryRule, Run, Suggestion, Verdict
from core.rules import known_label
from core.text import tokens
from core.unit_of_work import Plan, UnitOfWork


def is_held_back(suggestion: Suggestion) -> bool:
    return suggestion.verdict is Verdict.WITHDRAWN and suggestion.reason == HELD_BACK


class Board:
    """The suggestions of one article as a command leaves them, on top of what is stored."""

    def __init__(self, uow: UnitOfWork, set_id: str) -> None:
        self._uow, self._set_id = uow, set_id
        self._before: dict[str, Suggestion | None] = {}
        self._now: dict[str, Suggestion] = {}
        self._new: dict[int, list[str]] = {}  # the ids of new ones, by where they start
        self._suggesters: dict[str, str] = {}  # by run

    def put(self, suggestion: Suggestion, before: Suggestion | None) -> None:
        """Change a suggestion from what is stored, or bring in a new one."""
        if suggestion.id not in self._before:
            self._before[suggestion.id] = before
            if before is None:
                self._new.setdefault(suggestion.body.bounds.start, []).append(suggestion.id)
        self._now[suggestion.id] = suggestion

    def change(self, suggestion: Suggestion, verdict: Verdict, reason: str | None = None) -> None:
        """Give a suggestion, as it is now, another verdict."""
        if (suggestion.verdict, suggestion.reason) != (verdict, reason):
            self.put(replace(suggestion, verdict=verdict, reason=reason), suggestion)

    def touching(self, span: Span) -> list[Suggestion]:
        """The entities that are, or were, suggested where a span is, as they are now."""
        stored = [self._now.get(one.id, one) for one in self._uow.suggestions(self._set_id, span)]
        fresh = [self._now[id] for start in range(span.start - 200, span.end) for id in self._new.get(start, ())]
        both = [*stored, *(one for one in fresh if one.body.bounds.overlaps(span))]
        return [one for one in both if isinstance(one.body, Entity)]

    def suggester_of(self, suggestion: Suggestion) -> str:
        """Which suggester proposed it."""
        if suggestion.run not in self._suggesters:
            run = self._uow.record(("run", suggestion.run))
            self._suggesters[suggestion.run] = run.suggester if isinstance(run, Run) else ""
        return self._suggesters[suggestion.run]

    def is_memorys(self, suggestion: Suggestion) -> bool:
        return self.suggester_of(suggestion) == MEMORY

    def name_run(self, run: str, suggester: str) -> None:
        """Say whose a run is that is not stored yet."""
        self._suggesters[run] = suggester

    def changes(self, text: str) -> list[Change]:
        """One change for each suggestion that is not what it was."""
        pairs = ((self._before[id], now) for id, now in self._now.items())
        return [change_of(text, before, now) for before, now in pairs if before != now]


def recall(uow: UnitOfWork, command: Recall) -> Plan:
    """Bring an article's suggestions of some words in line with what the memory says of them by now."""
    set_id = uow.set_of(command.article)
    if set_id != command.article:  # what others decided is not told to somebody who works independently
        return Plan(command.article, ())
    words = dict.fromkeys(key for key in map(key_of_words, command.words) if key)
    known = {remembered.words: remembered.lesson for remembered in uow.memory(words=list(words))}
    lessons = [known.get(key) or Lesson(key, None, 0, False) for key in words]
    board = Board(uow, set_id)
    changes = remind(uow, command.article, board, lessons)
    weighed = weigh(uow, command.article, command.quotes)
    return Plan(command.article, (*changes, *board.changes(uow.text(command.article)), *weighed))


def lessons_for(uow: UnitOfWork, text: str) -> list[Lesson]:
    """What the memory knows of words that may stand in a text."""
    firsts = {text[start:end].replace("’", "'") for start, end in tokens(text)}
    return [remembered.lesson for remembered in uow.memory(firsts=sorted(firsts))]


def remind(uow: UnitOfWork, article: str, board: Board, lessons: Sequence[Lesson]) -> list[Change]:
    """Let the board follow the lessons; the run that proposes what is new comes back, where there is something new."""
    info, text, set_id = uow.article(article), uow.text(article), uow.set_of(article)
    run = new_run(info.sha256)
    board.name_run(run.id, MEMORY)
    proposed = 0
    active = {label.name for label in uow.labels() if not label.retired}
    usable = [one if one.label is None or one.label in active else replace(one, holds=False) for one in lessons]
    for span, lesson in occurrences(text, usable):
        standing = uow.annotations(set_id, span)
        if any(isinstance(one.body, ExcludedRegion) or one.body.bounds == span for one in standing if _counts(one)):
            continue
        proposed += _follow(board, span, lesson, [one.body.bounds for one in standing if _counts(one)], run.id, set_id)
    return [Change(None, replace(run, proposed=proposed))] if proposed else []


def _counts(annotation: Annotation) -> bool:
    return isinstance(annotation.body, Entity | ExcludedRegion)


def _follow(board: Board, span: Span, lesson: Lesson, standing: Sequence[Span], run: str, set_id: str) -> int:
    """Let what is suggested on a span follow a lesson; 1 when the memory had to propose anew, else 0."""
    there = board.touching(span)
    here = [one for one in there if one.body.bounds == span]
    mine = [one for one in here if board.is_memorys(one)]
    models = [one for one in here if one not in mine and (one.verdict is Verdict.PENDING or is_held_back(one))]
    wanted = Entity(span, lesson.label) if lesson.holds and lesson.label is not None else None
    agreeing = [one for one in models if one.body == wanted]
    is_settled = any(one.verdict is Verdict.REJECTED for one in here)
    for one in models:
        if lesson.holds and one not in agreeing:
            board.change(one, Verdict.WITHDRAWN, HELD_BACK)
        elif not is_settled:  # else what was held back would come up where somebody has just said no
            board.change(one, Verdict.PENDING)
    taken = [*standing, *(one.body.bounds for one in there if one not in here and one.verdict is Verdict.PENDING)]
    is_refused = any(one.verdict is Verdict.REJECTED and one.body == wanted for one in here)
    proposes = wanted is not None and not agreeing and not is_refused and (bool(models) or not taken)
    keeping = next((one for one in mine if proposes and one.body == wanted and _may_stand(one)), None)
    for one in mine:
        if one is not keeping and one.verdict is Verdict.PENDING:
            board.change(one, Verdict.WITHDRAWN)
    if keeping is not None:
        board.change(keeping, Verdict.PENDING)
    elif proposes and wanted is not None:
        board.put(Suggestion(new_id(), set_id, run, wanted), None)
        return 1
    return 0


def _may_stand(suggestion: Suggestion) -> bool:
    """Whether the memory’s own suggestion stands, or can come back."""
    return suggestion.verdict in (Verdict.PENDING, Verdict.WITHDRAWN)


def forget_stale(board: Board, older: Iterable[Suggestion], text: str, lessons: Iterable[Lesson]) -> None:
    """Withdraw what the memory proposed on words of which it knows nothing any more."""
    known = {lesson.words for lesson in lessons}
    for one in older:
        if not isinstance(one.body, Entity) or one.verdict is not Verdict.PENDING or not board.is_memorys(one):
            continue
        if key_of_words(one.body.span.of(text)) not in known:
            board.change(one, Verdict.WITHDRAWN)


def set_rule(uow: UnitOfWork, command: SetMemoryRule) -> Plan:
    words = key_of_words(command.words)
    if not words:
        raise RefusedError("The memory needs words. Nothing was changed.")
    rule = command.rule
    if rule is not None and rule.proposes and rule.label is not None:
        known_label(rule.label, uow.labels())
    known: Remembered | None = next(iter(uow.memory(words=[words])), None)
    before = known.rule if known is not None else None
    after = None if rule is None else settled(MemoryRule(words, rule.label, rule.proposes), heirs(uow.labels()))
    if (None if before is None else stamped(before, 0)) == after:
        raise RefusedError("That is as it already is. Nothing was changed.")
    return Plan(None, (Change(before, after),))
