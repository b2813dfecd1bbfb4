"""First identities: the UID an event gets when no published feed knows it yet (RFC 5545 section 3.8.4.7).

Clients know an event by its UID alone: one that changes leaves duplicates behind, and of two events with the same UID
six of 28 clients drop one without a word. So a UID hangs on what the event is and on nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

from ics_export.feeds.times import bounds, local
from ics_export.model import Event, Slot
from ics_export.vietnamese import fold

try:  # hashlib loads OpenSSL, 3 ms that only this would cost: random in the standard library avoids it likewise
    from _sha1 import sha1  # type: ignore[import-not-found]
except ImportError:  # pragma: no cover - an interpreter built without its own hashes
    from hashlib import sha1

NAMESPACE = UUID("a5f1f806-1eae-4329-aa3a-7160810f59bd")
"""The project's namespace for version-5 UUIDs (RFC 9562 section 5.5). Never to be changed."""

SCHEME = "1"
"""Version of what a UID is made from, for the day when that has to change.

A new one touches first UIDs only. An event that a published feed remembers is known again by its day, words and people,
not by its UID (``matching``), and keeps the old one for ever: no subscriber sees a double. Whoever publishes without a
memory, or deletes it, gets new UIDs once; that is why a change of the scheme is a change of the major version.
"""

_SEPARATOR = "\x1f"  # white space to fold(), so it cannot occur inside a part


def first_uid(organisation: str, day: dt.date, slot: Slot, text: str, ordinal: int = 0) -> str:
    """The UID of an event seen for the first time: a version-5 UUID, 36 ASCII characters.

    Case, spacing, composed or decomposed letters and the place of tones do not matter. ``ordinal`` tells events apart
    that are equal in everything else.
    """
    name = _begun(SCHEME, organisation, day, slot).copy()
    name.update(_SEPARATOR.join((fold(text), str(ordinal))).encode("utf-8", "surrogatepass"))
    return _uuid(name.digest())


def _uuid(digest: bytes) -> str:
    """A version-5 UUID of a name's hash (RFC 9562 section 5.5): uuid.UUID does the same in six times the time."""
    octets = bytearray(digest[:16])
    octets[6] = octets[6] & 0x0F | 0x50
    octets[8] = octets[8] & 0x3F | 0x80
    text = octets.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


@lru_cache(maxsize=8)
def _begun(scheme: str, organisation: str, day: dt.date, slot: Slot) -> Any:
    """The hash of what the work of one slot has in common."""
    parts = (scheme, fold(organisation), day.isoformat(), slot.value, "")
    return sha1(NAMESPACE.bytes + _SEPARATOR.join(parts).encode("utf-8", "surrogatepass"))


def another_uid(uid: str, ordinal: int) -> str:
    """The ``ordinal``-th UID (from 1) for a new event whose first UID belongs to a meeting that was there before it."""
    name = _SEPARATOR.join((SCHEME, uid, str(ordinal))).encode("utf-8", "surrogatepass")
    return _uuid(sha1(NAMESPACE.bytes + name).digest())


def with_first_uids(organisation: str, events: Iterable[Event]) -> tuple[Event, ...]:
    """``events`` with their first UIDs, equals numbered in the order given. Call it once for all of a calendar."""
    seen: Counter[tuple[dt.date, Slot, str]] = Counter()
    named: list[Event] = []
    for event in events:
        start, _ = bounds(event)
        day = local(start).date() if isinstance(start, dt.datetime) else start
        key = (day, event.slot, fold(event.summary))
        named.append(event._replace(uid=first_uid(organisation, day, event.slot, event.summary, seen[key])))
        seen[key] += 1
    return tuple(named)


def fingerprint(parts: Iterable[bytes]) -> bytes:
    """20 bytes that stand for ``parts`` joined, the same in every run."""
    result = sha1()
    for part in parts:
        result.update(part)
    found: bytes = result.digest()
    return found
