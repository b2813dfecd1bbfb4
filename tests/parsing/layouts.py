"""Random programmes: a known month, and every way in which an office may have printed it.

``months`` draws what is meant (days, slots, work, units, leaders) and ``layouts`` how it is printed; ``printed`` makes
the text. What no reader could tell from the text alone (see ``Layout.fits``) is not drawn.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from ics_export.model import Slot

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
SLOT_NAMES = {Slot.MORNING: "Sáng", Slot.AFTERNOON: "Chiều", Slot.EVENING: "Tối", Slot.ALL_DAY: "Cả ngày"}

TEXTS = (
    "Kiểm tra cơ sở",
    "Giao ban đầu tháng",
    "Họp UBND tỉnh phiên thường kỳ tháng 2",
    "Làm việc với Phòng Kế hoạch - Tài chính huyện Biển Xanh",
    "Duyệt in Bản tin số tháng 5 - Số đặc biệt chào mừng Đại hội",
    "Nghiệm thu đề tài nuôi tôm hai giai đoạn tại xã Hải Yến",
    "Thông qua Đề án phát triển nghề cá giai đoạn 2021 - 2025, định hướng đến năm 2030",
    "Tổng kết nhiệm kỳ 2020 – 2025 của Công đoàn ngành",
    "Lễ tuyên dương học sinh giỏi năm học 2024-2025",
    "Thẩm định bản đồ quy hoạch cảng cá tỷ lệ 1:500",
    "Tham gia Hội thi Sáng tạo trẻ toàn tỉnh",
    "Triển khai Chương trình số 10/CTr-UBND ngày 16/01/2025 của UBND tỉnh",
    "Kiểm tra tiến độ dự án “Tạo lập chỉ dẫn địa lý “Nước mắm Biển Xanh” cho sản phẩm nước mắm”",
    "Hội nghị trực tuyến toàn quốc về chuyển đổi số (điểm cầu UBND tỉnh)",
    "Tiếp công dân định kỳ, giải quyết đơn thư tồn đọng",
    "Hội thảo chủ đề: nghề cá bền vững và sinh kế ven bờ",
    "Nghe báo cáo kết quả rà soát 1.250 tàu cá dưới 12 mét",
    "Dự Đại hội Chi bộ khối cơ quan lần thứ XIX",
    "Ký kết hợp tác với Tập đoàn Hương Việt (thuộc VGroup) về truy xuất nguồn gốc",
    "Kiểm tra mô hình 30ha lúa - cá tại các xã vùng trũng",
    "Soát xét hồ sơ xét tặng danh hiệu “Lao động tiên tiến”",
    "Hội đồng kiểm tra, sát hạch các trường hợp tiếp nhận vào làm công chức",
)
UNITS = (
    "Văn phòng Sở",
    "Phòng Khai thác",
    "Phòng Nuôi trồng",
    "Phòng QLCN-CN",
    "Phòng Kế hoạch",
    "Thanh tra Sở",
    "Trung tâm Khuyến ngư",
    "Chi cục Thủy sản",
    "Ban Quản lý cảng cá",
    "Văn phòng Sở; các phòng",
    "Văn phòng Sở, Phòng Khai thác",
    "Các phòng liên quan",
    "Công đoàn ngành",
    "Thành viên HĐ",
)


@dataclass(frozen=True)
class Office:
    """An office: its heading, its leaders (name, title), its words for all of them and for the deputies."""

    title: str
    column: str
    leaders: tuple[tuple[str, str], ...]
    everyone: tuple[str, ...]
    deputies: str
    tail: str = ""


OFFICES = (
    Office(
        "CỦA SỞ THỦY SẢN",
        "Lãnh đạo Sở",
        (("Hoàn", "GĐ"), ("Bình", "PGĐ"), ("An", "PGĐ"), ("Hạnh", "PGĐ")),
        ("Lãnh đạo Sở", "CBCCVC Sở"),
        "các PGĐ Sở",
        " Sở",
    ),
    Office(
        "CỦA UBND HUYỆN BIỂN XANH",
        "Lãnh đạo UBND huyện",
        (("Dũng", "CT"), ("Lan", "PCT"), ("Thủy", "PCT")),
        ("Lãnh đạo UBND huyện",),
        "các PCT",
    ),
    Office(
        "CỦA TRƯỜNG THPT HẢI YẾN",
        "Chủ trì",
        (("Nhàn", "HT"), ("Quế", "PHT"), ("Trường", "PHT")),
        ("BGH",),
        "các PHT",
    ),
)


@dataclass(frozen=True)
class Work:
    """One item that is meant: its slot and words, the unit's words, the leaders' words and whom they name."""

    slot: Slot
    text: str
    unit: str
    leader: str
    names: frozenset[str]


@dataclass(frozen=True)
class Day:
    """A day: its work in printed order, and whether one unit and one leader stand for all of it."""

    date: dt.date
    work: tuple[Work, ...]
    one_unit: bool
    one_leader: bool


@dataclass(frozen=True)
class Month:
    """A month of an office; the last day's work names every leader with a title."""

    office: Office
    days: tuple[Day, ...]


