"""Bad input: one clear sentence or a finding, never another exception, and never for long."""

from __future__ import annotations

import time
import unicodedata
import zipfile
from contextlib import suppress
from io import BytesIO
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ics_export.diagnostics import UserError
from ics_export.vietnamese import fold
from parsing.build import HEADER, document, rows, same_every_time, understand

ROWS = (
    (
        "03 Thứ Hai",
        "Sáng: Họp giao ban Chiều: Kiểm tra cơ sở",
        "Văn phòng Sở Phòng Khai thác",
        "Đ/c Hoàn GĐ Đ/c Bình PGĐ",
    ),
    ("04 Thứ Ba", "Cả ngày: Tập huấn", "Văn phòng Sở", "Đ/c Hoàn GĐ"),
)
MONTH = document(ROWS)


def docx() -> bytes:
    """The bytes of a Word file, as far as anybody looks."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return data.getvalue()


# Refused in one sentence -----------------------------------------------------------------------------------------

REFUSED: dict[str, tuple[bytes | str, str]] = {
    # what: (bytes or text, words of the sentence)
    "an empty file": (b"", "rỗng"),
    "only blanks": (b" \n\t\r\n ", "rỗng"),
    "only a byte-order mark": ("\ufeff", ""),
    "binary": (bytes(range(256)) * 40, ""),
    "zeros": (b"\0" * 5000, ""),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0\1\2" * 100, "ảnh"),
    "docx": (docx(), "docx"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".doc"),
    "rtf": (rb"{\rtf1\ansi Ch\u432?ng tr\u236?nh}", "RTF"),
    "50 MB": ((MONTH * 100_000)[:50_000_000].encode()[:50_000_000], "MB"),
    "no table": ("CHƯƠNG TRÌNH CÔNG TÁC THÁNG 02 NĂM 2025 CỦA SỞ THỦY SẢN\n\nKhông có gì.\n", "bảng"),
    "a table of a header alone": (document([]), "hàng tiêu đề"),
    "the head of a table made of blanks": ("Tháng 02 năm 2025\n\nNgày    Nội dung    Lãnh đạo\n", "hàng tiêu đề"),
    "a table without a header": (document(ROWS, header=None), "bảng"),
    "a table without a date column": (document([r[1:] for r in ROWS], header=HEADER[1:]), "ngày"),
    "a table without a header whose rows name days": (
        document([("Thứ Hai 03/02", "Họp", "VP", "CT"), ("Thứ Ba 04/02", "Họp", "VP", "CT")], header=None),
        "không nhận ra hàng tiêu đề",
    ),
    "a heading without month or year": (
        document(ROWS, title="CHƯƠNG TRÌNH CÔNG TÁC CỦA SỞ THỦY SẢN", before=""),
        "--month",
    ),
    "two programmes": (
        MONTH + document(ROWS, title="CHƯƠNG TRÌNH CÔNG TÁC THÁNG 03 NĂM 2025 CỦA SỞ THỦY SẢN"),
        "hai chương trình",
    ),
    "two programmes, the second one's title over two lines": (
        MONTH + document(ROWS, title="CHƯƠNG TRÌNH CÔNG TÁC\ntháng 03/2025"),
        "hai chương trình",
    ),
    "the stamp MẬT": ("MẬT\n" + MONTH, "MẬT"),
    "the stamp TỐI MẬT": ("TỐI MẬT\n" + MONTH, "TỐI MẬT"),
    "the stamp TUYỆT MẬT": ("SỞ THỦY SẢN\tTUYỆT MẬT\n" + MONTH, "TUYỆT MẬT"),
    "the stamp in bold": ("**MẬT**\n" + MONTH, "MẬT"),
    "the degree of secrecy": ("Độ mật: MẬT\n" + MONTH, "MẬT"),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_one_clear_sentence(data, words):
    begun = time.process_time()
    with pytest.raises(UserError) as refused:
        understand(data)
    said = str(refused.value)
    assert said.startswith("thang.txt")
    assert words in said
    assert "\n" not in said
    assert said.isprintable()
    assert len(said) < 400
    assert refused.value.status in (1, 2)
    assert time.process_time() - begun < 5


def test_a_lifted_stamp_is_read_where_that_is_allowed():
    assert len(understand("MẬT\n" + MONTH, allow_classified=True).work) == 3


@pytest.mark.parametrize("line", ["Sáng: Tập huấn bảo vệ bí mật nhà nước", "Sáng: Họp về mật mã", "Sáng: MẬT"])
def test_a_secret_that_is_only_spoken_of_is_no_stamp(line):
    assert len(rows(("03", line, "Văn phòng", "Đ/c Hoàn GĐ")).work) == 1


# Read, and said ---------------------------------------------------------------------------------------------------

OTHER_ENCODINGS = {
    "UTF-16 with mark": MONTH.encode("utf-16"),
    "UTF-16 little": MONTH.encode("utf-16-le"),
    "UTF-16 big": MONTH.encode("utf-16-be"),
    "UTF-16 big with mark": b"\xfe\xff" + MONTH.encode("utf-16-be"),
}


@pytest.mark.parametrize("data", OTHER_ENCODINGS.values(), ids=OTHER_ENCODINGS)
def test_utf_16_is_read_and_said(data):
    found = understand(data)
    assert [i.text for i in found.work] == ["Họp giao ban", "Kiểm tra cơ sở", "Tập huấn"]
    assert found.codes == ["R103"]


def windows_1258(text: str) -> bytes:
    """Text as Windows wrote it before Unicode: the five tones as combining marks behind the letter."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for letter in text:
        decomposed = unicodedata.normalize("NFD", letter)
        tone = "".join(c for c in decomposed if c in tones)
        out.append(unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in tones)) + tone)
    return "".join(out).encode("cp1258")


