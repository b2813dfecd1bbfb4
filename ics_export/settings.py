"""Reading ics-export.toml: every key optional, nothing misspelt or contradictory accepted in silence.

Whatever is wrong ends in one ``diagnostics.UserError`` with status 2: the file, the place in it, what was found, what
to do.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from ics_export.config import DEFAULT_HOURS, Config, RosterEntry, Season, Span
from ics_export.model import Slot
from ics_export.tables import Table, listed, read, suggestion
from ics_export.vietnamese import fold, slug

_TIME = r"(\d{1,2})\s*(?:[:.]\s*(\d{2})|[hHgG]\s*(\d{2})?)"
_HOURS = re.compile(rf"{_TIME}\s*[-–—]\s*{_TIME}")
_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})")
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_SLOTS = {slot.value: slot for slot in Slot}
_LEAP_YEAR = 2024
_FOUR_WEEKS = 4 * 7 * 24 * 60


def load(path: Path | None) -> Config:
    """The configuration in ``path``, all defaults where it is None."""
    if path is None:
        return Config()
    top = read(path)
    top.only("organisation", "hours", "season", "leader", "groups", "feeds", "day_off", "working_day")
    feeds = top.table("feeds")
    feeds.only("name", "alarm", "markers", "observances")
    hours = DEFAULT_HOURS | _hours(top.table("hours"), DEFAULT_HOURS)
    roster = _roster(top.tables("leader"))
    return Config(
        organisation=top.text("organisation"),
        hours=tuple(hours.items()),
        seasons=_seasons(top.tables("season"), hours),
        roster=roster,
        groups=_groups(top.table("groups"), roster),
        feed_name=_feed_name(feeds),
        alarm=_alarm(feeds),
        markers=feeds.flag("markers", True),
        observances=feeds.flag("observances", False),
        days_off=tuple(_day_off(table) for table in top.tables("day_off")),
        working_days=tuple(_working_day(table) for table in top.tables("working_day")),
    )


def _hours(table: Table, year: dict[Slot, Span]) -> dict[Slot, Span]:
    """The hours a table sets. Where it moves morning or afternoon and not the whole day, the whole day follows."""
    table.only(*_SLOTS)
    found = {slot: _span(table, key) for key, slot in _SLOTS.items() if key in table}
    if Slot.ALL_DAY not in found and (Slot.MORNING in found or Slot.AFTERNOON in found):
        both = year | found
        start, end = both[Slot.MORNING].start, both[Slot.AFTERNOON].end
        if start >= end:
            raise table.error(
                f"giờ buổi sáng ({start:%H:%M}) bắt đầu sau khi buổi chiều kết thúc ({end:%H:%M})",
                'hãy sửa giờ hai buổi, hoặc ghi thêm giờ cả ngày "all_day"',
            )
        found[Slot.ALL_DAY] = Span(start, end)
    return found


def _span(table: Table, key: str) -> Span:
    text = table.text(key)
    match = _HOURS.fullmatch(text)
    advice = 'hãy ghi giờ đầu và giờ cuối như "07:30-11:30"'
    try:
        if not match:
            raise ValueError
        numbers = [int(n or 0) for n in match.groups()]
        start, end = (dt.time(h, m + half) for h, m, half in (numbers[:3], numbers[3:]))
    except ValueError:
        raise table.error(f"“{text}” không phải là khoảng giờ", advice, key) from None
    if end <= start:
        raise table.error(f"“{text}” kết thúc trước hoặc đúng lúc bắt đầu", advice, key)
    return Span(start, end)


def _seasons(tables: Sequence[Table], year: dict[Slot, Span]) -> tuple[Season, ...]:
    seasons = tuple(_season(table, year) for table in tables)
    days = [_days(season) for season in seasons]
    for (a, table_a), (b, table_b) in combinations(enumerate(tables), 2):
        if shared := days[a] & days[b]:
            month, day = min(shared)
            raise table_b.error(
                f"trùng ngày với {table_a.where}: ngày {day}/{month} thuộc cả hai mùa",
                'hãy sửa "from" và "to" để mỗi ngày chỉ thuộc một mùa',
            )
    return seasons


def _season(table: Table, year: dict[Slot, Span]) -> Season:
    table.only("name", "from", "to", "hours")
    table.require("from", 'hãy ghi ngày đầu mùa, ví dụ from = "16/4"')
    table.require("to", 'hãy ghi ngày cuối mùa, ví dụ to = "15/10"')
    table.require("hours", "hãy ghi giờ của mùa dưới dòng [season.hours]")
    hours = _hours(table.table("hours"), year)
    if not hours:
        raise table.table("hours").error("chưa có giờ của buổi nào", 'hãy ghi ví dụ morning = "07:00-11:30"')
    first, last = _month_day(table, "from"), _month_day(table, "to")
    name = table.text("name") or f"{first[1]}/{first[0]}–{last[1]}/{last[0]}"
    return Season(name, first, last, tuple(hours.items()))


def _month_day(table: Table, key: str) -> tuple[int, int]:
    text = table.text(key)
    match = _DAY.fullmatch(text)
    try:
        if not match:
            raise ValueError
        date = dt.date(_LEAP_YEAR, int(match[2]), int(match[1]))
    except ValueError:
        raise table.error(
            f"“{text}” không phải là một ngày trong năm", 'hãy ghi ngày và tháng như "16/4"', key
        ) from None
    return date.month, date.day


def _days(season: Season) -> set[tuple[int, int]]:
    """The days of a season; one whose end comes before its start runs over New Year, as ``Config.span`` reads it."""
    year = [dt.date(_LEAP_YEAR, 1, 1) + dt.timedelta(n) for n in range(366)]
    keys = {(day.month, day.day) for day in year}
    if season.first <= season.last:
        return {key for key in keys if season.first <= key <= season.last}
    return {key for key in keys if key >= season.first or key <= season.last}


def _roster(tables: Sequence[Table]) -> tuple[RosterEntry, ...]:
    roster = tuple(_leader(table) for table in tables)
    seen: dict[str, list[int]] = {}
    for number, (table, entry) in enumerate(zip(tables, roster, strict=True)):
        for spelling in _spellings(entry):
            for earlier in seen.setdefault(fold(spelling), []):
                if _together(entry, roster[earlier]):
                    raise table.error(
                        f"“{spelling}” cũng là tên gọi ở {tables[earlier].where}, cùng thời gian",
                        'hãy bỏ một trong hai, đổi tên gọi cho khác nhau, hoặc ghi "from" và "until" không chồng nhau',
                    )
            seen[fold(spelling)].append(number)
    return roster


def _leader(table: Table) -> RosterEntry:
    table.only("name", "title", "full_name", "aliases", "from", "until")
    table.require("name", 'hãy ghi tên gọi của lãnh đạo, ví dụ name = "Hoàn"')
    entry = RosterEntry(
        name=table.text("name"),
        title=table.text("title"),
        full_name=table.text("full_name"),
        aliases=table.names("aliases"),
        since=_date(table, "from"),
        until=_date(table, "until"),
    )
    if not slug(entry.name):
        raise table.error(f"“{entry.name}” không có chữ cái nào để đặt tên tệp lịch", "hãy ghi tên bằng chữ", "name")
    if entry.since and entry.until and entry.until < entry.since:
        raise table.error(
            f"“until” ({entry.until:%d/%m/%Y}) trước “from” ({entry.since:%d/%m/%Y})", "hãy sửa một trong hai ngày"
        )
    return entry


def _day_off(table: Table) -> tuple[dt.date, str]:
    table.only("date", "name")
    table.require("name", 'hãy ghi tên ngày nghỉ, ví dụ name = "Nghỉ theo thông báo của tỉnh"')
    return _required_date(table), table.text("name")


def _working_day(table: Table) -> dt.date:
    table.only("date")
    return _required_date(table)


def _required_date(table: Table) -> dt.date:
    table.require("date", "hãy ghi ngày, ví dụ date = 2026-01-02")
    day = _date(table, "date")
    if day is None:
        raise table.wrong("date", "một ngày; hãy ghi như 2026-01-02")
    return day


def _date(table: Table, key: str) -> dt.date | None:
    value = table.get(key)
    if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    if isinstance(value, str) and (match := _DATE.fullmatch(value.strip())):
        try:
            return dt.date(int(match[3]), int(match[2]), int(match[1]))
        except ValueError:
            pass
    raise table.wrong(key, 'một ngày; hãy ghi như 2025-02-01 hoặc "01/02/2025"')


def _spellings(entry: RosterEntry) -> list[str]:
    """Every spelling that means this leader, each once."""
    return list({fold(name): name for name in (entry.full_name, *entry.aliases, entry.name) if name}.values())


def _together(a: RosterEntry, b: RosterEntry) -> bool:
    """Whether there is a day on which both are in office."""
    return (a.since or dt.date.min) <= (b.until or dt.date.max) and (b.since or dt.date.min) <= (a.until or dt.date.max)


def _groups(table: Table, roster: Sequence[RosterEntry]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Group words and their members, by the names of the roster where one is given."""
    known = {fold(spelling): entry.name for entry in roster for spelling in _spellings(entry)}
    groups: dict[str, tuple[str, tuple[str, ...]]] = {}
    for word, key in table.words():
        if fold(word) in groups:
            raise table.error(f"nhóm “{word}” đã có ở trên", "hãy gộp hai dòng thành một", key)
        members = table.names(key)
        if not members:
            raise table.error("nhóm chưa có ai", 'hãy ghi tên các lãnh đạo, ví dụ ["Hoàn", "Bình"]', key)
        for member in members:
            if known and fold(member) not in known:
                names = [entry.name for entry in roster]
                raise table.error(
                    f"“{member}” không có trong danh sách [[leader]]{suggestion(member, names)}",
                    f"hãy ghi một trong các tên: {listed(names)}",
                    key,
                )
        unique = dict.fromkeys(known.get(fold(member), member) for member in members)
        groups[fold(word)] = (word, tuple(unique))
    return tuple(groups.values())


