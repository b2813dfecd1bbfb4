"""Maintenance: hold our days off against the `holidays` package, and take over the swaps that it knows.

    python -m ics_export.almanac.refresh 2025 2027            shows the differences, year by year
    python -m ics_export.almanac.refresh 2025 2027 --write    also adds missing swaps to announced_days.tsv

Only swaps are taken over: the package lists them from announcements. Its Tết breaks and its day beside
2 September are computed by rules of its own whether announced or not, so they are shown as differences and
entered by hand with their announcement. `holidays` is a development dependency, loaded by this command alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from .holidays import Almanac
from .law import DayOff, announced

What = Literal["off", "worked"]

DATA = Path(__file__).with_name("announced_days.tsv")
_SWAP = re.compile(r"thay cho ngày (\d\d)/(\d\d)/(\d{4})")


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """A day on which the two disagree: `off` or `worked`, and who alone has it so."""

    day: date
    what: What
    only: Literal["ours", "theirs"]
    name: str


def differences(almanac: Almanac, years: Iterable[int]) -> list[Difference]:
    """Every day off and every worked weekend day that only one of the two knows, in order.
    Raises AlmanacRangeError for years outside 1968..2099, ImportError without `holidays`."""
    found: list[Difference] = []
    for year in years:
        our_off = {day.date: day.title for day in almanac.days_off(year)}
        our_worked = dict.fromkeys(almanac.working_days(year), "Làm bù")
        their_off, their_worked = _reference(year)
        found += _one_sided("off", our_off, their_off)
        found += _one_sided("worked", our_worked, their_worked)
    return sorted(found)


def _one_sided(what: What, ours: dict[date, str], theirs: dict[date, str]) -> Iterator[Difference]:
    for day in ours.keys() - theirs.keys():
        yield Difference(day, what, "ours", ours[day])
    for day in theirs.keys() - ours.keys():
        yield Difference(day, what, "theirs", theirs[day])


def missing_swaps(years: Iterable[int]) -> Iterator[DayOff]:
    """The swaps of the package that announced_days.tsv lacks."""
    source = f"holidays {version('holidays')}, chưa đối chiếu với thông báo"
    for year in years:
        known = {day.date for day in announced().get(year, ())}
        for day, name in sorted(_reference(year)[0].items()):
            swap = _SWAP.search(name)
            if swap and day not in known:
                worked_on = date(int(swap[3]), int(swap[2]), int(swap[1]))
                yield DayOff(day, "Nghỉ hoán đổi", "swap", worked_on=worked_on, source=source)


def _reference(year: int) -> tuple[dict[date, str], dict[date, str]]:
    """The package's days off and worked weekend days of a year, with their names."""
    import holidays

    vietnam = holidays.country_holidays("VN", years=year, language="vi")
    worked = {day: "weekend_workdays" for day in vietnam.weekend_workdays if day.year == year}
    return {day: name for day, name in vietnam.items() if day.year == year}, worked


def _row(day: DayOff) -> str:
    worked_on = day.worked_on.isoformat() if day.worked_on else ""
    return "\t".join((day.date.isoformat(), day.kind, day.name, worked_on, day.source))


def _write(swaps: Iterable[DayOff], path: Path) -> None:
    """Put new rows into the file, in date order behind its notes and heading."""
    lines = path.read_text(encoding="utf-8").splitlines()
    heading = next(number for number, line in enumerate(lines) if line.startswith("date\t")) + 1
    body = sorted([*lines[heading:], *map(_row, swaps)])
    path.write_text("\n".join([*lines[:heading], *body]) + "\n", encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """The command. In: first year, last year, and "--write" if wanted. Out: 0, or 2 for wrong arguments."""
    years_given = [argument for argument in arguments if argument != "--write"]
    if len(years_given) != 2 or not all(year.isdigit() for year in years_given):
        print("usage: python -m ics_export.almanac.refresh FIRST_YEAR LAST_YEAR [--write]", file=sys.stderr)
        return 2
    years = range(int(years_given[0]), int(years_given[1]) + 1)
    for difference in differences(Almanac(), years):
        print(f"{difference.day}  {difference.what:<6}  only {difference.only:<6}  {difference.name}")
    swaps = list(missing_swaps(years))
    for swap in swaps:
        print("+ " + _row(swap))
    if swaps and "--write" in arguments:
        _write(swaps, DATA)
        print(f"{len(swaps)} rows added to {DATA.name}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