def test_windows_1258_is_read_and_said():
    found = understand(windows_1258(MONTH))
    assert [i.text for i in found.work] == ["Họp giao ban", "Kiểm tra cơ sở", "Tập huấn"]
    assert fold(found.programme.organisation) == fold("Sở Thủy sản")
    assert found.codes == ["R103"]


def test_a_byte_order_mark_of_utf_8_is_nothing_to_speak_of():
    assert understand(b"\xef\xbb\xbf" + MONTH.encode()).codes == []


@pytest.mark.parametrize(
    "character", ["\u202e", "\u2066", "\x1b", "\x07", "\x9b", "\u200b", "\u00ad", "\ufeff"], ids=ascii
)
def test_control_and_direction_characters_reach_nothing(character):
    found = understand(MONTH.replace("Hoàn", f"Ho{character}àn").replace("Họp", f"Họp{character}"))
    shown = [
        found.programme.organisation,
        *found.leaders,
        *(i.text for i in found.work),
        *(f.message + f.excerpt for f in found.findings),
    ]
    assert all(text.isprintable() for text in shown)
    assert found.leaders == ("Hoàn", "Bình")


def test_day_31_in_february_is_an_error_and_loses_nothing_else():
    found = rows(*ROWS, ("31", "Sáng: Họp", "Văn phòng", "Đ/c Hoàn GĐ"))
    assert len(found.work) == 3
    assert [f.code for f in found.findings if f.severity == "error"] == ["D301"]


def test_a_text_with_zeros_in_it_is_refused_or_cleaned():
    try:
        found = understand(MONTH.replace("Hoàn", "Ho\x00àn"))
    except UserError as refused:
        assert "nhị phân" in str(refused)
    else:
        assert found.leaders == ("Hoàn", "Bình")


