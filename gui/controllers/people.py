"""Who works, who is asked to, and what a reviewer says of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.commands import Command
from core.commands.sharing import ApproveSet, Remark, ReopenSet, ReturnSet, SubmitSet
from core.queries import Store
from core.sets import AnnotationSet, Review, ReviewStatus
from gui.screen import Choice, Screen

_SAID = {
    ReviewStatus.SUBMITTED: "Submitted. A reviewer approves it, or returns it with comments.",
    ReviewStatus.RETURNED: "Returned.",
    ReviewStatus.APPROVED: "Approved. It is not changed any more, unless it is reopened.",
    ReviewStatus.NONE: "Reopened. It can be corrected again.",
}


def work_as(screen: Screen) -> None:
    """Choose who works at this desk."""
    screen.desk.bridge.ask(lambda store: store.people(), lambda people: choose(screen, people, "Work as whom?"))


def choose(screen: Screen, people: Sequence[str], title: str) -> None:
    me = screen.desk.workspace.annotator
    names = [me, *(name for name in people if name != me)]
    choices = [Choice(name, name, key="⏎" if name == me else "", hint="as now" if name == me else "") for name in names]

    def work(name: str) -> None:
        name = " ".join(name.split())
        if name and name != me:
            screen.settings.annotator = name
            screen.apply_setting("annotator")

    screen.pick(title, choices, work, free="Work as “{}”")


def assign(screen: Screen) -> None:
    screen.open_dialog("assign")


def review(screen: Screen) -> None:
    screen.toggle("review")


def submit(screen: Screen) -> None:
    _do(screen, SubmitSet(screen.desk.context().article), ReviewStatus.SUBMITTED)


def return_(screen: Screen) -> None:
    """Ask why, and give a set back."""
    article = screen.desk.context().article

    def ask(set_id: str) -> None:
        plain = Choice("", "Return, without a comment", key="⏎")
        screen.pick(
            "Return it. What is to be looked at again?",
            [plain],
            lambda words: _do(
                screen, ReturnSet(article, set_id, (Remark(words),) if words else ()), ReviewStatus.RETURNED
            ),
            free="Return, with: “{}”",
        )

    _which(screen, "Return whose annotations?", ask)


def approve(screen: Screen) -> None:
    article = screen.desk.context().article
    _which(
        screen,
        "Approve whose annotations?",
        lambda set_id: _do(screen, ApproveSet(article, set_id), ReviewStatus.APPROVED),
    )


def reopen(screen: Screen) -> None:
    article = screen.desk.context().article
    _which(
        screen, "Reopen whose annotations?", lambda set_id: _do(screen, ReopenSet(article, set_id), ReviewStatus.NONE)
    )


def _do(screen: Screen, command: Command, status: ReviewStatus) -> None:
    screen.desk.submit(command, lambda _revision: screen.say(_SAID[status]))


def _which(screen: Screen, title: str, then: Callable[[str], None]) -> None:
    """Ask of which set, where there is more than one."""
    article = screen.desk.context().article

    def read(store: Store) -> list[tuple[AnnotationSet, Review | None]]:
        return [(one, store.review(one.id)) for one in store.sets(article)]

    def take(found: list[tuple[AnnotationSet, Review | None]]) -> None:
        if len(found) == 1:
            then(found[0][0].id)
            return
        choices = [
            Choice(one.id, one.annotator or one.title.capitalize(), hint=review.status.value if review else "")
            for one, review in found
        ]
        screen.pick(title, choices, then)

    screen.desk.bridge.ask(read, take)
