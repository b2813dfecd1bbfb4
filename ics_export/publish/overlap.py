"""Programmes whose days overlap: a week issued after its month prints the month's meetings again, in other words."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from ics_export.feeds.likeness import likeness, numbers
from ics_export.feeds.matching import SHIFTED, Face, face
from ics_export.model import Event, Kind


def printed_again(later: Iterable[Event], earlier: Iterable[Event]) -> dict[str, str]:
    """Which work of ``earlier`` is printed in ``later`` too: the UID there by the UID here, each of them once.

    It is the same meeting where day and one of the people are, and the words, or else nearly the words, its numbers and
    the part of the day. Where that is less than sure both stay: a meeting too many does less harm than one too few.
    """
    days: dict[dt.date, list[Face]] = defaultdict(list)
    for event in later:
        if event.kind is Kind.EVENT:
            days[(known := face(event)).day].append(known)
    pairs: list[tuple[float, int, str, str]] = []
    for event in earlier:
        if event.kind is Kind.EVENT and (others := days.get((own := face(event)).day)):
            pairs += (
                (unlike, abs(own.part - other.part), own.uid, other.uid)
                for other in others
                if (unlike := _unlike(own, other)) is not None
            )
    result: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, own_uid, other_uid in sorted(pairs):
        if own_uid not in result and other_uid not in taken:
            result[own_uid] = other_uid
            taken.add(other_uid)
    return result


def _unlike(one: Face, other: Face) -> float | None:
    """What two meetings of a day lack in likeness; None where they are two."""
    if not one.people & other.people:
        return None
    if one.text == other.text:
        return 0.0
    if one.part != other.part or numbers(one.text) != numbers(other.text):
        return None
    words = likeness(one.text, other.text)
    return 1 - words if words >= SHIFTED else None
