"""Findings as people, editors and programs read them."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ics_export.diagnostics import Finding, Severity
from ics_export.formats import as_json, human, summary
from ics_export.model import Place
from ics_export.talk import one_line
from ics_export.terminal import width


def finding(
    message: str = "câu báo",
    *,
    line: int = 1,
    column: int = 1,
    excerpt: str = "",
    action: str = "",
    severity: Severity = Severity.WARNING,
    code: str = "L501",
    file: str = "thang-3.txt",
) -> Finding:
    return Finding(code, severity, Place(file, line, column), message, excerpt, action)


def screen(found: Finding, *lines: str, columns: int = 60, colour: bool = False) -> str:
    return human([found], lambda _: lines, colour, width=columns)


# For people ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "line", "expected"),
    [
        pytest.param(
            finding("hai chức danh trái nhau", column=9, excerpt="Bình GD", action="vẫn là Bình, PGĐ"),
            "Sáng: Đ/c Bình GD",
            """
thang-3.txt:1:9: cảnh báo L501: hai chức danh trái nhau
     1 │ Sáng: Đ/c Bình GD
       │           ^^^^^^^
    → vẫn là Bình, PGĐ""",
            id="all there is",
        ),
        pytest.param(
            finding("ngày này trống", severity=Severity.INFO),
            "05\tThứ Tư",
            """
thang-3.txt:1:1: lưu ý L501: ngày này trống
     1 │ 05 ┊ Thứ Tư""",
            id="the whole line is meant, nothing was done; tabs are edges of cells",
        ),
        pytest.param(
            finding(column=4, excerpt="ho\u0323p", severity=Severity.ERROR),
            "ba\u0309y ho\u0323p giao ban",
            """
thang-3.txt:1:4: lỗi L501: câu báo
     1 │ bảy họp giao ban
       │     ^^^""",
            id="a letter typed as letter and mark is one column",
        ),
        pytest.param(
            finding(excerpt="họp"),
            "ba\u0309y ho\u0323p giao ban",
            """
thang-3.txt:1:1: cảnh báo L501: câu báo
     1 │ bảy họp giao ban
       │     ^^^""",
            id="found though the source is decomposed",
        ),
        pytest.param(
            finding(column=4, excerpt="会议"),
            "会议室会议 x",
            """
thang-3.txt:1:4: cảnh báo L501: câu báo
     1 │ 会议室会议 x
       │       ^^^^""",
            id="wide letters take two columns",
        ),
        pytest.param(
            finding(column=3, excerpt="cờ Chiều: - Họp"),
            "Lễ chào cờ</p> <p>Chiều: -\u00a0Họp **X**",
            """
thang-3.txt:1:3: cảnh báo L501: câu báo
     1 │ Lễ chào cờ</p> <p>Chiều: - Họp **X**
       │         ^^^^^^^^^^^^^^^^^^^^^^""",
            id="found though there is markup between the words",
        ),
        pytest.param(
            finding(column=8, excerpt="không có ở đây"),
            "   a b\tc d",
            """
thang-3.txt:1:8: cảnh báo L501: câu báo
     1 │ a b ┊ c d
       │       ^""",
            id="not found: its column",
        ),
        pytest.param(
            finding(column=5, excerpt="GD"),
            "GD và GD",
            """
thang-3.txt:1:5: cảnh báo L501: câu báo
     1 │ GD và GD
       │       ^^""",
            id="the words at or after the column come first",
        ),
        pytest.param(
            finding(column=6, excerpt="GD"),
            "GD và Văn",
            """
thang-3.txt:1:6: cảnh báo L501: câu báo
     1 │ GD và Văn
       │ ^^""",
            id="then those before it",
        ),
        pytest.param(
            finding("trang\x1b[2J", column=5, excerpt="\x1b[31mđỏ", action="bỏ\u202e", file="a\x07.txt"),
            "tô \x1b[31mđỏ\x1b[0m \u202eẩn\u202c\r",
            """