@pytest.mark.parametrize(
    "name", ["../../etc", "..\\..\\etc", "/etc/passwd", "CON", "a" * 300, "<script>", "=cmd|' /C calc'!A0"]
)
def test_a_leader_with_a_strange_name_harms_nobody(name):
    found = rows(*ROWS, ("05", "Sáng: Họp", "Văn phòng", f"Đ/c {name} PGĐ"))
    assert {"Hoàn", "Bình"} <= set(found.leaders)
    assert len(found.work) == 4


def test_a_million_characters_in_a_cell_are_one_item():
    found = rows(("03", "Sáng: " + "nghe báo cáo về tàu cá " * 45_000, "Văn phòng", "Đ/c Hoàn GĐ"))
    (item,) = found.work
    assert len(item.text) > 1_000_000


@given(st.text(st.sampled_from("Sáng:Chiều-;.,()<p>/\t\n|*0123456789 Đ/cHoànGĐ“”&#x\f\u00a0"), max_size=400))
@settings(same_every_time, max_examples=100)
def test_any_text_is_understood_or_refused(text):
    for whole in (text, document([text]), document([("03", text, "", text)])):
        with suppress(UserError):
            understand(whole)


@given(st.binary(max_size=300))
@settings(same_every_time, max_examples=100)
def test_any_bytes_are_understood_or_refused(data):
    with suppress(UserError):
        understand(data)


# In bounded time --------------------------------------------------------------------------------------------------

SIZE = 64_000


def normal_text() -> str:
    """A programme of a whole year in ordinary rows."""
    why = "theo Kế hoạch số 12/KH-UBND ngày 16/01/2025 của UBND tỉnh về phát triển nghề cá giai đoạn 2025 - 2030"
    lines = [
        (
            f"{1 + n % 28}/{1 + n // 28}",
            f"Sáng: - Họp giao ban lần {n} {why}; - Duyệt đề cương số {n} Chiều: Kiểm tra cơ sở tại xã Hải Yến",
            "Văn phòng Sở Phòng Khai thác Văn phòng Sở",
            "Đ/c Hoàn GĐ Sở Đ/c Bình PGĐ Đ/c Hoàn GĐ Sở, các PGĐ Sở",
        )
        for n in range(336)
    ]
    return document(lines)


def filled(piece: str, column: int) -> str:
    """A programme whose third row holds ``piece`` in one cell, over and over."""
    cells = ["05", "Sáng: Họp", "Văn phòng Sở", "Đ/c Hoàn GĐ Sở"]
    cells[column] = piece * (SIZE // len(piece.encode()))
    return document([*ROWS, cells])


CELLS = {
    "date": (0, ["1 ", "1", "từ ", "Thứ ", "((((", ",", "/"]),
    "content": (
        1,
        [
            "<p <p <p",
            " ",
            "((((",
            "- - - - ",
            "Sáng: ",
            "Sáng: Chiều: ",
            "Đ/c Đ/c ",
            ";;;;",
            "1",
            "12-",
            "&",
            "&amp;",
            "<i",
            "<p>",
            "*a",
            "**",
            "“",
            "...",
            "A ",
            "a",
            "7h30 ",
            "ngày 1/1 ",
            "(sáng) ",
            " - PCT An",
            "Sáng: 1. A ",
            "; đồng chí An dự",
            "từ ",
            "tại ",
            ": - ",
            "1/",
        ],
    ),
    "units": (2, ["Phòng ", "Văn phòng; ", "((((", ";;;;", "- - - - "]),
    "leaders": (
        3,
        [
            "<p <p <p",
            "((((",
            "1",
            "mời ",
            "Giám đốc An ",
            "TS. An ",
            "PGĐ thay ",
            "Lãnh đạo Sở: đ/c An (",
            "Sáng: An ",
            "An (sáng) ",
            "An/Bình ",
            "1, 2: An ",
            "các PGĐ: An, ",
            "PCT Thường trực X ",
            "Lãnh đạo (trừ đ/c An) ",
            "A ",
            "CBCC",
            "CBCC, NLĐ ",
        ],
    ),
}
"""What one cell of the column with this number is filled with."""


def seconds(text: str) -> float:
    """How much of a processor's time a text takes, refused or not."""
    begun = time.process_time()
    with suppress(UserError):
        understand(text)
    return time.process_time() - begun


@pytest.fixture(scope="module")
def bound() -> float:
    """Five times what a normal text of the size takes."""
    text = normal_text()
    assert len(understand(text).work) > 1000
    return 5 * median(seconds(text) for _ in range(3))


def bounded(text: str, bound: float) -> bool:
    """Whether a text is within the bound; a busy machine gets a second and a third look."""
    return any(seconds(text) < bound for _ in range(3))


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("piece", "column"),
    [
        pytest.param(piece, column, id=f"{name} {piece!r}")
        for name, (column, pieces) in CELLS.items()
        for piece in pieces
    ],
)
def test_a_hostile_cell_takes_at_most_five_times_a_normal_text(piece, column, bound):
    assert bounded(filled(piece, column), bound)


