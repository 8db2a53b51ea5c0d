"""What can be asked about the work of several people: assigning, reviewing, adjudicating."""

from __future__ import annotations

from core.bodies import Body
from core.commands.target import Target
from core.frozen import frozen
from core.sets import Choice


@frozen
class Assign:
    """Ask somebody to annotate an article: in the shared set, or independently, in a set of their own.

    An independent set begins with what the models suggest (``assisted``) or with the text alone; how it began, it
    stays. Assigning the same person again changes what was said before.
    """

    article: str
    annotator: str
    independent: bool = False
    assisted: bool = True
    due: str = ""  # a day: 2026-11-30
    note: str = ""


@frozen
class Unassign:
    """Ask somebody no longer. A set of their own in which nothing was done goes; one in which something was stays."""

    article: str
    annotator: str


@frozen
class SubmitSet:
    """Hand a set in for review; without ``set_id`` the one that the annotator works in."""

    article: str
    set_id: str | None = None


@frozen
class Remark:
    """What a reviewer says about a set, or about one annotation or suggestion in it."""

    text: str
    annotation: str | None = None


@frozen
class ReturnSet:
    """Give a set back to whoever works in it, with what is to be looked at again."""

    article: str
    set_id: str | None = None
    remarks: tuple[Remark, ...] = ()


@frozen
class ApproveSet:
    article: str
    set_id: str | None = None


@frozen
class ReopenSet:
    """Take a set that was approved or submitted back into work."""

    article: str
    set_id: str | None = None


@frozen
class StartAdjudication:
    """Compare two sets of an article: what they agree on goes into the gold set, the rest waits for decisions.

    Once begun it brings the gold set up to date with what was changed in the two sets since. Two others may be compared
    instead as long as nobody has decided anything.
    """

    article: str
    left: str  # ids of sets
    right: str


@frozen
class Adjudicate:
    """Settle one pair: what only one set has, has one target. ``body`` is what is right where the choice is to edit."""

    article: str
    left: Target | None
    right: Target | None
    choice: Choice
    body: Body | None = None
