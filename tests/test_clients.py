"""Real clients read the feeds: the same events at the same instants, and what is published anew replaces the old.

khal, vdirsyncer and Radicale come with the extra ``clients``; ical.js, Thunderbird's parser, with ``npm install -g
ical.js`` where node is. A client that is absent is skipped and says so.
"""

from __future__ import annotations

import base64
import datetime as dt
import functools
import http.client
import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from ics_export.config import Config
from ics_export.feeds.calendar import feeds
from ics_export.feeds.publishing import write_feeds
from ics_export.feeds.times import bounds
from ics_export.model import Event, Slot
from tests.feeds.build import LEADERS, OFFICE, STAMP, at, event, month

Seen = dict[str, tuple[str, str, str]]
"""Start, end and summary by UID: instants as UTC ("2025-02-03T00:30:00Z"), days as dates, the end exclusive."""

SECONDS = 120
CHANGED, REWORDED, GONE = "Họp UBND tỉnh", "Làm việc với Cục SHTT", "Họp soát xét"
NEW = event(
    "Họp giao ban đột xuất, “khẩn”", uid="0c2bd1a4-7a55-5f0e-9d5e-2c9f1b7f0099", start=at(20, 14), end=at(20, 15)
)


def as_text(moment: dt.datetime | dt.date) -> str:
    """An instant or a day as in ``Seen``."""
    if isinstance(moment, dt.datetime):
        assert moment.tzinfo is not None, "a floating time is no instant"
        return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.isoformat()


def meant(events: tuple[Event, ...]) -> Seen:
    """What a client should see."""
    titles = {e.uid: ("[HỦY] " if e.cancelled else "") + e.summary for e in events}
    return {e.uid: (as_text(bounds(e)[0]), as_text(bounds(e)[1]), titles[e.uid]) for e in events}


def read(data: bytes) -> Seen:
    """What stands in an iCalendar object, or in several."""
    found: Seen = {}
    for calendar in Calendar.from_ical(data, multiple=True):
        for item in calendar.walk("VEVENT"):
            assert str(item["UID"]) not in found, "doubled"
            start, end = as_text(item["DTSTART"].dt), as_text(item["DTEND"].dt)
            found[str(item["UID"])] = start, end, str(item["SUMMARY"])
    return found


def first() -> tuple[Event, ...]:
    """The events as first published."""
    return month()


def second() -> tuple[Event, ...]:
    """The events of the next night: one moved, one worded anew, one gone, one new."""
    stamp = STAMP + dt.timedelta(days=1)
    newer: list[Event] = [NEW._replace(stamp=stamp)]
    for old in first():
        if old.summary == CHANGED:
            newer.append(old._replace(start=at(11, 14), end=at(11, 16), slot=Slot.AFTERNOON, sequence=1, stamp=stamp))
        elif old.summary == REWORDED:
            newer.append(old._replace(summary=f"{REWORDED}; ký kết", sequence=1, stamp=stamp))
        elif old.summary != GONE:
            newer.append(old)
    return tuple(newer)


def feed(events: tuple[Event, ...]) -> bytes:
    """The feed of all events."""
    return feeds(OFFICE, LEADERS, events, Config())["all.ics"]


def test_what_we_mean_is_what_stands_there() -> None:
    """The yardstick itself."""
    assert read(feed(first())) == meant(first())
    assert read(feed(second())) == meant(second())
    assert len(meant(first())) == len(meant(second())) >= 8
    assert len(meant(first()).items() & meant(second()).items()) == len(first()) - 3


@functools.cache
def module_reason(module: str) -> str:
    """Why a client written in Python can't be run; "" where it can."""
    return "" if importlib.util.find_spec(module) else f"{module} is absent: pip install -e '.[clients]'"


def needs(module: str) -> pytest.MarkDecorator:
    """Skip where a module is absent."""
    return pytest.mark.skipif(bool(module_reason(module)), reason=module_reason(module))