def _feed_name(table: Table) -> str:
    """The pattern of a feed's file name: it must give every leader a name of its own that any system can keep."""
    pattern = table.text("name", Config().feed_name)
    advice = 'hãy ghi mẫu tên tệp như "{slug}.ics"'
    bare = _PLACEHOLDER.sub("", pattern)
    for field in _PLACEHOLDER.findall(pattern):
        if field not in ("{slug}", "{title}"):
            raise table.error(f"{field} không dùng được trong mẫu tên tệp", "chỉ có {slug} và {title}", "name")
    if "{" in bare or "}" in bare:
        raise table.error(f"“{pattern}” có dấu ngoặc nhọn lẻ", advice, "name")
    if "{slug}" not in pattern:
        raise table.error(f"“{pattern}” không có {{slug}}, nên mọi lịch sẽ trùng tên tệp", advice, "name")
    if bad := sorted(set(bare) & set('/\\:*?"<>|')):
        raise table.error(f"tên tệp không được có {' '.join(bad)}", advice, "name")
    if pattern.startswith(".") or not pattern.endswith(".ics"):
        raise table.error(f"“{pattern}” phải kết thúc bằng .ics và không bắt đầu bằng dấu chấm", advice, "name")
    return pattern


def _alarm(table: Table) -> int | None:
    minutes = table.get("alarm")
    if minutes is None:
        return None
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not 0 <= minutes <= _FOUR_WEEKS:
        raise table.wrong("alarm", f"số phút nhắc trước từ 0 đến {_FOUR_WEEKS}; hãy ghi ví dụ alarm = 30")
    return minutes
