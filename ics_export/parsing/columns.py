"""Columns: bound by the words of the header row, never by position alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum
from functools import lru_cache

from ics_export.model import EMPTY, Paragraph, Row, Slot
from ics_export.parsing.slots import slot_of
from ics_export.parsing.titles import match_title
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold, plain


class Role(Enum):
    """What a column holds."""

    DATE = "ngày"
    TIME = "giờ, buổi"
    CONTENT = "nội dung"
    UNITS = "đơn vị chuẩn bị"
    LEADERS = "lãnh đạo"
    PLACE = "địa điểm"
    PARTICIPANTS = "thành phần"
    NOTES = "ghi chú"
    NUMBER = "số thứ tự"
    DUTY = "lãnh đạo trực"
    STAFF = "cán bộ trực"

    __hash__ = object.__hash__  # as cheap as can be: every cell of every row is looked up by its role


class Header(NamedTuple):
    """A bound header row: the role of each column, by index; a content column may hold one slot's work only.

    ``columns`` has the indices of the columns of each role.
    """

    roles: tuple[Role | None, ...]
    slots: tuple[Slot | None, ...]
    words: tuple[str, ...]
    columns: dict[Role, tuple[int, ...]]

    def has(self, role: Role) -> bool:
        """Whether some column has this role."""
        return role in self.columns

    @property
    def placed_hours(self) -> bool:
        """Whether one column holds when a work is and where: "Thời gian, địa điểm"."""
        return any("địa điểm" in fold(self.words[index]) for index in self.columns.get(Role.TIME, ()))

    @property
    def chaired(self) -> bool:
        """Whether the leaders' column names who chairs, so that others may attend too, and not all who attend."""
        heads = [fold(self.words[index]) for index in self.columns.get(Role.LEADERS, ())]
        return heads != [] and all("chủ trì" in head and "dự" not in head.split() for head in heads)

    def paragraphs(self, row: Row, role: Role) -> tuple[Paragraph, ...]:
        """What a row holds under the columns of a role."""
        columns = self.columns.get(role)
        if not columns:
            return ()
        cells = row.cells
        found = cells[columns[0]].paragraphs if columns[0] < len(cells) else ()
        for index in columns[1:]:
            if index < len(cells):
                found += cells[index].paragraphs
        return found

    def reader(self, role: Role) -> Callable[[Row], tuple[Paragraph, ...]]:
        """``paragraphs`` of one role, for many rows."""
        columns = self.columns.get(role, ())
        if len(columns) != 1:
            return lambda row: self.paragraphs(row, role)
        index = columns[0]
        return lambda row: row.cells[index].paragraphs if index < len(row.cells) else ()

    def text(self, row: Row, role: Role, glue: str = " ") -> str:
        """What a row holds under the columns of a role, as one line; ``glue`` joins its paragraphs."""
        if role not in self.columns:
            return ""
        paragraphs = self.paragraphs(row, role)
        return (
            paragraphs[0].text if len(paragraphs) == 1 else glue.join([p.text for p in paragraphs if p.text != EMPTY])
        )


_LEADING = (
    "lãnh đạo", "chủ trì", "người", "ban giám", "thường trực", "đồng chí", "đ/c", "ban lãnh", "bgh", "bgđ", "lđ ",
    "phụ trách", "chịu trách nhiệm",
)  # fmt: skip
"""How the head of the leaders' column begins, whatever else it says."""


_BOARDS_FIRST = ("thường trực", "ban giám", "ban thường vụ", "bgh", "bgđ", "uvtv", "ủy viên", "đồng chí", "đ/c")
"""Who does a work where a column's head says so: leaders, and no unit."""


_UNMARKED = {
    **dict.fromkeys(("ngay", "thu ngay", "thu, ngay", "ngay thu", "ngay, thu", "ngay thang", "ngay/thang"), Role.DATE),
    **dict.fromkeys(("noi dung", "noi dung cong viec", "noi dung cong tac", "cong viec"), Role.CONTENT),
    **dict.fromkeys(("thoi gian", "gio"), Role.TIME),
}
"""Heads whose marks a scan lost, "NGAY": whole, for without its marks a word may be many."""
_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "thứ bẩy")
"""What opens the lower half of a row whose date a page break cut, and no header."""


_BESIDE_CONTENT = ("địa điểm", "thành phần", "chủ trì", "tham dự", "thực hiện")
_WHOLE = {
    **dict.fromkeys(
        ("t.gian", "tg", "lịch ngày", "n.tháng", "ngày thực hiện", "ngày tổ chức", "ngày diễn ra"), Role.DATE
    ),
    **dict.fromkeys(
        ("chương trình", "sự kiện", "làm việc", "việc", "tên việc", "các việc chính", "lịch họp", "lịch làm việc"),
        Role.CONTENT,
    ),
    **dict.fromkeys(
        (
            "lđ",
            "tham gia",
            "lãnh đạo theo dõi",
            "ai dự",
        ),
        Role.LEADERS,
    ),
}
"""Heads that say little by their parts."""


