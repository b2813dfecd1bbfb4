"""What stands above the table: organisation, title, period, issue date, classification."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from ics_export.model import Row
from ics_export.parsing.dates import Period
from ics_export.parsing.words import MISREAD_DIGITS, SMALL, Phrases
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold, plain

_TITLES = Phrases("CHƯƠNG TRÌNH|Chương trình|LỊCH|Lịch|KẾ HOẠCH|Kế hoạch|PHÂN CÔNG|DỰ KIẾN")
_TITLES_PLAIN = ("chuong trinh", "lich cong", "lich lam")
"""The same without their marks, for a scan may lose one."""
_TITLE_KINDS = ("công tác", "làm việc", "công việc", "hoạt động", "tuần", "tháng")
_ISSUED = re.compile(r"[Nn]gày\s+([\dOolI]{1,2})\s+tháng\s+([\dOolI]{1,2})\s+năm\s+([\dOolI]{4})")
_MONTHS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12,
}  # fmt: skip
_MONTH = (
    r"tháng\s+(\d{1,2}|mười một|mười hai|mười|giêng|một|hai|ba|tư|năm|sáu|bảy|tám|chín)(?!\d)(?:\s*(?:năm|/|-"
    r"|\.|,)?\s*(?:năm\s*)?(\d{4}))?"
)
_SHORT_MONTH = r"(?<!\w)t\.?\s?(\d{1,2})\s*[/-]\s*((?:19|20)\d\d)(?!\d)"  # "T2/2025"
_DATE = r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?"
_SPAN = rf"(?:ngày\s+)?{_DATE}\s*(?:-|–|—|đến hết|đến|tới)\s*(?:ngày\s+)?{_DATE}"
_SPAN_WORDS = (
    r"ngày\s+(\d{1,2})(?:\s+tháng\s+(\d{1,2}))?(?:\s+năm\s+(\d{4}))?\s+(?:đến|tới)\s+(?:hết\s+)?ngày\s+(\d{1,2})"
    r"\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?"
)
_SPAN_SHORT = rf"(?<!\d)(\d{{1,2}})\s*(?:-|–|đến)\s*(?:ngày\s+)?{_DATE}"
_TO = ("-", "–", "—", "đến", "tới")
"""One of these stands in every span of days."""
_YEAR = r"(?:năm|/|-)\s*((?:19|20)\d\d)"
_SECRET = r"\W*(?:ĐỘ MẬT|Độ mật)?\W*(TUYỆT MẬT|TỐI MẬT|MẬT)\W*"
_LIST = re.compile(r"[IVXl]+[.-]|[^\w\s(\[]\s|[•·~]|[A-Z]\.\s|\d+[.)]")
_NO_TITLE = Phrases(
    "Kính|Thực|Căn cứ|CHÚC|Chúc|Phần|PHẦN|Đăng ngày|Ngày đăng|Đăng lúc|Cập nhật|Lượt|Cỡ chữ|Tác giả|Nguồn:"
)
_BODIES = Phrases(
    "SỞ|ỦY BAN|UỶ BAN|UBND|HĐND|BAN|CỤC|CHI CỤC|VIỆN|TRƯỜNG|TRUNG TÂM|HUYỆN ỦY|HUYỆN UỶ|TỈNH ỦY|TỈNH UỶ"
    "|THÀNH ỦY|THÀNH UỶ"
    "|THỊ ỦY|ĐẢNG ỦY|ĐẢNG UỶ|BỆNH VIỆN|TỈNH ĐOÀN|HUYỆN ĐOÀN|LIÊN ĐOÀN|LIÊN MINH|HỘI|LIÊN HIỆP|ĐẠI HỌC|VĂN PHÒNG"
    "|CÔNG AN|BẢO HIỂM|KHO BẠC|MẶT TRẬN|ỦY BAN MTTQ|PHÒNG|THANH TRA|ĐÀI|BÁO|TÒA ÁN|BCH|BỘ|TỔNG CỤC|HẠT"
    "|CÔNG ĐOÀN"
    "|THƯỜNG TRỰC|CÔNG TY|BẢO TÀNG|THƯ VIỆN|QUỸ|NHÀ"
)
# Words before the office's name: "CỦA LÃNH ĐẠO SỞ …".
_BEFORE_BODY = (
    "LÃNH ĐẠO", "Lãnh đạo", "BAN THƯỜNG VỤ", "BAN LÃNH ĐẠO", "Ban lãnh đạo", "Ban Thường vụ", "THƯỜNG TRỰC",
    "Thường trực", "BAN GIÁM ĐỐC", "Ban Giám đốc", ",", "VÀ", "và", "CÁC", "Các", "các",
    *(f"{deputy}{head}" for deputy in ("PHÓ ", "") for head in ("CHỦ TỊCH", "GIÁM ĐỐC", "BÍ THƯ", "HIỆU TRƯỞNG")),
    *(f"{deputy}{head}" for deputy in ("Phó ", "") for head in ("Chủ tịch", "Giám đốc", "Bí thư", "Hiệu trưởng")),
)  # fmt: skip
_LEADING = rf"^(?:{'|'.join(_BEFORE_BODY)}|\s)+(?=\w)"
_AFTER_BODY = r"\s+(?:THÁNG|Tháng|tháng|TUẦN|Tuần|tuần|NĂM|TỪ|Từ|từ)\s|\s*[(\"*]|\s*“|\s-\s(?=\D{0,12}\d)|\s+\d"
# Known bodies' names, for titles printed in capitals: which letters of a compound word are capitals is not derivable.
_NAMES = (
    "Khoa học và Công nghệ", "Thông tin và Truyền thông", "Nông nghiệp và Phát triển nông thôn",
    "Nông nghiệp và Môi trường", "Tài nguyên và Môi trường", "Giáo dục và Đào tạo",
    "Lao động - Thương binh và Xã hội", "Văn hóa, Thể thao và Du lịch", "Văn hóa và Thể thao", "Kế hoạch và Đầu tư",
    "Giao thông vận tải", "Xây dựng", "Công Thương", "Tư pháp", "Nội vụ", "Tài chính", "Y tế", "Ngoại vụ",
    "Du lịch", "Dân tộc và Tôn giáo", "Quy hoạch - Kiến trúc", "An toàn thực phẩm", "Ủy ban nhân dân",
    "Hội đồng nhân dân", "Khu kinh tế", "Kinh tế và Hạ tầng", "Tài chính - Kế hoạch", "Trung học phổ thông",
    "Mặt trận Tổ quốc",
)  # fmt: skip
_NAMES_IN_SMALL = tuple([(name, name.lower()) for name in _NAMES])
_ABBREVIATIONS = (
    "UBND", "HĐND", "THPT", "THCS", "TH", "KT", "KKT", "MTTQ", "TP", "BQL", "LĐLĐ", "TNCS", "CNTT", "KH", "CN", "BCH",
    "VP", "ĐH", "CĐ", "II", "III", "IV", "I",
)  # fmt: skip
_PLACES = ("tỉnh", "huyện", "xã", "phường", "thành phố", "thị xã", "thị trấn", "quận")
_PLACE_NAME = rf"(?<!\w)({'|'.join(_PLACES)})\s+(?![uủ][ỷy](?!\w)|đoàn(?!\w))({SMALL}[^,;()]*)$"
_OWN_NAME = (
    rf"(?<!\w)(THPT|THCS|tiểu học|mầm non|khu vực|vườn quốc gia|(?:tỉnh|huyện|thành|thị|quận) (?:[uủ][ỷy]|đoàn))"
    rf"\s+({SMALL}[^,;()]*)$"
)
"""Words that a proper name stands behind."""


class Heading(NamedTuple):
    """What the heading says; every part may be missing.

    ``period_line`` is the line that named the period; ``year_inferred`` where its year is the issue date's;
    ``month_only`` is the month of a title without a year.
    """

    organisation: str
    title: str
    period: Period | None
    issued: dt.date | None
    period_line: int = 1
    year_inferred: bool = False
    month_only: int | None = None


def month_period(year: int, month: int) -> Period:
    """The days of a month."""
    return Period(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))


_MISREAD_NUMBER = (
    r"(?<!\w)(?=[\dol]{2,4}(?!\w))(?=[ol]*\d)\d*[ol][\dol]*"
    r"|(?<=tháng )(?:o[1-9l]|lo|ll)(?=\s*(?:năm|/|-|\.)\s*[\dol]{4}(?!\w))"
)
"""A number of a month or a year of which a scan made letters: "THÁNG 1O NĂM 2O23"."""


def read_period(text: str, year: int | None) -> tuple[Period | None, int | None, bool]:
    """The period that a title names, its month where the year is missing, and whether ``year`` had to help out."""
    lowered = text.lower()
    if re.search(_MISREAD_NUMBER, lowered):
        lowered = re.sub(_MISREAD_NUMBER, lambda m: m[0].translate(MISREAD_DIGITS), lowered)
    for pattern in (_SPAN_WORDS, _SPAN, _SPAN_SHORT) if any(word in lowered for word in _TO) else ():
        match = re.search(pattern, lowered)
        if not match:
            continue
        groups = match.groups()
        if pattern is _SPAN_SHORT:
            groups = (groups[0], None, None, *groups[1:])
        day1, month1, year1, day2, month2, year2 = (int(g) if g else None for g in groups)
        inferred = year2 is None and year1 is None
        if inferred:
            named = re.search(_YEAR, lowered)
            year2, inferred = (int(named[1]), False) if named else (year, True)
        if year2 is None and year1 is not None and month1 is not None and month2 is not None:
            year2 = year1 + (month2 < month1)
        if year2 is None or day1 is None or day2 is None or month2 is None:
            continue
        month1 = month1 or month2
        try:
            last = dt.date(year2, month2, day2)
            first = dt.date(year1 or (year2 - 1 if month1 > month2 else year2), month1, day1)
        except ValueError:
            continue
        if first <= last <= first + dt.timedelta(100):
            return Period(first, last), None, inferred
    match = re.search(_MONTH, lowered) or re.search(_SHORT_MONTH, lowered)
    if match:
        month = int(match[1]) if match[1].isdigit() else _MONTHS[match[1]]
        if 1 <= month <= 12:
            found = match[2] or ((re.search(_YEAR, lowered) or [None, None])[1])
            if found:
                return month_period(int(found), month), None, False
            return (month_period(year, month), None, True) if year else (None, month, False)
    return None, None, False


def read_issued(rows: Sequence[Row]) -> dt.date | None:
    """The date of issue: "Hà Tĩnh, ngày 03 tháng 02 năm 2025", a short line of its own above the title or below."""
    for row in rows:
        for cell in row.cells:
            if len(cell.text) < 120:
                match = _ISSUED.search(cell.text)
                if match and "từ ngày" not in cell.text.lower() and "đến ngày" not in cell.text.lower():
                    try:
                        day, month, year = (int(number.translate(MISREAD_DIGITS)) for number in match.groups())
                        return dt.date(year, month, day)
                    except ValueError:
                        continue
    return None


_LONG = 300
"""Characters of a line; no title has as many."""


def is_title(text: str) -> bool:
    """Whether a line opens a programme's title."""
    return len(text) < _LONG and _is_title(text)


