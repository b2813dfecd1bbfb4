"""Text for a terminal: nothing it obeys, and widths in columns."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ics_export.terminal import cut, harmless, pad, width, wrap


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Đ/c Hoàn GĐ", "Đ/c Hoàn GĐ"),
        ("Hoa\u0300n", "Hoa\u0300n"),
        ("a\tb\r\nc\u2028d\x85e", "a b  c d e"),
        ("năm\u00a02025\u3000x", "năm 2025 x"),
        ("\x1b[31mđỏ\x07\x7f", "␛[31mđỏ␇␡"),
        ("\x9b31m", "�31m"),
        ("Hoàn\u202enàoH\u2066x\u200f", "Hoàn�nàoH�x�"),
        ("Ho\u200bàn\ufeff\u00ad", "Hoàn"),
        ("❤\ufe0f 👨\u200d👩", "❤ 👨👩"),
        ("\ud800\ue000\U000e0041\uffff", "����"),
    ],
)
def test_harmless(text, shown):
    assert harmless(text) == shown


def test_every_character_is_drawn_or_dropped():
    """None comes through that a terminal might obey, and none is dropped but what has no shape of its own."""
    everything = "".join(map(chr, (*range(0x3100), *range(0xD700, 0x10000), *range(0xE0000, 0xE0100), 0x10FFFF)))
    assert harmless(everything).isprintable()
    dropped = [c for c in everything if c.isprintable() and harmless(c) != c]
    assert all(unicodedata.category(c) == "Mn" for c in dropped)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("Hoàn", 4),
        ("Hoa\u0300n", 4),
        ("Tiếng Việt ễ", 12),
        ("会议", 4),
        ("👍x", 3),
        ("e\u0323\u0302", 1),
        ("ก\u0e31", 1),
    ],
)
def test_width(text, columns):
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 5, []),
        ("   ", 5, []),
        ("Họp giao ban", 12, ["Họp giao ban"]),
        ("Họp giao ban", 11, ["Họp giao", "ban"]),
        ("Họp  giao\nban", 8, ["Họp giao", "ban"]),
        ("14h30–16h30", 7, ["14h30–", "16h30"]),
        ("x TT-TKKHCN&ĐMST", 9, ["x", "TT-", "TKKHCN&", "ĐMST"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("会议会议", 3, ["会", "议", "会", "议"]),
        ("e\u0323\u0302" * 5, 2, ["e\u0323\u0302" * 2, "e\u0323\u0302" * 2, "e\u0323\u0302"]),
    ],
)
def test_wrap(text, columns, lines):
    assert wrap(text, columns) == lines


def test_wrap_hangs():
    assert wrap("– Thông qua đề án cảng", 12, hang=2) == ["– Thông qua", "  đề án cảng"]
    assert wrap("– abcdefghijklmnop", 8, hang=2) == ["–", "  abcdef", "  ghijkl", "  mnop"]


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("Hoàn", 4, "Hoàn"),
        ("Hoàn", 3, "Ho…"),
        ("Ho x", 4, "Ho x"),
        ("Ho xy", 4, "Ho…"),
        ("会议", 3, "会…"),
        ("会议", 2, "…"),
    ],
)
def test_cut(text, columns, expected):
    assert cut(text, columns) == expected


def test_pad():
    assert [pad("Hoa\u0300n", 6), pad("会", 3), pad("dài", 2)] == ["Hoa\u0300n  ", "会 ", "dài"]


@given(st.text(), st.integers(4, 30), st.integers(0, 2))
def test_wrapping_fits_and_loses_nothing(text, columns, hang):
    lines = wrap(text, columns, hang)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(harmless(text).split())


def test_a_very_long_word_is_wrapped_in_linear_time():
    assert len(wrap("ă" * 200_000, 50)) == 4_000
