"""Small programmes for the parser's tests: rows in, what was understood out.

Nearly every test goes from the text of a document to items or events, so that it states a rule of the genre and leaves
the parser free to be built otherwise.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings

from ics_export.config import Config
from ics_export.diagnostics import Finding, Report
from ics_export.model import Document, Event, Item, Kind, Programme
from ics_export.parsing import parse
from ics_export.reading import read
from ics_export.scheduling import schedule

DATA = Path(__file__).parent / "data"
NAME = "thang.txt"
HEADER = ("NGÀY", "NỘI DUNG CÔNG VIỆC", "CƠ QUAN CHUẨN BỊ", "LÃNH ĐẠO SỞ")
TITLE = "CHƯƠNG TRÌNH CÔNG TÁC THÁNG 02 NĂM 2025 CỦA SỞ THỦY SẢN"
ISSUED = "Biển Xanh, ngày 03 tháng 02 năm 2025"

Cells = Sequence[str]

same_every_time = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
"""Hypothesis without a clock and without chance: a run shows what the run before showed."""


@dataclass(frozen=True)
class Understood:
    """What a text was understood as."""

    text: str
    document: Document
    programme: Programme
    events: tuple[Event, ...]
    findings: tuple[Finding, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything, in printed order."""
        return self.programme.items

    @property
    def work(self) -> tuple[Item, ...]:
        """The items that are no markers."""
        return tuple(i for i in self.items if i.kind is Kind.EVENT)

    @property
    def markers(self) -> tuple[Item, ...]:
        """The items that are markers."""
        return tuple(i for i in self.items if i.kind is not Kind.EVENT)

    @property
    def leaders(self) -> tuple[str, ...]:
        """The names of those that have a feed."""
        return tuple(leader.name for leader in self.programme.leaders)

    @property
    def codes(self) -> list[str]:
        """The findings' codes."""
        return [f.code for f in self.findings]

    def line_of(self, words: str) -> int:
        """The number of the first source line that holds ``words``."""
        return next(n for n, line in enumerate(self.text.split("\n"), 1) if words in line)


def document(
    rows: Iterable[Cells | str],
    *,
    header: Cells | None = HEADER,
    title: str = TITLE,
    before: str = ISSUED,
    after: str = "",
) -> str:
    """A programme's text: ``before`` and ``title`` above a table of tab-parted cells, ``after`` below it.

    A row given as a string is taken over as it is (a blank line, a second header, a page number).
    """
    table = [row if isinstance(row, str) else "\t".join(row) for row in ([header] if header else []) + list(rows)]
    return "\n".join([before, "", title, "", *table, "", after]) + "\n"


def understand(
    text: str | bytes,
    config: Config | None = None,
    *,
    month: tuple[int, int] | None = None,
    allow_classified: bool = False,
) -> Understood:
    """Read, parse and schedule a text as a file."""
    data = text.encode() if isinstance(text, str) else text
    settings_of_office, report = config or Config(), Report()
    found = read(NAME, data, report)
    programme = parse(found, settings_of_office, report, month=month, allow_classified=allow_classified)
    events = schedule(programme, settings_of_office, report)
    return Understood(text if isinstance(text, str) else "", found, programme, events, report.findings)


def rows(*rows: Cells | str, config: Config | None = None, **around: Any) -> Understood:
    """What a programme with these rows is understood as."""
    return understand(document(rows, **around), config)


def day(content: str, units: str = "Văn phòng Sở", leaders: str = "Đ/c Hoàn GĐ Sở", date: str = "03") -> Understood:
    """What a programme of one row is understood as."""
    return rows((date, content, units, leaders))


def table(name: str) -> Any:
    """The cases in a data file."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def dates(first: dt.date, last: dt.date) -> str:
    """Days as the tables write them: "2025-02-03" or "2025-02-03..2025-02-05"."""
    return str(first) if first == last else f"{first}..{last}"