@lru_cache(maxsize=64)
def _is_title(text: str) -> bool:
    # Asked of each line for the heading, then again for whether there are two programmes.
    bare = text.strip('#* _"“”')
    named = _TITLES.match(bare) or (bare[:1] in "CL" and plain(bare[:12].lower()).startswith(_TITLES_PLAIN))
    if len(bare) > 220 or not named or "trực" in bare.lower().split(None, 3)[:3]:
        return False
    lowered = bare.lower()
    if not any(kind in lowered for kind in _TITLE_KINDS):
        return False
    letters = sum(map(str.isalpha, bare))
    return sum(map(str.isupper, bare)) * 2 > letters or "tuần" in lowered or re.search(_MONTH, lowered) is not None


def _without_empty_cells(row: Row) -> Row:
    """A row without the empty cells before its words: a spreadsheet puts a title in the middle of its columns."""
    if row.cells[0].paragraphs or len(row.cells) < 2:
        return row
    return row._replace(cells=tuple([cell for cell in row.cells if cell.paragraphs]) or row.cells)


def _opens_title(text: str, below: str) -> bool:
    """Whether a line is the first word of a title that goes on in the line ``below``: "CHƯƠNG TRÌNH", "Công tác …"."""
    kind = text.strip("#* _").lower()
    return kind in _TITLE_OPENS and below.strip("#* _").lower().startswith(_TITLE_GOES_ON)


