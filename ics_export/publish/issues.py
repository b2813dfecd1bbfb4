"""Issues of programmes: what is kept of each while others are read, and which of several counts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from ics_export.diagnostics import Finding, Severity
from ics_export.feeds.wording import clean
from ics_export.model import Document, Leader, Place
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold

_REVISION = re.compile(
    r"(?:điều chỉnh|bổ sung|thay thế|sửa đổi)(?:\s*,?\s*(?:và\s+)?(?:điều chỉnh|bổ sung|thay thế))?"
    r"(?:\s+lần)?(?:\s+thứ)?(?:\s+(\d{1,2}|nhất|đầu|hai|ba|tư|năm))?(?!\w)"
)
_ORDINALS = {"nhất": 1, "đầu": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5}
_HEADING_ROWS, _HEADING_LENGTH = 12, 60


class Issue(NamedTuple):
    """One programme as it was issued. ``file`` is its path in the archive, ``sha256`` that of its bytes.

    ``content`` stands for its events: two issues with the same one say the same. ``findings`` name ``file``.
    ``modified`` is when the file was written, in whole seconds: it counts where the documents tell nothing.
    """

    file: str
    sha256: str
    organisation: str
    title: str
    first: dt.date
    last: dt.date
    issued: dt.date | None
    revision: int
    leaders: tuple[Leader, ...]
    findings: tuple[Finding, ...]
    events: int
    content: str
    modified: int = 0

    @property
    def office(self) -> str:
        """The organisation for comparison."""
        return fold(clean(self.organisation))

    @property
    def recency(self) -> tuple[dt.date, int, list[str | int], str]:
        """The later issue is greater; undated ones are earliest. The same for no two files."""
        return self.issued or dt.date.min, self.revision, *_by_name(self.file)


class Failure(NamedTuple):
    """A file that gave no programme. ``programme``: it looks like one all the same, or nobody can tell."""

    file: str
    reason: str
    programme: bool


def revision_of(title: str, document: Document) -> int:
    """Which "điều chỉnh lần n" a programme is, by its title or a short line of its heading; 0: the first issue."""
    found = [_REVISION.search(fold(title))]
    for row in document.rows[:_HEADING_ROWS]:
        if len(row.cells) > 1:
            break
        if len(row.cells[0].text) <= _HEADING_LENGTH:
            found.append(_remark(row.cells[0].text))
    for match in filter(None, found):
        number = match[1]
        return 1 if number is None else _ORDINALS.get(number) or int(number) if number != "0" else 0
    return 0


def _remark(line: str) -> re.Match[str] | None:
    """The revision that a line beside the title tells of: "(điều chỉnh)", "Bổ sung", "Lịch điều chỉnh lần 2".

    Where it says more, it must say which time: "Bổ sung 12 biên chế" is a task.
    """
    text = fold(line).strip(" *_-–.:")
    match = _REVISION.search(text)
    if match and (match[0] == text or " lần" in match[0] or (text.startswith("(") and text.endswith(")"))):
        return match
    return None


def latest(issues: Iterable[Issue]) -> tuple[list[Issue], list[Issue], list[Finding]]:
    """The issues that count, the superseded ones, and what is to be said about the choice; all in one order.

    For each organisation and period the latest counts: by day of issue, then by "điều chỉnh lần n". Where one of them
    has no day of issue the number comes first. Where neither tells, the newer file is taken, of two as old the one
    whose name comes last, and that is a finding.
    """
    groups: dict[tuple[str, dt.date, dt.date], list[Issue]] = {}
    for issue in issues:
        groups.setdefault((issue.office, issue.first, issue.last), []).append(issue)
    chosen: list[Issue] = []
    left: list[Issue] = []
    findings: list[Finding] = []
    for key in sorted(groups):
        *older, best = _ranked(groups[key])
        chosen.append(best)
        left += reversed(older)
        for other in reversed(older):
            if _clear(best, other):
                break
            if other.content != best.content:
                findings.append(_doubtful(best, other))
    return chosen, left, findings


def _ranked(issues: Sequence[Issue]) -> list[Issue]:
    def rank(issue: Issue) -> tuple[object, ...]:
        issued, revision, *name = issue.recency
        said = (issued, revision) if dated else (revision, issued)
        return *said, issue.modified, *name

    dated = all(issue.issued for issue in issues)
    return sorted(issues, key=rank)


def _clear(best: Issue, other: Issue) -> bool:
    """Whether a document says itself that it is the later one."""
    if best.issued and other.issued:
        return (best.issued, best.revision) > (other.issued, other.revision)
    return best.revision > other.revision


def _doubtful(best: Issue, other: Issue) -> Finding:
    why = "tệp ấy mới hơn" if best.modified > other.modified else "tên tệp đứng sau"
    return Finding(
        "X806",
        Severity.WARNING,
        Place(other.file, 1),
        f"“{clean(best.file)}” và “{clean(other.file)}” cùng kỳ từ {best.first:%d/%m/%Y} đến {best.last:%d/%m/%Y}"
        " mà không rõ bản nào ban hành sau.",
        action=f"Đã dùng “{clean(best.file)}” vì {why}.",
    )


def _by_name(file: str) -> tuple[list[str | int], str]:
    """Names in the order people give them: "lan-2" before "lan-10", "thang-2.txt" before "thang-2-sua.txt"."""
    parts = re.split(r"([0-9]{1,18})", re.sub(r"\.[^./]*$", "", file))
    return [int(part) if n % 2 else part for n, part in enumerate(parts)], file
