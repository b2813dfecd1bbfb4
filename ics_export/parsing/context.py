"""What a day's row is read with."""

import datetime as dt
from typing import NamedTuple

from ics_export.diagnostics import Report
from ics_export.parsing.dates import Period
from ics_export.parsing.roster import Roster


class Context(NamedTuple):
    """What a row is read with: the roster, the period, where findings go."""

    roster: Roster
    period: Period
    report: Report
    spans: set[tuple[str, dt.date, dt.date]]
    """Several days already made one event of, by text: rows below that repeat it are single days."""
