"""Folding of content lines by octets (RFC 5545 section 3.1).

icalendar folds one character at a time, which was 42 % of its ``to_ical()`` when measured; a description of 400
octets takes a sixth of that time here. The guarantees are the same and tested octet by octet, and two are added: a
continuation line does not begin with a combining mark (an editor would draw it on the fold's blank), and no line begins
or ends with a blank of the text where that can be helped (cozy-ical trims lines before it joins them).
"""

from __future__ import annotations

import unicodedata

LIMIT = 75
"""Octets a line may have, its CRLF not counted."""

_ROOM = LIMIT - 1  # on a continuation line, whose first octet is the fold's own blank
_REACH = 24  # how far a cut may go back for the sake of good looks
_BLANK, _BACKSLASH = 0x20, 0x5C
_FIRST_MARK = 0xCC  # the lead octet of U+0300: what sorts below is ASCII or a precomposed Latin letter
_JOINER = "\u200d".encode()  # ties emoji together


def fold(line: bytes) -> bytes:
    """``line`` (UTF-8, without its line break) folded to at most 75 octets a line; unfolding gives it back."""
    if len(line) <= LIMIT:
        return line
    parts: list[bytes] = []
    start, room = 0, LIMIT
    while len(line) - start > room:
        cut = _cut(line, start, start + room)
        parts.append(line[start:cut])
        start, room = cut, _ROOM
    parts.append(line[start:])
    return b"\r\n ".join(parts)


def _cut(line: bytes, start: int, latest: int) -> int:
    """Where to end the line that begins at ``start``: at ``latest`` or shortly before it."""
    must = _boundary(line, start, latest)
    cut, earliest = must, max(start + 1, must - _REACH)
    while cut >= earliest:
        if line[cut - 1] != _BLANK and line[cut] != _BLANK and not _continues(line, cut):
            return cut
        cut = _boundary(line, start, cut - 1)
    return must


def _boundary(line: bytes, start: int, cut: int) -> int:
    """The last place up to ``cut`` that is neither inside a UTF-8 sequence nor inside an escape."""
    while line[cut] & 0xC0 == 0x80:
        cut -= 1
    run = cut
    while run > start and line[run - 1] == _BACKSLASH:
        run -= 1
    return cut - (cut - run) % 2  # an odd run of backslashes: its last one escapes what follows


def _continues(line: bytes, cut: int) -> bool:
    """Whether the character at ``cut`` belongs to the one before it: a combining mark or a joiner."""
    lead = line[cut]
    if lead < _FIRST_MARK:
        return False
    if line.endswith(_JOINER, cut - 3, cut):
        return True
    length = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
    character = line[cut : cut + length].decode()
    return character == "\u200d" or unicodedata.category(character)[0] == "M"  # M: variation selectors too
