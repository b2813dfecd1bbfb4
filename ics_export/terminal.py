"""Text for a terminal: nothing that moves the cursor or turns the reading direction, and widths in columns.

A document is written by strangers; whatever of it is shown goes through ``harmless`` first. Widths are counted the
careful way: a character is never taken to be narrower than a terminal draws it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# These only shape what stands around them. Dropping them loses nothing one could see, and it makes widths predictable:
# terminals disagree about joined emoji and about variation selectors.
_UNSEEN = frozenset("\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\ufe0e\ufe0f")
_BLANK = frozenset("\t\n\v\f\r\x85\u2028\u2029")
# A word too long for its column is better cut after one of these ("TT-TKKHCN&ĐMST", "14h30–16h30").
_SEAMS = frozenset("-–—/&_.,;:|")


def _shown(char: str) -> str:
    """What stands for a character that is not simply printable."""
    if char in _UNSEEN:
        return ""
    if char in _BLANK:
        return " "
    if char < " ":
        return chr(0x2400 + ord(char))
    if char == "\x7f":
        return "\N{SYMBOL FOR DELETE}"
    return " " if unicodedata.category(char) == "Zs" else REPLACEMENT


def harmless(text: str) -> str:
    """``text`` on one line that a terminal can only draw.

    Tabs and line ends become blanks, control characters their pictures (ESC: ␛), direction marks and whatever else has
    no shape of its own "�".
    """
    if text.isprintable() and "\ufe0f" not in text and "\ufe0e" not in text and "\u034f" not in text:
        return text
    return "".join(c if c.isprintable() and c not in _UNSEEN else _shown(c) for c in text)


def harmless_lines(text: str) -> str:
    """The same, but line ends stay."""
    return "\n".join(harmless(line) for line in text.split("\n"))


@lru_cache(maxsize=4096)
def _char_width(char: str) -> int:
    """Columns of one harmless character: 0 for marks that sit on the letter before, 2 for wide ones, else 1."""
    if char < "\u0300":
        return 1
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Columns that a harmless ``text`` takes."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


def clusters(text: str) -> Iterator[str]:
    """The letters of ``text``, each with the marks that sit on it, so that a cut never parts them."""
    start = 0
    for index, char in enumerate(text):
        if index > start and _char_width(char):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def pad(text: str, columns: int) -> str:
    """``text`` with blanks up to ``columns``; unchanged where it is as wide already."""
    return text + " " * (columns - width(text))


def cut(text: str, columns: int) -> str:
    """``text`` in at most ``columns`` columns, "…" at its end where something was left out."""
    if width(text) <= columns:
        return text
    letters = list(clusters(text))
    ends = accumulate(map(width, letters))
    return "".join(letter for letter, end in zip(letters, ends, strict=True) if end < columns).rstrip() + "…"


def _broken(word: str, columns: int) -> Iterator[str]:
    """A word wider than its column in pieces that fit, cut after a hyphen or the like where there is one."""
    piece: list[str] = []
    used = seam = 0
    for letter in clusters(word):
        size = width(letter)
        if piece and used + size > columns:
            # A seam near the start would waste most of the line.
            kept = seam if seam * 3 >= len(piece) else len(piece)
            yield "".join(piece[:kept])
            piece = piece[kept:]
            used, seam = sum(map(width, piece)), 0
        piece.append(letter)
        used += size
        if letter in _SEAMS:
            seam = len(piece)
    yield "".join(piece)


def wrap(text: str, columns: int, hang: int = 0) -> list[str]:
    """``text`` in lines of at most ``columns`` columns (at least 2), broken at blanks; harmless whatever it was.

    Lines after the first begin with ``hang`` blanks, which count. An empty text gives no line.
    """
    lines: list[str] = []
    indent, line, used = "", "", 0
    for word in harmless(text).split():
        size = width(word)
        if line and used + 1 + size <= columns:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(indent + line)
            indent = " " * hang
        if size > columns - len(indent):
            *full, word = _broken(word, columns - hang)
            for piece in full:
                lines.append(indent + piece)
                indent = " " * hang
        line, used = word, len(indent) + width(word)
    if line:
        lines.append(indent + line)
    return lines
