"""Revert and restore, each with the question why. Every answer is fine, also none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from core.bodies import Body
from core.commands import Command, Restore, Revert
from core.history import covered_text
from core.records import Article, Revision
from core.rules import quoted
from gui.screen import Choice, Screen

Done = Callable[[Revision, str], None]
"""Hears of the revision that was made, and a sentence that says so."""


class TakingBack:
    def __init__(self, screen: Screen, done: Done) -> None:
        self._screen, self._done = screen, done

    def revert(self, number: int) -> None:
        """Ask why, and take a revision back, whoever made it."""

        def because(reason: str) -> None:
            self._submit(Revert(number, reason or None), f"Revision {number} was taken back.")

        self._ask(f"Take revision {number} back. Why?", "Revert", because)

    def restore(self, article: Article, number: int, chosen: tuple[str, Body] | None) -> None:
        """Ask why, and put an article back to a moment, or only the annotation one is looking at."""
        whole = Restore(article.info.id, number)
        if chosen is None:
            self._restore(whole)
            return
        one = replace(whole, record=chosen[0])
        words = quoted(covered_text(article.text, chosen[1]), 50)
        choices = [Choice("all", "The whole article"), Choice("one", "Only this annotation", hint=words)]
        self._screen.pick(
            f"What goes back to revision {number}?",
            choices,
            lambda what: self._restore(one if what == "one" else whole),
        )

    def _restore(self, command: Restore) -> None:
        what = "The article" if command.record is None else "The annotation"

        def because(reason: str) -> None:
            done = f"{what} is as it was after revision {command.revision}."
            self._submit(replace(command, reason=reason or None), done)

        self._ask(f"{what} goes back to revision {command.revision}. Why?", "Restore", because)

    def _ask(self, question: str, verb: str, then: Callable[[str], None]) -> None:
        plain = Choice("", f"{verb}, without a reason", key="⏎")
        self._screen.pick(question, [plain], then, free=f"{verb}, because: “{{}}”")

    def _submit(self, command: Command, done: str) -> None:
        sentence = f"{done} Undo takes that back."
        self._screen.desk.submit(command, lambda revision: self._done(revision, sentence))
