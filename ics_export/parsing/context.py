"""What a day's row is read with."""

from __future__ import annotations

import datetime as dt

from ics_export.diagnostics import Report
from ics_export.parsing.dates import Period
from ics_export.parsing.roster import Roster
from ics_export.tuples import NamedTuple


class Office(NamedTuple):
    """What tells our own people from others: the organisation's folded name and the words of the leaders' column;
    ``bodies`` are the people's committee and council whose chairmen are leaders of it (attendance.py)."""

    name: str
    printed: frozenset[str]
    bodies: tuple[str, ...] = ()


class Context(NamedTuple):
    """What a row is read with: the roster, the period, where findings go."""

    roster: Roster
    period: Period
    report: Report
    spans: set[tuple[str, dt.date, dt.date]]
    """Several days already made one event of, by text: rows below that repeat it are single days."""
    home: Office
    """Whose programme it is."""
