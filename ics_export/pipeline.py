"""The order of the stages, on one screen: read, parse, schedule."""

from __future__ import annotations

from ics_export.config import Config
from ics_export.diagnostics import Finding, Report, Severity
from ics_export.model import Document, Event, Programme
from ics_export.parsing import parse
from ics_export.reading import read
from ics_export.scheduling import schedule
from ics_export.tuples import NamedTuple


class Result(NamedTuple):
    """What became of one document; ``findings`` are in the order of its lines."""

    document: Document
    programme: Programme
    events: tuple[Event, ...]
    findings: tuple[Finding, ...]

    @property
    def misunderstood(self) -> bool:
        """Whether something printed could not be read (then the exit status is 1)."""
        return any(f.severity is Severity.ERROR for f in self.findings)


def run(
    name: str, data: bytes, config: Config, *, month: tuple[int, int] | None = None, allow_classified: bool = False
) -> Result:
    """The events and findings of one document: ``name`` is its file name for messages, ``data`` its bytes.

    ``month`` (year, month) stands in for a heading that names none. Raises ``UserError`` where nothing can be made of
    it.
    """
    report = Report()
    document = read(name, data, report)
    programme = parse(document, config, report, month=month, allow_classified=allow_classified)
    events = schedule(programme, config, report)
    return Result(document, programme, events, report.located(document.lines))
