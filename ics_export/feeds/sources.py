"""What a run remembers of each programme, which of two counts, and what is said where two meet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from ics_export.diagnostics import Finding, Severity
from ics_export.feeds.wording import clean, shorten
from ics_export.model import Event, Leader, Place
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold

_EXCERPT = 60


class Source(NamedTuple):
    """What is kept of a programme.

    ``office`` is its organisation for comparison, ``content`` stands for its period and all that is in its feeds:
    two that count never have the same.
    """

    office: str
    organisation: str
    file: str
    first: dt.date
    last: dt.date
    issued: dt.date | None
    leaders: tuple[Leader, ...]
    content: bytes

    @property
    def rank(self) -> tuple[dt.date, list[str | int], str, bytes]:
        """Of two the greater counts: issued later (undated is earliest), then later in the order of names.

        Names are compared without what follows their last dot: "thang-2.txt" is before "thang-2-sua.txt".
        """
        parts = re.split(r"([0-9]{1,18})", self.file.rpartition(".")[0] or self.file)
        name = [int(part) if n % 2 else part for n, part in enumerate(parts)]
        return self.issued or dt.date.min, name, self.file, self.content

    @property
    def named(self) -> str:
        """The file and its day of issue, for a sentence."""
        issued = f"ban hành {self.issued:%d/%m/%Y}" if self.issued else "không ghi ngày ban hành"
        return f"“{clean(self.file)}” ({issued})"


def merged(rosters: Iterable[tuple[Leader, ...]]) -> tuple[Leader, ...]:
    """The leaders of several programmes, the latest programme first, each person once.

    A person is known by the name, however its tone is placed. What the latest programme with that person says of title
    and full name holds; where it says nothing, an earlier one is asked.
    """
    people: dict[str, Leader] = {}
    for leader in (leader for roster in dict.fromkeys(rosters) for leader in roster):
        known = people.setdefault(fold(leader.name), leader)
        if known is not leader:
            people[fold(leader.name)] = known._replace(
                title=known.title or leader.title,
                full_name=known.full_name or leader.full_name,
                aliases=tuple(dict.fromkeys((*known.aliases, *leader.aliases))),
            )
    return tuple(people.values())


def same_event(new: Source, event: Event, old: Source) -> Finding:
    """The same event in two programmes."""
    kept = max(new, old, key=lambda source: source.rank)
    return Finding(
        "X801",
        Severity.WARNING,
        event.source,
        f"Một việc có cả trong “{clean(old.file)}” lẫn “{clean(new.file)}”.",
        shorten(clean(event.summary), _EXCERPT),
        f"Đã lấy một lần, theo {kept.named}.",
    )


def same_period(new: Source, old: Source) -> Finding:
    """Two programmes of one organisation for the same days."""
    kept, left = (old, new) if new.rank <= old.rank else (new, old)
    if new.content == old.content:
        action = f"Hai tệp cho cùng một lịch; đã dùng {kept.named}."
    else:
        action = f"Đã dùng {kept.named}, bỏ toàn bộ {left.named}."
    whose = f" của {new.organisation}" if new.organisation else ""
    return Finding(
        "X802",
        Severity.WARNING,
        Place(new.file, 1),
        f"“{clean(old.file)}” và “{clean(new.file)}” cùng là chương trình{whose}"
        f" từ {new.first:%d/%m/%Y} đến {new.last:%d/%m/%Y}.",
        action=action,
    )


def other_organisation(new: Source, old: Source) -> Finding:
    """A programme of another organisation than those before it."""
    return Finding(
        "X803",
        Severity.INFO,
        Place(new.file, 1),
        f"“{clean(new.file)}” là của {_whose(new)}, “{clean(old.file)}” là của {_whose(old)}.",
        action="Lịch của mỗi cơ quan được ghi vào một thư mục con riêng.",
    )


def _whose(source: Source) -> str:
    return source.organisation or "một cơ quan không ghi tên"