_TITLE_OPENS = ("chương trình", "lịch", "kế hoạch", "lịch trình")
_TITLE_GOES_ON = ("công tác", "làm việc", "tuần", "tháng")


def read_heading(rows: Sequence[Row], tail: Sequence[Row]) -> Heading:
    """The heading above a table; ``tail`` is what stands below it."""
    rows = [_without_empty_cells(row) for row in rows]
    issued = read_issued(rows) or read_issued(tail)
    year = issued.year if issued else None
    title, line, period, month, inferred = "", 1, None, None, False
    start = next((i for i, row in enumerate(rows) if is_title(row.cells[0].text)), None)
    if start is None:
        texts = [row.cells[0].text for row in rows]
        start = next((i for i, pair in enumerate(pairwise(texts)) if _opens_title(*pair)), None)
    if start is not None:
        parts = [rows[start].cells[0].text]
        for row in rows[start + 1 : start + 6]:
            text = row.cells[0].text
            if len(text) > 160 or _LIST.match(text) or _ISSUED.search(text) or _NO_TITLE.match(text):
                break
            parts.append(text)
        title = " ".join(p.strip("#*_ ") for p in parts)
        line = rows[start].place.line
        period, month, inferred = read_period(title, year)
    if period is None:
        for row in rows:
            text = row.cells[0].text
            if (
                len(text) < 160
                and ("tuần" in text.lower() or "tháng" in text.lower() or "từ ngày" in text.lower())
                and not _ISSUED.search(text)
            ):
                period, month_here, inferred = read_period(text, year)
                if period and month and month not in (period.first.month, period.last.month):
                    period = None  # "THÁNG 02" in the title is not the month of another line
                month = month or month_here
                if period:
                    line = row.place.line
                    break
    if issued and period and period.first.year == issued.year and inferred and (issued - period.first).days > 200:
        # A programme of January issued in December of the year before.
        period = Period(period.first.replace(year=issued.year + 1), period.last.replace(year=issued.year + 1))
    return Heading(_organisation(title, rows, tail), title, period, issued, line, inferred, month)


