"""What was published and is not to be had any more: programmes that can't be read, or are not there.

Nothing of it is taken out of a feed unasked; it is said, and stays as it was published.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace

from ics_export.diagnostics import Finding, Severity
from ics_export.feeds.memory import Span
from ics_export.feeds.wording import clean
from ics_export.model import Place
from ics_export.publish.issues import Failure, Issue
from ics_export.publish.status import OfficeStatus, ProgrammeStatus, Status
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold

Lost = tuple[str, ProgrammeStatus]
"""A published programme that can't be read now, with its organisation for comparison."""


class Unread(NamedTuple):
    """What there is to say of files that gave no programme, and the published programmes that are lost by that."""

    findings: tuple[Finding, ...]
    problems: tuple[str, ...]
    lost: tuple[Lost, ...]


class Absent(NamedTuple):
    """An organisation's programmes that are kept as they were published, the days to be given up, the problems."""

    kept: tuple[ProgrammeStatus, ...]
    given_up: tuple[Span, ...]
    problems: tuple[str, ...]


def unread(old: Status, failures: Sequence[Failure]) -> Unread:
    """What ``failures`` cost a site that was as ``old`` says."""
    used: dict[str, list[Lost]] = {}
    for office in old.offices:
        for one in office.programmes:
            if one.state != "superseded":
                used.setdefault(one.file, []).append((fold(office.name), one))
    problems = tuple(
        f"{failure.file}: chương trình đã công bố nay không đọc được ({failure.reason}); các việc của nó giữ như đã"
        " công bố."
        for failure in failures
        if failure.file in used
    )
    lost = tuple(one for failure in failures for one in used.get(failure.file, ()))
    return Unread(tuple(map(_failure, failures)), problems, lost)


def goes_back(issue: Issue, lost: Sequence[Lost]) -> bool:
    """Whether an issue would take the place of a later one that was published and cannot be read now."""
    return any(
        (issue.office, issue.first, issue.last) == (office, one.first, one.last)
        and (issue.issued or dt.date.min, issue.revision) <= (one.issued or dt.date.min, one.revision)
        for office, one in lost
    )


def absent(
    known: OfficeStatus | None,
    own: Sequence[Issue],
    names: Collection[str],
    failed: Collection[str],
    today: dt.date,
    *,
    accept_loss: bool,
) -> Absent:
    """What of ``known`` the issues of today (``own``) have not; ``names`` are the files there are."""
    kept: list[ProgrammeStatus] = []
    spans: list[Span] = []
    problems: list[str] = []
    for one in known.programmes if known else ():
        if one.state == "superseded" or not _uncovered(one, own, dt.date.min):
            continue
        if one.file in failed:
            kept.append(replace(one, state="unreadable"))
        elif _uncovered(one, own, today):
            if accept_loss:
                spans.append((max(one.first, today), one.last))
                continue
            kept.append(replace(one, state="missing"))
            problems.append(f"{one.file}: {_gone(one, names)} chạy lại với --accept-loss.")
    return Absent(tuple(kept), tuple(spans), tuple(problems))


def _uncovered(one: ProgrammeStatus, own: Sequence[Issue], since: dt.date) -> bool:
    """Whether a programme had a working day from ``since`` on that no issue has.

    A month may be replaced by its weeks, which leave weekends out.
    """
    first = max(one.first, since)
    near = [issue for issue in own if issue.first <= one.last and first <= issue.last]
    # A programme has some weeks or months; of one of a hundred years, a misprint, the beginning will do.
    days = (first + dt.timedelta(n) for n in range(min((one.last - first).days + 1, 400)))
    return any(day.weekday() < 5 and not any(issue.first <= day <= issue.last for issue in near) for day in days)


def _gone(one: ProgrammeStatus, names: Collection[str]) -> str:
    if one.file not in names:
        return "chương trình đã công bố không còn trong kho; các việc của nó giữ như đã công bố. Nếu bỏ thật,"
    return (
        f"trước là chương trình từ {one.first:%d/%m/%Y} đến {one.last:%d/%m/%Y}, nay là của những ngày khác hoặc cơ"
        " quan khác; các việc đã công bố của những ngày ấy giữ nguyên. Nếu những ngày ấy ghi nhầm,"
    )


def new_offices(old: Status, chosen: Sequence[Issue]) -> tuple[str, ...]:
    """What is to be said of organisations that are new to a site: one may be another's name spelt otherwise."""
    known = {fold(office.name): clean(office.name) for office in old.offices}
    new = {issue.office: issue for issue in chosen if known and issue.office not in known}
    return tuple(
        f"{issue.file}: cơ quan mới “{clean(issue.organisation)}”, lịch để riêng. Nếu chỉ là cách ghi khác của"
        f" “{next(iter(known.values()))}”, hãy đặt organisation trong tệp cấu hình."
        for issue in new.values()
    )


def _failure(failure: Failure) -> Finding:
    place = Place(failure.file, 1)
    if failure.programme:
        return Finding("X805", Severity.ERROR, place, f"Không đọc được chương trình: {failure.reason}.")
    return Finding("X804", Severity.INFO, place, "Tệp này không phải là chương trình.", action="Đã bỏ qua.")