@lru_cache(maxsize=64)
def role_of(words: str) -> Role | None:
    """The role that a header's words name, None where they name none."""
    text = fold(words).strip(" .:*")
    if not text or len(text) > 80:
        return None
    if text in _WHOLE:
        return _WHOLE[text]
    if "," in words and _are_titles(words):
        return Role.LEADERS
    if text.startswith("nội dung") and any(w in text for w in _BESIDE_CONTENT):
        return Role.CONTENT  # one column for all of it: "Nội dung - Thành phần - Địa điểm"
    if text in ("tt", "stt", "số tt", "số thứ tự"):
        return Role.NUMBER
    if text.startswith(("ghi chú", "lưu ý", "phương tiện", "xe ", "xe/")) or text == "xe":
        return Role.NOTES
    if "địa điểm" in text and text.startswith(("thời gian", "giờ")):
        return Role.TIME  # Header.placed_hours
    if "địa điểm" in text or text.startswith(("nơi ", "phòng họp")):
        return Role.PLACE
    if text.startswith(("bảo vệ", "văn thư", "lái xe", "nhân viên", "số điện thoại", "điện thoại")):
        return Role.STAFF
    if text.startswith(("ngày trực", "thời gian trực", "thứ, ngày trực")):
        return Role.DATE
    if "trực" in text.split() and "thường trực" not in text:
        return Role.DUTY if "lãnh đạo" in text or "ban giám" in text or "chỉ huy" in text else Role.STAFF
    if "thành phần" in text or text.startswith(("người tham dự", "đối tượng", "cùng tham gia", "người tham gia")):
        return Role.PARTICIPANTS
    if text.startswith(("lđvp", "cv ", "chuyên viên", "cán bộ theo", "vp theo")):
        return Role.STAFF  # the office's people who look after a work
    guests = "khách" in text or "mời" in text or "đơn vị" in text
    leader_first = (text.endswith(" dự") and not guests) or text.startswith(_LEADING)
    helps = any(w in text for w in ("chuẩn bị", "theo dõi", "tham mưu", "phối hợp", "phục vụ", "thực hiện"))
    if "thực hiện" in text and "phối hợp" not in text and text.startswith(_BOARDS_FIRST):
        return Role.LEADERS
    helps = helps or ("đầu mối" in text and not text.startswith("lãnh đạo"))
    if helps or (
        not leader_first
        and any(
            w in text
            for w in (
                "đơn vị",
                "cơ quan",
                "bộ phận",
                "các phòng",
                "phòng ban",
                "phòng, ban",
                "khoa, phòng",
                "phòng, khoa",
            )
        )
    ):
        return Role.UNITS
    if (
        leader_first
        or text == "dự"
        or any(
            w in text
            for w in ("lãnh đạo", "chủ trì", "tham dự", "dự họp", "thường vụ", "phân công", "chỉ đạo", "ld dự", "lđ dự")
        )
    ):
        return Role.LEADERS
    if any(w in text for w in ("nội dung", "công việc", "công tác", "hoạt động", "nhiệm vụ", "diễn giải")):
        return Role.CONTENT
    if text.startswith(("thời gian", "giờ", "buổi", "thời điểm")):
        return Role.TIME
    if text.startswith(("ngày", "thứ", "t/n")) and not text.startswith(_WEEKDAYS):
        return Role.DATE
    return _UNMARKED.get(plain(text))


