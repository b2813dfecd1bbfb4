"""Findings: what the program noticed, where, how bad it is and what it did about it.

A finding is a value: it knows nothing of printing. ``formats`` turns findings into text, ``catalogue`` explains codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from ics_export.model import Place
from ics_export.tuples import NamedTuple


class Severity(StrEnum):
    """How bad a finding is: an error means that something printed could not be read."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Finding(NamedTuple):
    """One diagnostic.

    ``code`` is stable ("L401"), ``message`` a Vietnamese sentence, ``excerpt`` the printed words in question ("" where
    the whole line is meant), ``action`` what was done about it, in Vietnamese ("" where nothing had to be).
    """

    code: str
    severity: Severity
    place: Place
    message: str
    excerpt: str = ""
    action: str = ""


class Report:
    """Collects findings in the order they are made; handed down the stages."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []

    def add(
        self, code: str, severity: Severity, place: Place, message: str, *, excerpt: str = "", action: str = ""
    ) -> None:
        """Add one finding."""
        self._findings.append(Finding(code, severity, place, message, excerpt, action))

    def extend(self, findings: Iterable[Finding]) -> None:
        """Add several findings."""
        self._findings.extend(findings)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, by file, line and column, then in the order they were made."""
        return tuple(sorted(self._findings, key=_place))

    def located(self, lines: Sequence[str]) -> tuple[Finding, ...]:
        """All findings, each with the column where its excerpt stands in its source line (``lines`` from 1)."""
        columns: dict[tuple[int, str], int] = {}  # an endless line may have as many findings of one word
        return tuple(sorted((_located(f, lines, columns) for f in self._findings), key=_place))

    def worst(self) -> Severity | None:
        """The highest severity found, None where there is no finding."""
        order = (Severity.ERROR, Severity.WARNING, Severity.INFO)
        return next((s for s in order if any(f.severity is s for f in self._findings)), None)


def _place(finding: Finding) -> tuple[str, int, int]:
    return finding.place.file, finding.place.line, finding.place.column


def _located(finding: Finding, lines: Sequence[str], columns: dict[tuple[int, str], int]) -> Finding:
    place = finding.place
    if not finding.excerpt or place.column > 1 or not 0 < place.line <= len(lines):
        return finding
    column = columns.get((place.line, finding.excerpt))
    if column is None:
        line = lines[place.line - 1]
        column = line.find(finding.excerpt)
        if column < 0:
            # Markup, page breaks and mended spaces lie between the words: look for how the excerpt begins.
            column = line.find(" ".join(finding.excerpt.split()[:3]))
        columns[place.line, finding.excerpt] = column
    return finding._replace(place=place._replace(column=column + 1)) if column > 0 else finding


class UserError(Exception):
    """Bad input or a failed write: ``str(error)`` is one clear Vietnamese sentence with file, line and advice.

    ``status`` is the exit status it leads to (1: could not be read or written, 2: usage).
    """

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status
