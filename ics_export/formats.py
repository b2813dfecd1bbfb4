"""Findings as text: for people, JSON, a sentence that counts them (one a line: ``talk``).

Findings quote what strangers wrote, so every word goes through ``terminal.harmless``: the only control characters that
leave this module are line ends, and colours where they were asked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from ics_export.diagnostics import Finding, Severity
from ics_export.talk import at
from ics_export.terminal import clusters, harmless, width, wrap
from ics_export.vietnamese import nfc

WORDS = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.INFO: "lưu ý"}
"""What each severity is called, the worst first."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
# Between the words of an excerpt the source may hold markup, line ends, several blanks.
_GLUE = r"(?:\s|<[^<>]{0,40}>|\*){1,40}"
# How far an excerpt with markup in between is looked for, so that a line of a million letters costs what others do.
_REACH = 20_000
# A cell's edge, so that one can still see the columns of the table the line comes from.
_EDGE = " ┊ "


def human(
    findings: Iterable[Finding], lines_of: Callable[[str], Sequence[str]], colour: bool, *, width: int = 80
) -> str:
    """Findings for a person: place and message, the source line with carets under the words meant, what was done.

    ``lines_of`` gives the lines of a file named in a place (none where it is not at hand).
    """
    paint = _painter(colour)
    return "\n\n".join("\n".join(_block(f, lines_of(f.place.file), paint, max(width, 40))) for f in findings)


def as_json(findings: Iterable[Finding]) -> str:
    """Findings as a JSON array; what a terminal might obey is written as ``\\uXXXX``."""
    import json

    rows = [
        {
            "code": f.code,
            "severity": f.severity.value,
            "file": f.place.file,
            "line": f.place.line,
            "column": f.place.column,
            "message": f.message,
            "excerpt": f.excerpt,
            "action": f.action,
        }
        for f in findings
    ]
    text = json.dumps(rows, ensure_ascii=False, indent=2)
    return text if text.replace("\n", "").isprintable() else "".join(map(_escaped, text))


def summary(findings: Iterable[Finding]) -> str:
    """How many findings of each severity there are, in one sentence."""
    findings = tuple(findings)
    counts = Counter(f.severity for f in findings)
    parts = [f"{counts[severity]} {word}" for severity, word in WORDS.items() if counts[severity]]
    if not parts:
        return "Không có gì cần lưu ý."
    listed = " và ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)
    files = len({f.place.file for f in findings})
    return f"Có {listed}{f' trong {files} tệp' if files > 1 else ''}."


def _escaped(char: str) -> str:
    """``char``, or its JSON escape where it is not printable; line ends are the layout's own."""
    if char.isprintable() or char == "\n":
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i] << 8 | units[i + 1]:04x}" for i in range(0, len(units), 2))


def _painter(colour: bool) -> Callable[[str, str], str]:
    if not colour:
        return lambda text, _: text
    import click

    return lambda text, fg: click.style(text, fg=fg, bold=True)


def _block(finding: Finding, lines: Sequence[str], paint: Callable[[str, str], str], columns: int) -> list[str]:
    """One finding as lines of at most ``columns`` columns."""
    tone, label = _COLOURS[finding.severity], f"{WORDS[finding.severity]} {harmless(finding.code)}"
    out = wrap(f"{at(finding)}: {label}: {finding.message}", columns, hang=4)
    out[0] = out[0].replace(label, paint(label, tone), 1)
    number = finding.place.line
    if 1 <= number <= len(lines) and lines[number - 1].strip():
        gutter = f"{number:>6} │ "
        shown, before, under = _quoted(lines[number - 1], finding, columns - len(gutter))
        out.append(gutter + shown)
        if under:
            out.append(" " * (len(gutter) - 2) + "│ " + " " * before + paint("^" * under, tone))
    if finding.action:
        out += ["    " + line for line in wrap(f"→ {finding.action}", columns - 4, hang=2)]
    return out


def _quoted(line: str, finding: Finding, columns: int) -> tuple[str, int, int]:
    """The part of a source line around a finding's words, the columns before them and the columns they take."""
    start, end = span(line, finding)
    # Far more letters than columns, yet a bounded number, since marks take no column.
    reach = 4 * columns
    middle = line[start : min(end, start + reach)]
    parts = (line[max(0, start - reach) : start], middle, line[end : end + reach] if end - start <= reach else "")
    left, words, right = ([_visible(letter) for letter in clusters(nfc(part))] for part in parts)
    if start <= reach:
        while left and not left[0].strip():
            del left[0]  # how far a line is indented tells nothing
    letters = left + words + right
    sizes = [width(letter) for letter in letters]
    first, last = len(left), len(left) + len(words)
    begin, stop = _window(sizes, first, last, columns)
    before = "…" * (begin > 0 or start > reach)
    after = "…" * (stop < len(letters) or end + len(parts[2]) < len(line))
    shown = before + "".join(letters[begin:stop]) + after
    return shown.rstrip(), len(before) + sum(sizes[begin:first]), sum(sizes[first : min(last, stop)])


def _window(sizes: Sequence[int], first: int, last: int, columns: int) -> tuple[int, int]:
    """Which letters to show in ``columns``: those from ``first`` to ``last``, and what fits around them."""
    if sum(sizes) <= columns - 2:
        return 0, len(sizes)
    room = columns - 2  # both ends may need their "…"
    begin = stop = first

    def grow_right(limit: int) -> None:
        nonlocal stop, room
        while stop < limit and sizes[stop] <= room:
            room -= sizes[stop]
            stop += 1

    def grow_left(spare: int) -> None:
        nonlocal begin, room
        while begin and sizes[begin - 1] <= room - spare:
            begin -= 1
            room -= sizes[begin]

    grow_right(last)
    if stop == last:
        # A third of the line leads up to the words; then what follows them; then whatever room is left.
        grow_left(spare=max(room - columns // 3, 0))
        grow_right(len(sizes))
        grow_left(spare=0)
    return begin, stop


def _visible(letter: str) -> str:
    """A letter of a source line as it is drawn: the edge of a cell for a tab."""
    return _EDGE if letter == "\t" else harmless(letter)


def span(line: str, finding: Finding) -> tuple[int, int]:
    """Where in ``line`` the words of a finding stand; an empty span at its column where they cannot be found."""
    start = min(max(finding.place.column - 1, 0), len(line))
    words = finding.excerpt.split()
    if words:
        for base in (start, 0):
            at = line.find(finding.excerpt, base)
            if at >= 0:
                return at, at + len(finding.excerpt)
        for form in ("NFC", "NFD"):
            # Words enough to be sure, few enough for a small pattern.
            pattern = re.compile(_GLUE.join(re.escape(unicodedata.normalize(form, w)) for w in words[:40]))
            for base in (start, 0):
                found = pattern.search(line, base, base + _REACH)
                if found:
                    return found.span()
    return start, start + (start > 0 and start < len(line))
