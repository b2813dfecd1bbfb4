"""Hand-made truth: what a careful secretary would enter from a programme, and how a reading is held against it.

A gold file lists the leaders and the events of the programme beside it. An event is found when one of ours has the
same first and last day, part of the day, status and words, and, where the gold gives them, hours, place, units and
certainty; it must be in the feeds of exactly those leaders that the gold names. Kinds other than "event" are all-day
markers.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ics_export.config import Config
from ics_export.model import Event, Kind, Leader
from ics_export.pipeline import Result, run
from ics_export.vietnamese import fold

HERE = Path(__file__).parent
PROGRAMMES = (HERE.parent / "samples", HERE / "programmes")


def documents() -> list[Path]:
    """Every programme that has a gold file beside it."""
    return sorted(p for folder in PROGRAMMES for p in folder.glob("*.txt") if gold_of(p).exists())


def gold_of(document: Path) -> Path:
    return document.with_name(document.stem + ".gold.json")


def read(document: Path) -> tuple[Result, dict[str, Any]]:
    gold = json.loads(gold_of(document).read_text(encoding="utf-8"))
    return run(document.name, document.read_bytes(), Config()), gold


def words(text: str) -> str:
    """For comparison: folded, no blanks beside a hyphen ("TT- TK" is "TT-TK")."""
    return re.sub(r"\s*-\s*", "-", fold(text))


def days(event: Event) -> tuple[dt.date, dt.date]:
    if isinstance(event.start, dt.datetime) and isinstance(event.end, dt.datetime):
        return event.start.date(), event.end.date()
    assert not isinstance(event.end, dt.datetime)
    first = event.start.date() if isinstance(event.start, dt.datetime) else event.start
    return first, event.end - dt.timedelta(1)


def part_of_day(event: Event) -> str:
    if not isinstance(event.start, dt.datetime) or not isinstance(event.end, dt.datetime):
        return "all_day"
    if event.end - event.start >= dt.timedelta(hours=6):
        return "all_day"
    return "morning" if event.start.hour < 12 else "afternoon" if event.start.hour < 18 else "evening"


def matches(event: Event, gold: dict[str, Any]) -> bool:
    first, last = days(event)
    if (first.isoformat(), last.isoformat()) != (gold["date"], gold.get("end_date") or gold["date"]):
        return False
    if event.cancelled is not (gold.get("status") == "CANCELLED"):
        return False
    start = f"{event.start:%H:%M}" if isinstance(event.start, dt.datetime) else None
    slot = "all_day" if gold["slot"] == "unspecified" else gold["slot"]
    if first == last and part_of_day(event) != slot and not (gold.get("start") and start == gold["start"]):
        return False
    if any(words(w) not in words(event.summary) for w in gold["title_has"]):
        return False
    if gold.get("start") and start != gold["start"]:
        return False
    if gold.get("end") and f"{event.end:%H:%M}" != gold["end"]:
        return False
    return not gold.get("location_has") or words(gold["location_has"]) in words(event.location or "")


def leader_named(gold: dict[str, Any], leaders: tuple[Leader, ...]) -> str | None:
    """Our name of a gold leader: the same name, else the same last words, else an alias."""
    for name in (gold["name"], *gold.get("aliases", ())):
        for leader in leaders:
            ours = {fold(n) for n in (leader.name, leader.full_name, *leader.aliases) if n}
            if fold(name) in ours or any(o.endswith(" " + fold(name)) for o in ours):
                return leader.name
    return None


def differences(result: Result, gold: dict[str, Any]) -> Iterator[str]:
    """What a careful secretary would object to, a sentence each; nothing where the reading is hers."""
    names = {g["name"]: leader_named(g, result.programme.leaders) for g in gold["leaders"]}
    for name, ours in names.items():
        if ours is None:
            yield f"no leader {name}: {[x.name for x in result.programme.leaders]}"
    left = [e for e in result.events if e.source.line]
    wanted = sorted(gold["events"], key=lambda g: (bool(g.get("optional")), -sum(map(len, g["title_has"]))))
    for g in wanted:
        fitting = [e for e in left if matches(e, g)]
        wanted_feeds = {names.get(n) or n for n in (g.get("feeds") or g["leaders"])}
        # Of equal fillers ("Làm việc tại cơ quan") the one of the same leaders is meant.
        found = next((e for e in fitting if set(e.feeds) == wanted_feeds), next(iter(fitting), None))
        label = f"{g['date']} {g['slot']} {g['title_has']}"
        if found is None:
            if not g.get("optional"):
                yield f"missed: {label}"
            continue
        left.remove(found)
        if g["kind"] != "event" or g.get("optional"):
            continue
        if g.get("certain") is not None and found.certain is not g["certain"]:
            yield f"certain is {found.certain}: {label}"
        about = words(" ".join(found.units))
        if any(words(unit) not in about for unit in g.get("units") or ()):
            yield f"units {found.units} are not {g['units']}: {label}"
        expected = {names.get(n) or n for n in (g.get("feeds") or g["leaders"])}
        allowed = expected | {names.get(n) or n for n in g.get("optional_feeds", ())}
        if not expected <= set(found.feeds) <= allowed:
            yield f"feeds {sorted(found.feeds)} are not {sorted(expected)}: {label}"
    for event in left:
        if event.kind is Kind.EVENT:
            yield f"extra: {days(event)[0]} {part_of_day(event)} {event.summary[:60]}"
