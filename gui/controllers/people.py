"""Who works, who is asked to, and what a reviewer says of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.commands import Command
from core.commands.sharing import ApproveSet, Remark, ReopenSet, ReturnSet, SubmitSet
from core.queries import Store
from core.sets import AnnotationSet, Review, ReviewStatus
from gui.look import Look
from gui.picker import Picker
from gui.screen import Choice, Screen

_FREE = "Work as “{}”"
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
    screen.pick(title, _names(screen, people, "as now"), lambda name: _work(screen, name), free=_FREE)


def ask_firmly(screen: Screen, look: Look, people: Sequence[str], then: Callable[[], None]) -> None:
    """Ask who works before anything else can be done."""

    def work(name: str) -> None:
        _work(screen, name)
        then()

    names = [Choice(one.value, one.text, hint=one.hint) for one in _names(screen, people, "as last time")]
    picker = Picker(look, "Who is working today?", names, work, free=_FREE, firm=True, parent=screen.widget)
    picker.open_over(screen.widget)


def _names(screen: Screen, people: Sequence[str], hint: str) -> list[Choice]:
    """Everybody in the library, whoever works now first."""
    me = screen.desk.workspace.annotator
    others = [Choice(name, name) for name in people if name != me]
    return [Choice(me, me, key="⏎", hint=hint), *others]


def _work(screen: Screen, name: str) -> None:
    name = " ".join(name.split())
    if name and name != screen.desk.workspace.annotator:
        screen.settings.annotator = name
        screen.apply_setting("annotator")


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