def bind(row: Row, *, dated: bool = True, duty: str = "") -> Header | None:
    """The header that a row is, None where it is none.

    A header names the content and one more column, or who is on duty and when. *Thời gian* heads the date column where
    nothing else does; none is needed where it is not ``dated``, for its days are headings. Below words that speak of
    ``duty`` ("Lịch trực lãnh đạo dịp Tết") the column of leaders, or of names, is that of those on duty.
    """
    if len(row.cells) < 2:
        return None
    words = tuple([as_printed(cell.text) for cell in row.cells])
    if not all(map(may_head, words)):
        return None
    slots = tuple(slot_of(w) if len(w) < 14 else None for w in words)
    if sum(slot is not None for slot in slots) < 2:
        slots = (None,) * len(words)
    roles = [Role.CONTENT if slot else role_of(w) for w, slot in zip(words, slots, strict=True)]
    if roles.count(Role.LEADERS) > 1:
        # "Chủ trì | Tham dự": beside who chairs, those who attend are departments and guests too.
        attending = [role is Role.LEADERS and _attends(w) for w, role in zip(words, roles, strict=True)]
        if sum(attending) < roles.count(Role.LEADERS):
            roles = [Role.PARTICIPANTS if its else role for its, role in zip(attending, roles, strict=True)]
    if duty and Role.CONTENT not in roles and Role.DUTY not in roles:
        roles = [
            Role.DUTY if _heads_duty(role, w, duty) else role or Role.STAFF
            for role, w in zip(roles, words, strict=True)
        ]
    kinds = {r for r in roles if r}
    if Role.DATE not in kinds and Role.TIME in kinds:
        roles[roles.index(Role.TIME)] = Role.DATE
        kinds.add(Role.DATE)
    if Role.DATE not in kinds and not words[0].strip() and Role.CONTENT in kinds and kinds & {Role.LEADERS, Role.UNITS}:
        # A date column whose head was lost: it is the first one. (A row "Trực lãnh đạo | Đ/c Hoàn" is no header.)
        roles[0] = Role.DATE
        kinds.add(Role.DATE)
    if (dated and Role.DATE not in kinds) or len(kinds) < 2 or not kinds & {Role.CONTENT, Role.DUTY}:
        return None
    columns = {role: tuple(i for i, other in enumerate(roles) if other is role) for role in kinds}
    return Header(tuple(roles), slots, words, columns)


def as_printed(words: str) -> str:
    """A head in capitals without what a scan made of its letters, "NỘl DUNG CÔNG VlỆC", "LÃNH ĐẠ0"; others as they
    are."""
    if not any(sign in words for sign in "l01") or len(words) > 80:
        return words
    letters = [sign for sign in words if sign.isalpha()]
    if sum(map(str.isupper, letters)) * 4 < len(letters) * 3:
        return words
    return words.translate(_MISREAD_LETTERS)


_MISREAD_LETTERS = str.maketrans("l01", "IOI")


def _are_titles(words: str) -> bool:
    """Whether titles parted by commas are all that a header says: "Giám đốc, PGĐ", "Chủ tịch, các Phó Chủ tịch"."""
    titles = [title.strip(" .:*").removeprefix("các ") for title in words.split(",")]
    return all(title and match_title(title) == len(title) for title in titles)


def _heads_duty(role: Role | None, words: str, duty: str) -> bool:
    """Whether a column of a table of ``duty`` holds the leaders on duty: it says so, or its names are those of leaders,
    for whom the table is."""
    named = fold(words).startswith(("họ và tên", "họ tên", "người trực", "trực", "tên"))
    return role is Role.LEADERS or (named and "lãnh đạo" in fold(duty))


def heads(row: Row) -> bool:
    """Whether a row below a table's header is that of another table: work whose date stands above it ("", "Trực lãnh
    đạo", "Đ/c Long") may have a header's words too, but no header's *Nội dung*.
    """
    first, *others = [cell.text for cell in row.cells]
    if not first and not any(fold(text).startswith("nội dung") for text in others if len(text) < 80):
        return False
    return bind(row) is not None


def _attends(words: str) -> bool:
    """Whether the head of a leaders' column says that those in it attend, and not who they are: "Tham dự"."""
    return re.match(r"(?:những )?(?:người )?(?:cùng )?(?:tham )?dự(?!\w)", fold(words)) is not None


def may_head(words: str) -> bool:
    """Whether a cell can be a header's: it is short, and holds no digit and no colon but at its end."""
    return len(words) <= 80 and not any(map(str.isdigit, words)) and ":" not in words[:-1]


def same_header(header: Header, row: Row) -> bool:
    """Whether a row repeats the header (after a page break), whatever a scan made of its diacritics."""
    if len(row.cells) < len(header.words) and any(cell.paragraphs for cell in row.cells[1:]):
        joined = " ".join([as_printed(cell.text) for cell in row.cells])
        return len(joined) < _LONGEST_HEADER and fold(joined) == fold(" ".join(header.words))  # it lost a tab
    return len(row.cells) == len(header.words) and all(
        _same_word(as_printed(cell.text), word) for cell, word in zip(row.cells, header.words, strict=True)
    )


def _same_word(text: str, word: str) -> bool:
    return fold(text) == fold(word) or (len(text) == len(word) and plain(text) == plain(as_printed(word)))


_LONGEST_HEADER = 400
"""Characters of all heads of a table."""


def overflow(header: Header, row: Row) -> Sequence[str]:
    """The text of a row's non-empty cells that no bound column holds."""
    if None not in header.roles and len(row.cells) <= len(header.roles):
        return ()
    return [
        cell.text
        for i, cell in enumerate(row.cells)
        if cell.paragraphs and (i >= len(header.roles) or header.roles[i] is None)
    ]