def _organisation(title: str, rows: Sequence[Row], tail: Sequence[Row]) -> str:
    text = ""
    match = re.search(r"\b(?:CỦA|Của|của)\s+(.+)$", title)
    if match:
        text = match[1]
    else:
        start = next((at for at in range(len(title)) if _BODIES.match(title, at)), 0)
        if start > 5:
            text = title[start:]
    if text.startswith(_BEFORE_BODY):
        text = re.sub(_LEADING, "", text)
    text = re.split(_AFTER_BODY, text, maxsplit=1)[0].strip(" .,:-")
    if text.upper() in _BOARDS:
        text = ""  # "LỊCH CÔNG TÁC CỦA BAN GIÁM ĐỐC": whose, the letterhead says
    if re.fullmatch(_NAMELESS, fold(text)):
        # "CỦA LÃNH ĐẠO UBND HUYỆN", and in the letterhead "UBND HUYỆN HƯƠNG KHÊ"
        opens = f"{fold(text)} "
        heads = [re.split(_MOTTO, cell.text)[0].strip("*# ") for row in rows[:_LETTERHEAD] for cell in row.cells]
        text = next((line for line in heads if len(line) < 90 and fold(line).startswith(opens)), text)
    if not text:
        lines = [c.text.strip("*# ") for r in rows[:12] for c in r.cells if c.paragraphs]
        lines += [c.text.strip("*# ") for r in tail[-4:] for c in r.cells if c.paragraphs]
        for row, below in pairwise(rows[:12]):
            body, area = row.cells[0].text.strip("*# "), below.cells[0].text.strip("*# ")
            if body.upper() in _COMMITTEES and area.upper().startswith(_AREAS) and body in lines and area in lines:
                lines[lines.index(body)] = f"{body} {area}"
                lines.remove(area)
        own = [t for t in lines if len(t) < 90 and _BODIES.match(t) and not is_title(t)]
        # A letterhead prints the superior body above the office itself.
        printed_below = len(own) > 1 and own[1] in lines[:_LETTERHEAD]
        superior = printed_below and (
            own[0].startswith(("UBND", "ỦY BAN", "UỶ BAN", "BỘ"))
            or (own[0].startswith(("SỞ ", "CỤC ", "TỔNG CỤC ")) and own[1].startswith(_BELOW))
        )
        text = own[1] if superior else own[0] if own else ""
    return _cased(text, rows, tail)


