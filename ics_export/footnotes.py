"""Which finding belongs to which event, so that a table can mark the event and explain it below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ics_export.diagnostics import Finding, Severity
from ics_export.model import Event, Place
from ics_export.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Footnotes:
    """Findings sorted out for a list of events.

    ``marks`` holds the numbers of each event, in the order of the events; ``numbered`` the findings of these numbers,
    from 1; ``loose`` findings that belong to no single event; ``minor`` how many are mere remarks and not listed.
    """

    marks: tuple[tuple[int, ...], ...]
    numbered: tuple[Finding, ...]
    loose: tuple[Finding, ...]
    minor: int


def footnotes(findings: Iterable[Finding], events: Sequence[Event], hidden: Iterable[Event] = ()) -> Footnotes:
    """Sort out ``findings`` for ``events``; those that only concern ``hidden`` events are left out.

    Numbers follow the order of the events, so that they rise down the table.
    """
    everything = [*events, *hidden]
    by_line: dict[tuple[str, int], list[int]] = {}
    for index, event in enumerate(everything):
        by_line.setdefault(_line(event.source), []).append(index)
    attached: list[tuple[int, Finding, list[int]]] = []
    loose: list[Finding] = []
    minor = 0
    for finding in findings:
        same_line = by_line.get(_line(finding.place), [])
        targets = _meant(finding, same_line, everything)
        visible = [index for index in targets if index < len(events)]
        if (targets or same_line) and not visible and not any(i < len(events) for i in targets or same_line):
            continue
        if finding.severity is Severity.INFO:
            minor += 1
        elif visible:
            attached.append((visible[0], finding, visible))
        else:
            loose.append(finding)
    attached.sort(key=lambda entry: entry[0])
    marks: list[tuple[int, ...]] = [()] * len(events)
    for number, (_, _, visible) in enumerate(attached, 1):
        for index in visible:
            marks[index] += (number,)
    return Footnotes(tuple(marks), tuple(finding for _, finding, _ in attached), tuple(loose), minor)


def _line(place: Place) -> tuple[str, int]:
    return place.file, place.line


def _meant(finding: Finding, candidates: Sequence[int], events: Sequence[Event]) -> list[int]:
    """Which of the events from the finding's line it is about; none where that cannot be told.

    A line of the source often holds a whole day. Then the words of the finding decide: first those of the work, then
    those of the leaders' column; and where they decide nothing, the events that are uncertain.
    """
    if len(candidates) <= 1:
        return list(candidates)
    words = fold(finding.excerpt)
    if words:
        for texts_of in (_work, _people):
            found = [i for i in candidates if any(words in text or text in words for text in texts_of(events[i]))]
            if found:
                return found
    return [i for i in candidates if not events[i].certain]


def _work(event: Event) -> list[str]:
    return [text for text in map(fold, (event.summary, *event.agenda)) if text]


def _people(event: Event) -> list[str]:
    return [text for text in map(fold, (event.printed, *event.units)) if text]
