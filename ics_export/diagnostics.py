"""Findings: what the program noticed, where, how bad it is and what it did about it.

A finding is a value: it knows nothing of printing. ``formats`` turns findings into text, ``catalogue`` explains codes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ics_export.model import Place


class Severity(StrEnum):
    """How bad a finding is: an error means that something printed could not be read."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One diagnostic.

    ``code`` is stable ("L501"), ``message`` a Vietnamese sentence, ``excerpt`` the printed words in question ("" where
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
        return tuple(sorted(self._findings, key=lambda f: (f.place.file, f.place.line, f.place.column)))

    def worst(self) -> Severity | None:
        """The highest severity found, None where there is no finding."""
        order = (Severity.ERROR, Severity.WARNING, Severity.INFO)
        return next((s for s in order if any(f.severity is s for f in self._findings)), None)


class UserError(Exception):
    """Bad input or a failed write: ``str(error)`` is one clear Vietnamese sentence with file, line and advice.

    ``status`` is the exit status it leads to (1: could not be read or written, 2: usage).
    """

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status