_LETTERHEAD = 6
"""Lines above the title among which the letterhead is."""
_NAMELESS = (
    r"(?:sở|cục|chi cục|ban|công ty|bệnh viện|trường|trung tâm|viện|hội|(?:tỉnh|huyện|thành|thị|quận) (?:ủy|uỷ|đoàn)"
    r"|(?:ubnd|[ủu][ỷy] ban nhân dân|hđnd|đảng [ủu][ỷy])(?: (?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn))?)"
)
"""A body without what tells it from others of its kind, folded."""
_MOTTO = r"\s*(?:CỘNG H(?:ÒA|OÀ) X|ĐẢNG CỘNG SẢN|Độc lập\s?[-–])"
"""What a letterhead has beside the office's name."""
_BOARDS = (
    "BAN GIÁM ĐỐC",
    "BAN GIÁM HIỆU",
    "BAN LÃNH ĐẠO",
    "LÃNH ĐẠO",
    "THƯỜNG TRỰC",
    "BAN THƯỜNG VỤ",
    "BAN THƯỜNG TRỰC",
)
_BELOW = (
    "CHI CỤC",
    "TRUNG TÂM",
    "BỆNH VIỆN",
    "TRƯỜNG",
    "VIỆN",
    "HẠT",
    "BAN QUẢN LÝ",
    "BẢO TÀNG",
    "THƯ VIỆN",
    "CÔNG TY",
)
"""Offices below a department (*sở*) or a bureau (*cục*), whose letterheads print it first."""
_AREAS = tuple([f"{place.upper()} " for place in _PLACES])
_COMMITTEES = ("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "UBND", "HỘI ĐỒNG NHÂN DÂN")
"""Bodies whose area a letterhead prints on the line below."""


def _cased(name: str, rows: Sequence[Row], tail: Sequence[Row]) -> str:
    """``name`` as running text writes it, where it is printed in capitals."""
    if not name.isupper():
        return name
    folded, lowered = fold(name), name.lower()
    text = "\n".join([cell.text for row in (*rows, *tail) for cell in row.cells])
    small = text.lower()
    at = small.find(lowered) if len(small) == len(text) else -1
    while at >= 0:
        found = text[at : at + len(name)]
        if not found.isupper() and fold(found) == folded:
            return found[0].upper() + found[1:]
        at = small.find(lowered, at + 1)
    words = name.split()
    text = " ".join(w if w.strip(",-") in _ABBREVIATIONS else w.lower() for w in words)
    for known, small in _NAMES_IN_SMALL:
        if small in text:
            text = re.sub(rf"(?<!\w){re.escape(small)}(?!\w)", known, text)
    # A place's name behind "tỉnh", "huyện" … is capitalised word by word.
    if any(f"{place} " in text for place in _PLACES):
        text = re.sub(_PLACE_NAME, lambda m: m[1] + " " + m[2].title(), text)
    text = re.sub(_OWN_NAME, lambda m: m[1] + " " + m[2].title(), text)
    text = re.sub(r"(?<=\s)(tỉnh|huyện|thành|thị|quận)(?= (?:ủy|uỷ|đoàn)(?!\w))", lambda m: m[1].title(), text)
    # So is the field of an office that we have no name for: "Sở Thủy sản" (Decree 30/2020/NĐ-CP, appendix II).
    text = re.sub(r"^(sở|cục|chi cục|vụ|ban) (\w)", lambda m: f"{m[1]} {m[2].upper()}", text)
    return text[0].upper() + text[1:]


def read_classification(rows: Sequence[Row]) -> tuple[str, int] | None:
    """The stamp of secrecy of a document, as printed, and its line; None where it bears none.

    Law on the protection of state secrets 2018 (29/2018/QH14), article 8: Tuyệt mật, Tối mật, Mật.
    """
    stamps = [
        (paragraph.text, row.place.line)
        for row in rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        if len(paragraph.text) < 24 and "MẬT" in paragraph.text
    ]
    for text, line in stamps:
        match = re.fullmatch(_SECRET, text)
        if match:
            return match[1], line
    return None
