"""A second look at iCalendar bytes, octet by octet, that shares no code with what wrote them (RFC 5545).

``check`` reads a whole calendar and fails on the first thing the standard, or one of the clients measured, would not
take: line ends, lines over 75 octets, broken UTF-8 or escapes, unknown values, missing or doubled properties.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

ONCE = {
    "VCALENDAR": {"PRODID", "VERSION", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE"}
    | {"REFRESH-INTERVAL", "X-PUBLISHED-TTL"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"},
    "VEVENT": {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"}
    | {"STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"},
    "VALARM": {"ACTION", "DESCRIPTION", "TRIGGER"},
}
"""Properties a component must have, once each."""

MAYBE = {"VEVENT": {"LOCATION", "CATEGORIES"}}
"""Properties a component may have, once."""

MANY = {"VEVENT": {"CONTACT"}}
TEXT = {"SUMMARY", "DESCRIPTION", "LOCATION", "CONTACT", "CATEGORIES", "NAME", "X-WR-CALNAME", "UID", "PRODID"}
FORMS = {
    "DTSTAMP": r":\d{8}T\d{6}Z",
    "LAST-MODIFIED": r":\d{8}T\d{6}Z",
    "DTSTART": r";TZID=Asia/Ho_Chi_Minh:\d{8}T\d{6}|;VALUE=DATE:\d{8}|:19700101T000000",
    "DTEND": r";TZID=Asia/Ho_Chi_Minh:\d{8}T\d{6}|;VALUE=DATE:\d{8}",
    "SEQUENCE": r":\d+",
    "STATUS": ":(CONFIRMED|TENTATIVE|CANCELLED)",
    "TRANSP": ":(OPAQUE|TRANSPARENT)",
    "X-MICROSOFT-CDO-BUSYSTATUS": ":(FREE|BUSY|TENTATIVE)",
    "REFRESH-INTERVAL": ";VALUE=DURATION:PT12H",
    "X-PUBLISHED-TTL": ":PT12H",
    "VERSION": r":2\.0",
    "METHOD": ":PUBLISH",
    "CALSCALE": ":GREGORIAN",
    "TRIGGER": r":-?P(\d+D|\d+DT[\dHM]+|T[\dHM]+)",
}
BUSY = {("OPAQUE", "BUSY"), ("OPAQUE", "TENTATIVE"), ("TRANSPARENT", "FREE")}


@dataclass
class Component:
    """A component with its raw properties (parameters and value as written) and its parts."""

    name: str
    properties: list[tuple[str, str]] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def values(self, name: str) -> list[str]:
        """The values of ``name``, without parameters, texts unescaped."""
        values = (rest.partition(":")[2] for key, rest in self.properties if key == name)
        return [unescape(value) if name in TEXT else value for value in values]


def check(data: bytes) -> Component:
    """The calendar in ``data``, or an AssertionError that names what is wrong with it."""
    lines = unfold(data)
    stack = [Component("")]
    for line in lines:
        match = re.fullmatch(r"([A-Z][A-Z-]*)((?:;[A-Z]+=[A-Za-z/_-]+)*:.*)", line)
        assert match, f"no content line: {line[:80]!r}"
        name, rest = match.groups()
        if name == "BEGIN":
            stack.append(Component(rest[1:]))
        elif name == "END":
            component = stack.pop()
            assert component.name == rest[1:], f"END:{rest[1:]} in {component.name}"
            check_component(component)
            stack[-1].parts.append(component)
        else:
            check_property(name, rest)
            stack[-1].properties.append((name, rest))
    assert len(stack) == 1 and [part.name for part in stack[0].parts] == ["VCALENDAR"]
    calendar = stack[0].parts[0]
    kinds = [part.name for part in calendar.parts]
    assert kinds == ["VTIMEZONE"] + ["VEVENT"] * (len(kinds) - 1), "the time zone comes first, and once"
    uids = [part.values("UID")[0] for part in calendar.parts[1:]]
    assert len(uids) == len(set(uids)), "doubled UID"
    return calendar


def unfold(data: bytes) -> list[str]:
    """The content lines of ``data``, after a look at every octet."""
    assert data.endswith(b"\r\n") and not data.startswith((b" ", b"\t"))
    physical = data[:-2].split(b"\r\n")
    for number, line in enumerate(physical, 1):
        where = f"line {number}: {line!r}"
        assert 0 < len(line) <= 75, where
        assert b"\r" not in line and b"\n" not in line, f"bare line break, {where}"
        text = line.decode("utf-8")  # each physical line by itself: a fold inside a character fails here
        assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in text), f"control character, {where}"
        trailing = len(line) - len(line.rstrip(b"\\"))
        assert trailing % 2 == 0, f"escape parted by a fold, {where}"
    lines: list[str] = []
    for line in physical:
        if line.startswith(b" "):
            lines[-1] += line[1:].decode()
        else:
            lines.append(line.decode())
    return lines


def check_property(name: str, rest: str) -> None:
    """One property: its value's form, and for text its escapes and normal form."""
    if name in FORMS:
        assert re.fullmatch(FORMS[name], rest), f"{name}{rest}"
    if name in TEXT:
        value = rest.partition(":")[2]
        bare = re.sub(r"\\[\\;,nN]", "", value)
        assert "\\" not in bare and ";" not in bare, f"illegal escape in {name}"
        assert "," not in bare or name == "CATEGORIES", f"bare comma in {name}"
        assert unicodedata.is_normalized("NFC", value), f"{name} is not NFC"


def check_component(component: Component) -> None:
    """What must, may and may not stand in a component; for events, what belongs together."""
    names = [name for name, _ in component.properties]
    once, maybe = ONCE[component.name], MAYBE.get(component.name, set())
    for name in once:
        assert names.count(name) == 1, f"{component.name} has {names.count(name)} {name}"
    for name in maybe:
        assert names.count(name) <= 1, f"{component.name} has {names.count(name)} {name}"
    assert set(names) <= once | maybe | MANY.get(component.name, set()), names
    if component.name != "VEVENT":
        return
    (start,), (end,) = component.values("DTSTART"), component.values("DTEND")
    assert len(start) == len(end) and start < end, f"{start} to {end}"
    pair = (component.values("TRANSP")[0], component.values("X-MICROSOFT-CDO-BUSYSTATUS")[0])
    assert pair in BUSY, pair
    assert 0 < len(component.values("SUMMARY")[0]) <= 255
    assert all(part.name == "VALARM" for part in component.parts)


def unescape(text: str) -> str:
    """RFC 5545 section 3.3.11, in one pass."""
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], text)