a␇.txt:1:5: cảnh báo L501: trang␛[2J
     1 │ tô ␛[31mđỏ␛[0m �ẩn�
       │    ^^^^^^^
    → bỏ�""",
            id="nothing a terminal obeys comes through",
        ),
        pytest.param(
            finding("một câu dài hơn một dòng của cửa sổ nên phải xuống dòng", action="một việc dài cũng thế, " * 3),
            "",
            """
thang-3.txt:1:1: cảnh báo L501: một câu dài hơn một dòng của
    cửa sổ nên phải xuống dòng
    → một việc dài cũng thế, một việc dài cũng thế, một việc
      dài cũng thế,""",
            id="long sentences hang; an empty line is not quoted",
        ),
        pytest.param(
            finding(line=2, excerpt="x"),
            "x",
            "\nthang-3.txt:2:1: cảnh báo L501: câu báo",
            id="a line that is not there",
        ),
        pytest.param(finding(line=0), "x", "\nthang-3.txt:0:1: cảnh báo L501: câu báo", id="no line"),
        pytest.param(
            finding(column=99), "x", "\nthang-3.txt:1:99: cảnh báo L501: câu báo\n     1 │ x", id="no such column"
        ),
    ],
)
def test_human(found, line, expected):
    assert screen(found, line) == expected.removeprefix("\n")


LONG = " ".join(f"chữ{n:02}" for n in range(40))


@pytest.mark.parametrize(
    ("excerpt", "quoted", "carets"),
    [
        ("chữ00 chữ01", "chữ00 chữ01 chữ02 chữ03 chữ04…", "^^^^^^^^^^^"),
        ("chữ20", "…ữ18 chữ19 chữ20 chữ21 chữ22 c…", " " * 11 + "^^^^^"),
        ("chữ39", "…chữ35 chữ36 chữ37 chữ38 chữ39", " " * 25 + "^^^^^"),
        ("chữ10 chữ11 chữ12 chữ13 chữ14", "…chữ10 chữ11 chữ12 chữ13 chữ14…", " " + "^" * 29),
        (LONG[60:150], "…chữ10 chữ11 chữ12 chữ13 chữ14…", " " + "^" * 29),
    ],
)
def test_a_long_line_is_cut_around_the_words(excerpt, quoted, carets):
    shown = screen(finding("x", excerpt=excerpt), LONG, columns=40).splitlines()
    assert shown[-2:] == [f"     1 │ {quoted}", f"       │ {carets}"]


def test_blocks_are_apart_and_each_quotes_its_file():
    files = {"a.txt": ["từ a"], "b.txt": []}
    text = human([finding(file="a.txt"), finding(file="b.txt")], files.__getitem__, False)
    assert text == "a.txt:1:1: cảnh báo L501: câu báo\n     1 │ từ a\n\nb.txt:1:1: cảnh báo L501: câu báo"
    assert human([], files.__getitem__, False) == ""


def test_colour_only_adds_colour():
    found = finding(column=6, excerpt="Bình", action="xong")
    plain = screen(found, "Đ/c  Bình")
    painted = screen(found, "Đ/c  Bình", colour=True)
    assert "\x1b[33m\x1b[1mcảnh báo L501\x1b[0m:" in painted
    assert "\x1b[33m\x1b[1m^^^^\x1b[0m" in painted
    assert unpainted(painted) == plain


def unpainted(text: str) -> str:
    import click

    return click.unstyle(text)


@pytest.mark.parametrize("line", ["ă" * 1_000_000 + " Bình", "<" * 300_000, "*" * 300_000, "<b> " * 100_000])
def test_a_hostile_line_costs_little(line):
    started = time.perf_counter()
    screen(finding(excerpt="Đ/c Bình GĐ Sở"), line)
    screen(finding(excerpt=line[:200_000]), line)
    assert time.perf_counter() - started < 2


# One a line, JSON, a sentence ------------------------------------------------------------------------------------


def test_one_line():
    found = [finding("câu\nhai dòng", line=3, column=7, action="không in"), finding(code="L1", file="b\x1b.txt")]
    assert one_line(found) == "thang-3.txt:3:7: L501 câu hai dòng\nb␛.txt:1:1: L1 câu báo"
    assert one_line([]) == ""


def test_json_has_every_field_in_order():
    (row,) = json.loads(as_json([finding("Đ", line=2, column=3, excerpt="e", action="a", severity=Severity.ERROR)]))
    assert list(row.items()) == [
        ("code", "L501"),
        ("severity", "error"),
        ("file", "thang-3.txt"),
        ("line", 2),
        ("column", 3),
        ("message", "Đ"),
        ("excerpt", "e"),
        ("action", "a"),
    ]
    assert json.loads(as_json([])) == []
    assert "Đ" in as_json([finding("Đ")]), "people read it too"


@pytest.mark.parametrize("text", ["\x1b[31m", "\x7f\x9b", "\u202e\u2066", "\U000e0041", "\ud800", "\u2028"])
def test_json_is_harmless_and_means_the_same(text):
    written = as_json([finding(excerpt=text)])
    assert text not in written
    assert written.replace("\n", "").isprintable()
    assert json.loads(written)[0]["excerpt"] == text


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((0, 0, 0), "Không có gì cần lưu ý."),
        ((0, 0, 2), "Có 2 lưu ý."),
        ((1, 0, 2), "Có 1 lỗi và 2 lưu ý."),
        ((1, 3, 2), "Có 1 lỗi, 3 cảnh báo và 2 lưu ý."),
    ],
)
def test_summary(counts, sentence):
    severities = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    assert summary(finding(severity=s) for s, n in zip(severities, counts, strict=True) for _ in range(n)) == sentence


def test_summary_of_several_files():
    assert summary([finding(file="a"), finding(file="b"), finding(file="b")]) == "Có 3 cảnh báo trong 2 tệp."


# Whatever is written in a document -------------------------------------------------------------------------------

anything = st.text() | st.text("aễ \t\x1b\u202e\u0301会<>*", max_size=200)
findings = st.builds(
    finding,
    anything,
    line=st.integers(0, 4),
    column=st.integers(0, 99),
    excerpt=anything,
    action=anything,
    severity=st.sampled_from(Severity),
    file=st.text(min_size=1, max_size=30),
)


@given(st.lists(findings, max_size=4), st.lists(anything, max_size=3), st.integers(40, 130))
def test_nothing_leaves_its_line_or_the_screen(found, lines, columns):
    text = human(found, lambda _: lines, False, width=columns)
    for line in text.split("\n"):
        assert width(line) <= columns
        assert line.isprintable()
    for line in one_line(found).split("\n"):
        assert line.isprintable()
    assert one_line(found).count("\n") == max(len(found) - 1, 0)
    assert len(json.loads(as_json(found))) == len(found)


@given(st.text("aễ \t会<>b", max_size=300), st.data(), st.integers(40, 100))
def test_carets_stand_under_the_words(line, data, columns):
    """What stands over the carets is the beginning of the words, all of them unless the line was cut there."""
    start = data.draw(st.integers(0, max(len(line) - 1, 0)))
    excerpt = line[start : data.draw(st.integers(start + 1, start + 60))]
    if not excerpt.strip() or excerpt != excerpt.strip():
        return
    quote, carets = screen(finding("x", column=start + 1, excerpt=excerpt), line, columns=columns).splitlines()[-2:]
    before, under = carets.index("^"), carets.count("^")
    over = by_columns(quote, before, before + under)
    words = excerpt.replace("\t", " ┊ ")
    assert words.startswith(over)
    assert over == words or by_columns(quote, before + under, before + under + 1) == "…"


def by_columns(line: str, start: int, end: int) -> str:
    kept, at = "", 0
    for char in line:
        if start <= at < end:
            kept += char
        at += width(char)
    return kept


def test_what_is_not_needed_is_not_loaded():
    code = "import sys, ics_export.formats; print([m for m in ('json', 'click', 'difflib') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
