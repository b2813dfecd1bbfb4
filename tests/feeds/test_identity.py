"""First UIDs: the same for the same event however it is typed, another for another."""

from __future__ import annotations

import datetime as dt
import unicodedata
import uuid

from hypothesis import given
from hypothesis import strategies as st

from ics_export.feeds.identity import NAMESPACE, first_uid, with_first_uids
from ics_export.model import Slot
from ics_export.vietnamese import fold

from .build import OFFICE, at, event, month

DAY = dt.date(2025, 2, 3)
PARTS = (OFFICE, DAY, Slot.MORNING, "Hoà giải ở cơ sở", 0)


def test_pinned() -> None:
    """A published UID may never change: subscribers would see every event twice."""
    assert first_uid(*PARTS) == "72963081-d8b3-55be-98f9-cc9c66a4f5e5"


def test_version_5_uuid_of_the_standard_library() -> None:
    name = "\x1f".join(("1", fold(OFFICE), "2025-02-03", "morning", fold("Hoà giải ở cơ sở"), "0"))
    assert first_uid(*PARTS) == str(uuid.uuid5(NAMESPACE, name))
    assert uuid.UUID(first_uid(*PARTS)).version == 5


def test_spelling_does_not_matter() -> None:
    spellings = ("Hòa giải ở cơ sở", "HOÀ GIẢI Ở CƠ SỞ", " Hoà  giải\u00a0ở\ncơ sở ")
    for text in (*spellings, unicodedata.normalize("NFD", PARTS[3])):
        assert first_uid(OFFICE.upper(), DAY, Slot.MORNING, text, 0) == first_uid(*PARTS)


def test_every_part_matters() -> None:
    others = [
        ("Sở Y tế", *PARTS[1:]),
        (OFFICE, dt.date(2025, 2, 4), *PARTS[2:]),
        (*PARTS[:2], Slot.AFTERNOON, *PARTS[3:]),
        (*PARTS[:3], "Hoà giải ở cơ sỡ", 0),
        (*PARTS[:4], 1),
    ]
    uids = {first_uid(*parts) for parts in (PARTS, *others)}
    assert len(uids) == 1 + len(others)


@given(st.text(), st.text())
def test_any_text_gives_ascii(organisation: str, text: str) -> None:
    uid = first_uid(organisation, DAY, Slot.MORNING, text)
    assert uid.isascii() and len(uid) == 36


def test_equals_are_numbered_in_order() -> None:
    first, second, other = with_first_uids(OFFICE, (event("Họp"), event("HỌP"), event("Họp", start=at(4, 8))))
    assert first.uid == first_uid(OFFICE, DAY, Slot.MORNING, "Họp", 0)
    assert second.uid == first_uid(OFFICE, DAY, Slot.MORNING, "Họp", 1)
    assert other.uid == first_uid(OFFICE, dt.date(2025, 2, 4), Slot.MORNING, "Họp", 0)


def test_nothing_else_changes() -> None:
    given_uid = tuple(one._replace(uid="x") for one in month())
    assert with_first_uids(OFFICE, given_uid) == month()
    assert len({one.uid for one in month()}) == len(month())


def test_what_is_said_about_an_event_leaves_its_uid() -> None:
    (plain,) = with_first_uids(OFFICE, (event(),))
    (changed,) = with_first_uids(
        OFFICE, (event(cancelled=True, location="Hà Nội", units=(), certain=False, end=at(3, 12)),)
    )
    assert plain.uid == changed.uid
