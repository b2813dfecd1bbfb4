"""Our named tuples are ``typing``'s in all but the time they take to be defined."""

from __future__ import annotations

import copy
import pickle
import re
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ics_export import tuples


class Theirs(typing.NamedTuple):
    """A word and where it stands."""

    word: str
    line: int = 1
    marks: tuple[str, ...] = ()

    @property
    def shout(self) -> str:
        """The word, loud."""
        return self.word.upper()


class Ours(tuples.NamedTuple):
    """A word and where it stands."""

    word: str
    line: int = 1
    marks: tuple[str, ...] = ()

    @property
    def shout(self) -> str:
        """The word, loud."""
        return self.word.upper()


class Other(tuples.NamedTuple):
    """Another of as many fields."""

    first: int
    second: int
    third: int


def attempt(work: Callable[[], Any]) -> Any:
    """What a piece of work gives, or how it fails, without the names of classes."""
    try:
        return work()
    except Exception as error:
        return type(error), str(error).replace("Ours", "Theirs")


CASES: dict[str, Callable[[Any], Any]] = {
    "positions": lambda kind: tuple(kind("a", 2, ("x",))),
    "names": lambda kind: tuple(kind(line=2, word="a")),
    "defaults": lambda kind: tuple(kind("a")),
    "fields": lambda kind: kind._fields,
    "patterns": lambda kind: kind.__match_args__,
    "doc": lambda kind: kind.__doc__,
    "name": lambda kind: kind.__qualname__.replace("Ours", "Theirs"),
    "module": lambda kind: kind.__module__,
    "attributes": lambda kind: [getattr(kind("a", 2), name) for name in ("word", "line", "marks", "shout")],
    "replace": lambda kind: tuple(kind("a", 2)._replace(line=3)),
    "replace keeps the kind": lambda kind: type(kind("a")._replace(line=3)) is kind,
    "repr": lambda kind: repr(kind("a", 2)).replace("Ours", "Theirs"),
    "equal": lambda kind: kind("a", 2) == ("a", 2, ()),
    "hash": lambda kind: hash(kind("a", 2)),
    "order": lambda kind: sorted([kind("b"), kind("a")]) == [("a", 1, ()), ("b", 1, ())],
    "unpack": lambda kind: (lambda word, line, marks: (marks, line, word))(*kind("a")),
    "copy": lambda kind: copy.deepcopy(kind("a", 2)) == kind("a", 2),
    "pickle": lambda kind: type(pickle.loads(pickle.dumps(kind("a", 2)))) is kind,
    "no dictionary": lambda kind: hasattr(kind("a"), "__dict__"),
    "too few": lambda kind: kind(),
    "too many": lambda kind: kind(1, 2, 3, 4),
    "unknown name": lambda kind: kind("a", page=3),
    "frozen": lambda kind: setattr(kind("a"), "line", 2),
    "no new attribute": lambda kind: setattr(kind("a"), "page", 2),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_like_typing(case: Callable[[Any], Any]) -> None:
    assert attempt(lambda: case(Ours)) == attempt(lambda: case(Theirs))


def test_matches_patterns() -> None:
    match Ours("a", 2):
        case Ours(word, line):
            assert (word, line) == ("a", 2)


def test_classes_of_as_many_fields_keep_their_own_names() -> None:
    assert Other(third=3, first=1, second=2) == (1, 2, 3)
    assert Ours("a").word == "a"


def test_replace_refuses_unknown_names() -> None:
    with pytest.raises(ValueError, match="page"):
        Ours("a")._replace(page=3)  # type: ignore[call-arg]


def test_a_default_may_not_stand_before_a_field_without() -> None:
    with pytest.raises(TypeError, match="without a default"):
        type(tuples.NamedTuple)("Wrong", (tuples.NamedTuple,), {"__annotations__": {"a": "int", "b": "int"}, "a": 1,
                                                               "__qualname__": "Wrong"})  # fmt: skip


def test_every_module_takes_them() -> None:
    package = Path(tuples.__file__).parent
    for path in package.rglob("*.py"):
        if path.name != "tuples.py":
            assert not re.search(r"from typing import .*NamedTuple", path.read_text("utf-8")), path