def run(*command: str | Path, home: Path, data: bytes | None = None) -> str:
    """The output of a command that has a home folder to itself."""
    keep = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "NODE_PATH") if name in os.environ}
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "TMPDIR")
    there = {name: str(home) for name in names}
    there |= {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "TZ": "Asia/Ho_Chi_Minh", "COLUMNS": "400"}
    done = subprocess.run(
        [str(word) for word in command],
        input=data or b"",
        capture_output=True,
        cwd=home,
        env=keep | there,
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()
    return done.stdout.decode()


# khal

KHAL = """
[calendars]
[[lich]]
path = {home}/lich
type = calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Asia/Ho_Chi_Minh
default_timezone = Asia/Ho_Chi_Minh
[sqlite]
path = {home}/khal.db
"""


class Khal:
    """khal with an empty calendar."""

    def __init__(self, home: Path) -> None:
        self._home, self._config = home, home / "config"
        (home / "lich").mkdir()
        self._config.write_text(KHAL.format(home=home), encoding="utf-8")

    def __call__(self, *arguments: str) -> str:
        command = (sys.executable, "-c", "from khal.cli import main_khal; main_khal()", "-c", self._config)
        return run(*command, *arguments, home=self._home)

    def take(self, data: bytes) -> None:
        """Import a file."""
        path = self._home / "in.ics"
        path.write_bytes(data)
        self("import", "--batch", "-a", "lich", str(path))

    def listed(self) -> Seen:
        """What it shows of the month."""
        line = "{uid}\t{start-long-full}\t{end-long-full}\t{all-day}\t{title}{nl}"
        text = self("list", "--once", "--format", line, "--day-format", "", "2025-02-01", "2025-03-01")
        found: Seen = {}
        for row in filter(None, text.splitlines()):
            uid, start, end, whole_day, title = row.split("\t")
            assert uid not in found, "doubled"
            if whole_day == "True":
                last = dt.date.fromisoformat(end[:10]) + dt.timedelta(
                    days=1
                )  # khal shows the last day, not the one after
                found[uid] = start[:10], last.isoformat(), title
            else:
                zone = dt.timezone(dt.timedelta(hours=7))
                first, last = (dt.datetime.strptime(x, "%Y-%m-%d %H:%M").replace(tzinfo=zone) for x in (start, end))
                found[uid] = as_text(first), as_text(last), title
        return found


@needs("khal")
def test_khal_imports_and_lists(tmp_path: Path) -> None:
    khal = Khal(tmp_path)
    khal.take(feed(first()))
    assert khal.listed() == meant(first())
    khal.take(feed(first()))
    assert khal.listed() == meant(first()), "imported twice, there once"
    khal.take(feed(second()))
    gone = {uid: seen for uid, seen in meant(first()).items() if GONE in seen[2]}
    assert khal.listed() == meant(second()) | gone, "an import replaces, and leaves alone what it does not hold"


# vdirsyncer, from a real server

VDIRSYNCER = """
[general]
status_path = "{home}/status/"
[pair lich]
a = "feed"
b = "folder"
collections = null
conflict_resolution = "a wins"
[storage feed]
type = "http"
url = "{url}"
[storage folder]
type = "filesystem"
path = "{home}/items/"
fileext = ".ics"
"""


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address of a site that ``ics-export serve`` serves."""
    command = [sys.executable, "-c", "from ics_export.cli import main; main()", "serve", str(site), "--port", "0", "-q"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        assert process.stderr
        found = re.search(r"http://127\.0\.0\.1:\d+/", line := process.stderr.readline())
        assert found, line
        yield found[0]
    finally:
        process.terminate()
        process.communicate(timeout=SECONDS)


@needs("vdirsyncer")
@needs("uvicorn")
def test_vdirsyncer_keeps_a_folder_as_the_feed_is(tmp_path: Path) -> None:
    """Its http storage names an event by a hash of all but its UID, so that is compared; two twins become one there."""
    site, home = tmp_path / "site", tmp_path / "home"
    (home / "items").mkdir(parents=True)
    write_feeds(site, {"all.ics": feed(first())})
    with serving(site) as address:
        config = home / "config"
        config.write_text(VDIRSYNCER.format(home=home, url=f"{address}all.ics"), encoding="utf-8")
        vdirsyncer = (sys.executable, "-m", "vdirsyncer", "-c", config)

        def synced() -> dict[Path, int]:
            run(*vdirsyncer, "sync", home=home)
            return {path: path.stat().st_mtime_ns for path in sorted((home / "items").glob("*.ics"))}

        def seen(paths: dict[Path, int]) -> list[tuple[str, str, str]]:
            return sorted(read(b"\r\n".join(path.read_bytes() for path in paths)).values())

        run(*vdirsyncer, "discover", home=home)
        before = synced()
        assert seen(before) == sorted(set(meant(first()).values()))
        assert synced() == before, "nothing new, nothing touched"
        write_feeds(site, {"all.ics": feed(second())})
        after = synced()
        assert seen(after) == sorted(set(meant(second()).values()))
        assert len(after.items() & before.items()) == len(before) - 3, "the others were left alone"


# Radicale

RADICALE = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[storage]
filesystem_folder = {home}/collections
[logging]
level = warning
"""
REPORT = """<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:prop><D:getetag/><C:calendar-data/></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
<C:time-range start="{start}" end="{end}"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"""
CALENDAR_DATA = "{urn:ietf:params:xml:ns:caldav}calendar-data"


class Radicale:
    """A CalDAV server of its own."""

    def __init__(self, home: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self._port = listener.getsockname()[1]
        config = home / "config"
        config.write_text(RADICALE.format(port=self._port, home=home), encoding="utf-8")
        self._output = (home / "log").open("wb")
        command = [sys.executable, "-m", "radicale", "--config", str(config)]
        self._process = subprocess.Popen(command, stdout=self._output, stderr=self._output, cwd=home)
        for _ in range(SECONDS * 10):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError((home / "log").read_text(encoding="utf-8"))

    def __enter__(self) -> Radicale:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(SECONDS)
        self._output.close()

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
        """The body of an answer that must be a good one."""
        given = {"Authorization": "Basic " + base64.b64encode(b"vanthu:x").decode(), "Depth": "1"}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=SECONDS)
        connection.request(method, path, body, given)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        assert answer.status < 300, (method, answer.status, data)
        return data

    def reported(self, path: str, start: str = "20250101T000000Z", end: str = "20250401T000000Z") -> Seen:
        """The events between two moments, as a calendar program asks for them."""
        body = REPORT.format(start=start, end=end).encode()
        tree = ElementTree.fromstring(self.ask("REPORT", path, body, Content_Type="application/xml"))
        return read("\r\n".join(node.text or "" for node in tree.iter(CALENDAR_DATA)).encode())


def single(events: tuple[Event, ...]) -> dict[str, bytes]:
    """Each event as a calendar of its own, by UID."""
    return {e.uid: feed((e,)) for e in events}


@needs("radicale")
def test_radicale_takes_the_whole_feed_and_reports_it(tmp_path: Path) -> None:
    with Radicale(tmp_path) as radicale:
        for events in (first(), first(), second()):
            radicale.ask("PUT", "/vanthu/lich/", feed(events), Content_Type="text/calendar; charset=utf-8")
            assert radicale.reported("/vanthu/lich/") == meant(events)
        # 11 February in Vietnam begins at 17:00 UTC on the 10th
        some = radicale.reported("/vanthu/lich/", "20250210T170000Z", "20250211T170000Z")
        assert [title for _, _, title in some.values()] == [CHANGED]


@needs("radicale")
def test_radicale_takes_single_events_and_replaces_them(tmp_path: Path) -> None:
    with Radicale(tmp_path) as radicale:
        radicale.ask("MKCALENDAR", "/vanthu/lich/")
        for events in (first(), second()):
            for uid, data in single(events).items():
                radicale.ask("PUT", f"/vanthu/lich/{uid}.ics", data, Content_Type="text/calendar; charset=utf-8")
        gone = {uid: seen for uid, seen in meant(first()).items() if GONE in seen[2]}
        assert radicale.reported("/vanthu/lich/") == meant(second()) | gone


# ical.js

ICAL_JS = """
const ICAL = require('ical.js');
const text = require('fs').readFileSync(0, 'utf8');
const whole = new ICAL.Component(ICAL.parse(text));
const zones = whole.getAllSubcomponents('vtimezone').map((zone) => new ICAL.Timezone(zone));
zones.forEach((zone) => ICAL.TimezoneService.register(zone));
const shown = (time) => time.isDate ? time.toString() : time.convertToZone(ICAL.Timezone.utcTimezone).toString();
console.log(JSON.stringify(whole.getAllSubcomponents('vevent').map((item) => {
  const event = new ICAL.Event(item);
  return [event.uid, shown(event.startDate), shown(event.endDate), event.summary, event.startDate.zone.tzid,
          event.sequence, item.getFirstPropertyValue('status')];
})));
"""


@functools.cache
def node_modules() -> str | None:
    """Where node finds ical.js: on its own, or among the packages that npm installed for all. None: nowhere."""
    if not shutil.which("node"):
        return None
    folders = [os.environ.get("NODE_PATH", "")]
    if npm := shutil.which("npm"):
        asked = subprocess.run([npm, "root", "-g"], capture_output=True, text=True, check=False, timeout=SECONDS)
        folders.append(asked.stdout.strip())
    for folder in folders:
        test = ["node", "-e", "require('ical.js')"]
        if (
            subprocess.run(test, capture_output=True, check=False, env=os.environ | {"NODE_PATH": folder}).returncode
            == 0
        ):
            return folder
    return None


def by_ical_js(data: bytes, home: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What ical.js makes of a feed; skips where it is absent."""
    folder = node_modules()
    if folder is None:
        pytest.skip("node or its package ical.js is absent: npm install -g ical.js")
    monkeypatch.setenv("NODE_PATH", folder)
    script = home / "read.cjs"
    script.write_text(ICAL_JS, encoding="utf-8")
    found: list[Any] = json.loads(run("node", script, home=home, data=data))
    return found


def test_ical_js_sees_the_same_events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for events in (first(), second()):
        rows = by_ical_js(feed(events), tmp_path, monkeypatch)
        assert {uid: (start, end, title) for uid, start, end, title, *_ in rows} == meant(events)
        assert len(rows) == len(events), "none doubled"
        wanted = {e.uid: e for e in events}
        for uid, start, _, _, zone, sequence, state in rows:
            assert zone == ("Asia/Ho_Chi_Minh" if "T" in start else "floating"), "its zone is the feed's own"
            assert sequence == wanted[uid].sequence
            assert (state == "CANCELLED") is wanted[uid].cancelled
