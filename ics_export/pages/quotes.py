"""Findings for the secretary's page: the sentence, and the line of the programme with the words meant marked in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ics_export.diagnostics import Finding, Severity
from ics_export.feeds.wording import clean, shorten
from ics_export.formats import WORDS, span
from ics_export.terminal import harmless
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import nfc

_AROUND = 90  # characters of the line shown on each side of the words
_LONGEST = 300  # characters of the words themselves
_SENTENCE = 600
_BADGES = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.INFO: "Lưu ý"}
_EDGE = " ┊ "  # of a cell, so that the columns of the table can still be seen


class Quote(NamedTuple):
    """A source line in three pieces; ``words`` are those the finding is about ("" where the whole line is meant)."""

    before: str
    words: str
    after: str


class Note(NamedTuple):
    """A finding as the page shows it."""

    code: str
    severity: str
    badge: str
    line: int
    message: str
    action: str
    quote: Quote | None


def note(finding: Finding, lines: Sequence[str]) -> Note:
    """``finding`` with its line quoted; where the line is not at hand, with the words it gives itself, if any."""
    number = finding.place.line
    line = lines[number - 1] if 1 <= number <= len(lines) else ""
    quote: Quote | None = None
    if line.strip():
        quote = _quote(line, *span(line, finding))
    elif finding.excerpt:
        quote = _quote(finding.excerpt, 0, len(finding.excerpt))
    return Note(
        code=clean(finding.code),
        severity=finding.severity.value,
        badge=_BADGES[finding.severity],
        line=number,
        message=_sentence(finding.message),
        action=_sentence(finding.action),
        quote=quote,
    )


def counts(findings: Iterable[Finding]) -> str:
    """How many findings of each severity: "1 lỗi, 3 cảnh báo, 2 lưu ý"; "không có gì phải xem lại" for none."""
    found = Counter(finding.severity for finding in findings)
    return ", ".join(f"{found[s]} {word}" for s, word in WORDS.items() if found[s]) or "không có gì phải xem lại"


def _sentence(text: str) -> str:
    text = shorten(clean(text), _SENTENCE)
    return text[:1].upper() + text[1:]


def _quote(line: str, start: int, end: int) -> Quote:
    """The words from ``start`` to ``end`` with what stands around them, at most some hundred characters."""
    begin, stop = max(0, start - _AROUND), min(len(line), end + _AROUND)
    words = line[start:end]
    if start == end == 0:
        stop = min(len(line), 2 * _AROUND)
    if len(words) > _LONGEST:
        words, stop = words[:_LONGEST] + "…", end
    before = "…" * (begin > 0) + _visible(line[begin:start])
    return Quote(before.lstrip(), _visible(words), (_visible(line[end:stop]) + "…" * (stop < len(line))).rstrip())


def _visible(text: str) -> str:
    return _EDGE.join(harmless(nfc(part)) for part in text.split("\t"))