@dataclass(frozen=True)
class Break:
    """A page break: the row it cuts, the item there, and where in the item (0: above it, else the offset of a word).

    ``dates`` is how the halves share the date: "first", "first, then weekday", "second", "both".
    ``gap`` stands between the halves.
    """

    row: int
    item: int
    offset: int
    dates: str
    gap: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """How a month is printed."""

    content: str = "paragraphs"
    units: str = "paragraphs"
    leaders: str = "paragraphs"
    bullet: str = ""
    ending: str = ""
    mark: str = "{}:"
    mark_alone: bool = False
    date: str = "{d:02} {weekday}"
    header: tuple[str, str, str] = ("NGÀY", "NỘI DUNG CÔNG VIỆC", "CƠ QUAN CHUẨN BỊ")
    bars: bool = False
    cut: Break | None = None

    def fits(self, month: Month) -> bool:
        """Whether the text of this layout leaves no doubt to a careful reader."""
        for number, day in enumerate(month.days):
            crowded = len({w.slot for w in day.work}) < len(day.work)
            dashed = any(re.search(r" [-–] (?=[A-ZĐÀ-Ỹ])", w.text) for w in day.work)
            if crowded and self.content == "flat" and not self.bullet and self.mark != "suffix":
                return False
            if crowded and dashed and self.content == "flat" and self.bullet == "- " and not self.ending:
                return False
            if self.cut and self.cut.row == number:
                k = self.cut.item
                inside = not self.cut.offset and k and day.work[k].slot is day.work[k - 1].slot
                if inside and not self.bullet and self.mark != "suffix" and day.one_unit and day.one_leader:
                    return False
                if self.cut.dates == "second" and (self.mark == "suffix" or day.work[0].slot is not Slot.MORNING):
                    return False
        return True


MARKS = ("{}:", "<u>{}:</u>", "<b>{}:</b>", "**{}:**", "* {}:", "- {}:", "Buổi {lower}:", "{upper}:", "suffix")
DATES = (
    "{d:02}",
    "{d:02} {weekday}",
    "{d}",
    "<p>{d:02}</p><p>{weekday}</p>",
    "{weekday} {d:02}/{m:02}",
    "{d:02}/{m:02}",
    "{weekday}, {d:02}/{m:02}/{y}",
    "{number} {d:02}/{m:02}",
    "{weekday}, ngày {d}/{m}",
)
HEADERS = (
    ("NGÀY", "NỘI DUNG CÔNG VIỆC", "CƠ QUAN CHUẨN BỊ"),
    ("Ngày", "Nội dung công tác", "Đơn vị chuẩn bị"),
    ("Thứ, ngày", "Nội dung", "Bộ phận chuẩn bị"),
    ("Thời gian", "Nội dung công việc", "Đơn vị tham mưu"),
    ("Ngày tháng", "Công việc", "Cơ quan, đơn vị chuẩn bị"),
)
GAPS = ((), ("",), ("", ""), ("\f",), ("", "2", ""), ("header",), ("", "header"))


@st.composite
def leaders_of(draw: st.DrawFn, office: Office) -> tuple[str, frozenset[str]]:
    """A block of the leaders' column, and whom it names."""
    form = draw(st.sampled_from(["one", "one", "one", "one", "two", "head and deputies", "everyone"]))
    names = frozenset(n for n, _ in office.leaders)
    if form == "everyone":
        return draw(st.sampled_from(office.everyone)), names
    title = draw(st.sampled_from(["{n} {t}", "{n} {t}" + office.tail, "{n}", "{n} - {t}"]))
    address = draw(st.sampled_from(["Đ/c ", "Đ/c ", "đ/c ", "Đồng chí "]))
    first = draw(st.sampled_from(office.leaders))
    if form == "head and deputies":
        head = office.leaders[0]
        return f"Đ/c {head[0]} {head[1]}{office.tail}{draw(st.sampled_from([', ', '; ']))}{office.deputies}", names
    block = address + title.format(n=first[0], t=first[1])
    if form == "one":
        return block, frozenset([first[0]])
    second = draw(st.sampled_from([leader for leader in office.leaders if leader != first]))
    glue = draw(st.sampled_from([", ", "; ", " và "]))
    return f"{block}{glue}{address}{title.format(n=second[0], t=second[1])}", frozenset([first[0], second[0]])


