"""The child process: answers in portions, errors that are known, an end in the middle, and a new beginning."""

from collections.abc import Iterator
from threading import Thread

import pytest

from core.child import Child
from core.errors import ChildError, ModelError


@pytest.fixture
def child() -> Iterator[Child]:
    child = Child("tests.core.child_answers:Parrot")
    yield child
    child.stop()


def test_it_answers_in_portions_and_stays_the_same_process(child: Child) -> None:
    assert list(child.ask("Qusair")) == ["Qusair"]
    assert list(child.ask(("a", 1))) == [("a", 1), ("a", 1)]
    long = "“Il a dit” 😀 " * 100_000
    assert list(child.ask(long)) == [long] * 3


def test_what_is_printed_there_is_no_answer(child: Child) -> None:
    assert list(child.ask("print")) == ["printed"]


def test_a_known_error_comes_over_and_the_process_goes_on(child: Child) -> None:
    with pytest.raises(ModelError, match="no such model"):
        list(child.ask("refuse"))
    assert list(child.ask("again")) == ["again", "again"]


def test_one_that_dies_is_an_error_and_the_next_question_starts_another(child: Child) -> None:
    answer = child.ask("die")
    assert next(answer) == "last words"
    with pytest.raises(ChildError):
        next(answer)
    assert list(child.ask("back")) == ["back"]


def test_one_that_was_killed_while_nothing_was_asked_is_started_again(child: Child) -> None:
    assert list(child.ask("Qusair")) == ["Qusair"]
    process = child._process
    assert process is not None
    process.kill()
    process.wait()
    assert list(child.ask("Beirut")) == ["Beirut"]
    assert child._process is not process


def test_it_is_stopped_in_the_middle_of_an_answer_by_another_thread(child: Child) -> None:
    answer = child.ask("sleep")
    assert next(answer) == "sleeping"
    other = Thread(target=child.stop)
    other.start()
    with pytest.raises(ChildError):
        next(answer)
    other.join()
    assert list(child.ask("awake")) == ["awake"]


def test_stopping_what_never_began_does_nothing(child: Child) -> None:
    child.stop()
    assert list(child.ask("now")) == ["now"]


def test_what_is_closed_starts_no_other_process(child: Child) -> None:
    assert list(child.ask("now")) == ["now"]
    answer = child.ask("sleep")
    assert next(answer) == "sleeping"
    child.close()
    with pytest.raises(ChildError):
        next(answer)
    with pytest.raises(ChildError):
        next(child.ask("late"))
