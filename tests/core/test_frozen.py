"""Frozen values against what the standard library makes of the same classes."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.frozen import frozen


class Bare:
    """Somewhere, with a name."""

    start: int
    set_start: int = 0  # named as something of the constructor's might be
    name: str = "nobody"
    notes: tuple[str, ...] = field(default_factory=tuple)
    seen: int = field(default=0, compare=False, repr=False)


def classes() -> tuple[Any, Any]:
    bodies = [dict(vars(Bare)) for _ in range(2)]
    for body in bodies:
        body.pop("__dict__"), body.pop("__weakref__")
    ours, theirs = (type("Bare", (), body) for body in bodies)
    return frozen(ours), dataclass(frozen=True, slots=True)(theirs)


OURS, THEIRS = classes()
given_fields = st.fixed_dictionaries(
    {"start": st.integers(0, 2)},
    optional={
        "set_start": st.integers(0, 1),
        "name": st.sampled_from(["a", "b"]),
        "notes": st.sampled_from([(), ("c",)]),
        "seen": st.integers(0, 1),
    },
)


@given(given_fields, given_fields)
def test_a_frozen_value_is_what_the_standard_library_would_have_made(
    first: dict[str, object], second: dict[str, object]
) -> None:
    one, other = OURS(**first), OURS(**second)
    same, another = THEIRS(**first), THEIRS(**second)
    assert (one == other) == (same == another)
    assert repr(one) == repr(same)
    assert [getattr(one, part.name) for part in fields(one)] == [getattr(same, part.name) for part in fields(same)]
    assert repr(replace(one, **second)) == repr(replace(same, **second))
    if one == other:
        assert hash(one) == hash(other)
    assert OURS.__match_args__ == THEIRS.__match_args__
    assert OURS.__slots__ == THEIRS.__slots__
    assert list(inspect.signature(OURS).parameters) == list(inspect.signature(THEIRS).parameters)


@frozen
class Place:
    start: int
    end: int = 9

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError("a place has an extent")


@frozen
class Named(Place):
    """A place with a name, which tells it from others whatever else is said of it."""

    name: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Named) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return self.name


@frozen
class Nothing:
    pass


def test_it_cannot_be_changed() -> None:
    place = Place(1, 2)
    with pytest.raises(FrozenInstanceError, match=r"Place\.start"):
        place.start = 3  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del place.start
    with pytest.raises(FrozenInstanceError):
        place.other = 3  # type: ignore[attr-defined]
    assert place == Place(1, 2)


def test_what_it_was_given_is_checked() -> None:
    with pytest.raises(ValueError, match="extent"):
        Place(3, 3)
    with pytest.raises(TypeError):
        Place()  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="extent"):
        replace(Place(1, 2), start=2)


def test_it_is_copied_and_sent_to_other_processes() -> None:
    for value in (Place(1), Named(1, 2, "Qusair"), Nothing()):
        for made in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
            assert made == value
            assert type(made) is type(value)


def test_a_class_keeps_the_methods_it_defines() -> None:
    assert Named(1, 2, "Homs") == Named(3, 4, "Homs")
    assert len({Named(1, 2, "Homs"), Named(3, 4, "Homs")}) == 1
    assert repr(Named(1, 2, "Homs")) == "Homs"
    assert (Named(1, 2, "Homs").start, Named(1).end) == (1, 9)


def test_values_of_different_classes_differ() -> None:
    assert Place(1, 2) != Named(1, 2)
    assert Nothing() == Nothing()
    match Place(1, 2):
        case Place(start, end):
            assert (start, end) == (1, 2)