@st.composite
def days(draw: st.DrawFn, date: dt.date, office: Office) -> Day:
    """One day of one to four items."""
    slots = draw(
        st.sampled_from(
            [
                [Slot.MORNING],
                [Slot.AFTERNOON],
                [Slot.ALL_DAY],
                [Slot.MORNING, Slot.AFTERNOON],
                [Slot.MORNING, Slot.AFTERNOON],
                [Slot.MORNING, Slot.MORNING],
                [Slot.MORNING, Slot.AFTERNOON, Slot.AFTERNOON],
                [Slot.MORNING, Slot.MORNING, Slot.AFTERNOON],
                [Slot.MORNING, Slot.AFTERNOON, Slot.EVENING],
                [Slot.MORNING, Slot.MORNING, Slot.AFTERNOON, Slot.AFTERNOON],
            ]
        )
    )
    texts = draw(st.lists(st.sampled_from(TEXTS), min_size=len(slots), max_size=len(slots), unique=True))
    one_unit, one_leader = draw(st.booleans()), draw(st.booleans())
    units = [draw(st.sampled_from(UNITS)) for _ in slots]
    blocks = [draw(leaders_of(office)) for _ in slots]
    work = tuple(
        Work(slot, text, units[0 if one_unit else i], *blocks[0 if one_leader else i])
        for i, (slot, text) in enumerate(zip(slots, texts, strict=True))
    )
    return Day(date, work, one_unit, one_leader)


@st.composite
def months(draw: st.DrawFn) -> Month:
    """Three or four days and a last one on which everybody meets."""
    office = draw(st.sampled_from(OFFICES))
    year, month = draw(st.sampled_from([(2021, 5), (2023, 8), (2024, 2), (2025, 2), (2025, 12), (2026, 9)]))
    chosen = draw(st.lists(st.integers(1, 27), min_size=3, max_size=4, unique=True).map(sorted))
    everyone = ", ".join(f"Đ/c {n} {t}{office.tail}" for n, t in office.leaders)
    last = Work(Slot.MORNING, "Giao ban cuối tháng", "Văn phòng", everyone, frozenset(n for n, _ in office.leaders))
    return Month(
        office,
        (
            *(draw(days(dt.date(year, month, d), office)) for d in chosen),
            Day(dt.date(year, month, 28), (last,), True, True),
        ),
    )


def seams(text: str) -> list[int]:
    """The offsets at which a page break may cut a sentence: before a word in lower case, past its first two words."""
    return [
        m.start()
        for m in re.finditer(r"(?<=[\wà-ỹ,”]) (?=[a-zà-ỹđ])", text)
        if text[: m.start()].count(" ") > 0 and m.start() < len(text) - 3
    ]


@st.composite
def page_break(draw: st.DrawFn, month: Month) -> Break | None:
    """A page break in one of the days before the last, None for none."""
    row = draw(st.integers(0, len(month.days) - 2))
    work = month.days[row].work
    places = [(i, 0) for i in range(1, len(work))] + [(i, at) for i, w in enumerate(work) for at in seams(w.text)]
    if not places or draw(st.integers(0, 2)) == 0:
        return None
    item, offset = draw(st.sampled_from(places))
    shared = draw(st.sampled_from(["first", "first, then weekday", "second", "both"]))
    return Break(row, item, offset, shared if row else "first", draw(st.sampled_from(GAPS)))


@st.composite
def layouts(draw: st.DrawFn, month: Month) -> Layout:
    """A layout that fits a month."""
    kinds = st.sampled_from(["paragraphs", "br", "flat"])
    layout = Layout(
        content=draw(kinds),
        units=draw(kinds),
        leaders=draw(kinds),
        bullet=draw(st.sampled_from(["", "- ", "+ "])),
        ending=draw(st.sampled_from(["", ";", "."])),
        mark=draw(st.sampled_from(MARKS)),
        mark_alone=draw(st.booleans()),
        date=draw(st.sampled_from(DATES)),
        header=draw(st.sampled_from(HEADERS)),
        bars=draw(st.booleans()),
        cut=draw(page_break(month)),
    )
    if not layout.fits(month):
        layout = replace(layout, content="paragraphs", bullet=layout.bullet or "- ", cut=None)
    return layout