HOSTILE = {
    "tabs": "\t" * SIZE,
    "stars below a list": "".join(f"- 8h00 ngày 0{day}/3/2025: Họp\n" for day in (3, 4, 5)) + "*" * SIZE,
    "lines": "\n" * SIZE,
    "rows of tabs": document(["\t\t\t"] * (SIZE // 4)),
    "bars": document(["|" * 1000] * (SIZE // 1000)),
    "headers": document(["\t".join(HEADER)] * (SIZE // 90)),
    "titles": "CHƯƠNG TRÌNH CÔNG TÁC THÁNG 02 NĂM 2025\n" * (SIZE // 55),
    "quotes": document([("05", '"' * (SIZE // 2), "", "")]),
    "rows without a date": document([("", "Sáng: Họp", "VP", "Đ/c Hoàn GĐ")] * (SIZE // 40)),
    "impossible days": document([("31", "Sáng: Họp", "VP", "Đ/c Hoàn GĐ")] * (SIZE // 40)),
    "weekdays": document([("Thứ Hai", "Sáng: Họp", "VP", "Đ/c Hoàn GĐ")] * (SIZE // 48)),
    "participants": document(
        [("05", "Sáng: Họp", "Đ/c Hoàn GĐ", "Các PGĐ, Đ/c An; ( Toàn thể CB, " * (SIZE // 40))],
        header=("Ngày", "Nội dung", "Chủ trì", "Thành phần"),
    ),
    "day headings": document(["Thứ Hai 03/02\t\t"] * (SIZE // 20), header=("Giờ", "Nội dung", "Chủ trì")),
    "a signer's line": document(ROWS, after="GIÁM ĐỐC " + "Aa " * (SIZE // 3)),
    "names": document([("05", "Sáng: Họp", "VP", " ".join(f"Đ/c A{n:x}a;" for n in range(SIZE // 12)))]),
    "cells on lines": document(
        ["Ngày", "Nội dung", "Lãnh đạo", *["Đ/c An", "Họp", "05/02"] * (SIZE // 24)], header=None
    ),
    "a leader a column": document(
        [("05", "Họp giao ban cơ quan, nghe báo cáo tháng", "Đi kiểm tra các xã trong huyện")] * (SIZE // 100),
        header=("Ngày", "GĐ Hoàn", "PGĐ Bình"),
    ),
    "duty on lines": document(ROWS, after="Trực lãnh đạo: 05/02: đ/c An; " * (SIZE // 36)),
    "small marks": document([("05", "Sáng: họp; (" + "; chiều: họp" * (SIZE // 18), "VP", "Đ/c An PGĐ")]),
    "a heading's line": document(ROWS, before="từ ngày " * (SIZE // 12)),
}


@pytest.mark.no_cover
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_takes_at_most_five_times_a_normal_one(text, bound):
    assert bounded(text, bound)