def date_words(form: str, date: dt.date) -> str:
    """A day's cell in one of the ``DATES`` forms."""
    weekday = WEEKDAYS[date.weekday()]
    number = "CN" if date.weekday() == 6 else f"Thứ {date.weekday() + 2}"
    return form.format(d=date.day, m=date.month, y=date.year, weekday=weekday, number=number)


def block(kind: str, lines: Sequence[str]) -> str:
    """Lines as one cell."""
    if kind == "paragraphs" and len(lines) > 1:
        return " ".join(f"<p>{line}</p>" for line in lines)
    return ("<br>" if kind == "br" else " ").join(lines)


def content_lines(day: Day, layout: Layout, part: slice, skip: int = 0, stop: int | None = None) -> list[str]:
    """The content of the items in ``part``, the first from ``skip`` on and the last up to ``stop``."""
    lines: list[str] = []
    chosen = day.work[part]
    for number, work in enumerate(chosen):
        index = (part.start or 0) + number
        above = day.work[index - 1].slot if index else None
        from_middle = bool(skip) and not number
        text = work.text
        ending = layout.ending if len(day.work) > 1 else ""
        if layout.mark == "suffix":
            text += f" ({SLOT_NAMES[work.slot].lower()})"
        text += ending
        if number == len(chosen) - 1 and stop:
            text = text[:stop]
        if from_middle:
            lines.append(text[skip:].strip())
            continue
        several = sum(w.slot is work.slot for w in day.work) > 1
        line = (layout.bullet if several else "") + text
        if layout.mark != "suffix" and work.slot is not above:
            name = SLOT_NAMES[work.slot]
            mark = layout.mark.format(name, lower=name.lower(), upper=name.upper())
            if layout.mark_alone and several:
                lines += [mark, line]
                continue
            line = f"{mark} {line}"
        lines.append(line)
    return lines


def row_of(
    day: Day, layout: Layout, part: slice, date: str, content: list[str], first: int
) -> tuple[str, str, str, str]:
    """The cells of a row or of half a row; the blocks of the items from ``first`` on stand in it."""
    mine = day.work[first : part.stop]
    top = not part.start and not first
    units = ([day.work[0].unit] if top else []) if day.one_unit else [w.unit for w in mine]
    leaders = ([day.work[0].leader] if top else []) if day.one_leader else [w.leader for w in mine]
    return date, block(layout.content, content), block(layout.units, units), block(layout.leaders, leaders)


def printed(month: Month, layout: Layout) -> str:
    """The text of a month's programme."""
    header = (*layout.header, month.office.column)
    table: list[tuple[str, ...] | str] = [header]
    for number, day in enumerate(month.days):
        date, count, cut = date_words(layout.date, day.date), len(day.work), layout.cut
        if cut is None or cut.row != number:
            table.append(row_of(day, layout, slice(0, count), date, content_lines(day, layout, slice(0, count)), 0))
            continue
        middle = cut.item + (1 if cut.offset else 0)
        above, below = slice(0, middle), slice(cut.item, count)
        dates = {
            "first": (date, ""),
            "second": ("", date),
            "both": (date, date),
            "first, then weekday": (str(day.date.day), WEEKDAYS[day.date.weekday()]),
        }[cut.dates]
        first_half = content_lines(day, layout, above, stop=cut.offset or None)
        second_half = content_lines(day, layout, below, skip=cut.offset)
        table.append(row_of(day, layout, above, dates[0], first_half, 0))
        table += [header if line == "header" else line for line in cut.gap]
        table.append(row_of(day, layout, slice(cut.item, count), dates[1], second_half, middle))
    join = (lambda cells: "| " + " | ".join(cells) + " |") if layout.bars else "\t".join
    first = month.days[0].date
    return "\n".join(
        [
            f"Biển Xanh, ngày 01 tháng {first.month:02} năm {first.year}",
            "",
            f"CHƯƠNG TRÌNH CÔNG TÁC THÁNG {first.month:02} NĂM {first.year} {month.office.title}",
            "",
            *(line if isinstance(line, str) else join(line) for line in table),
            "",
        ]
    )
