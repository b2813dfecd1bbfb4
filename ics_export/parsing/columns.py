"""Columns: bound by the words of the header row, never by position alone."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from ics_export.model import Paragraph, Row, Slot
from ics_export.parsing.slots import slot_of
from ics_export.vietnamese import fold


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


class Header(NamedTuple):
    """A bound header row: the role of each column, by index; a content column may hold one slot's work only."""

    roles: tuple[Role | None, ...]
    slots: tuple[Slot | None, ...]
    words: tuple[str, ...]

    def has(self, role: Role) -> bool:
        """Whether some column has this role."""
        return role in self.roles

    def paragraphs(self, row: Row, role: Role) -> tuple[Paragraph, ...]:
        """What a row holds under the columns of a role."""
        found: tuple[Paragraph, ...] = ()
        for index, cell in enumerate(row.cells):
            if index < len(self.roles) and self.roles[index] is role and cell.paragraphs:
                found += cell.paragraphs
        return found


def role_of(words: str) -> Role | None:
    """The role that a header's words name, None where they name none."""
    text = fold(words).strip(" .:*")
    if not text or len(text) > 80:
        return None
    if text in ("tt", "stt", "số tt", "số thứ tự"):
        return Role.NUMBER
    if text.startswith(("ghi chú", "lưu ý")):
        return Role.NOTES
    if "địa điểm" in text or text.startswith(("nơi ", "phòng họp")):
        return Role.PLACE
    if text.startswith(("bảo vệ", "văn thư", "lái xe", "nhân viên", "số điện thoại", "điện thoại")):
        return Role.STAFF
    if "trực" in text.split() and "thường trực" not in text:
        return Role.DUTY if "lãnh đạo" in text or "ban giám" in text or "chỉ huy" in text else Role.STAFF
    if "thành phần" in text or text.startswith(("người tham dự", "đối tượng")):
        return Role.PARTICIPANTS
    leader_first = text.startswith(
        ("lãnh đạo", "chủ trì", "người", "ban giám", "thường trực", "đồng chí", "đ/c", "ban lãnh", "bgh", "bgđ", "lđ ")
    )
    helps = any(w in text for w in ("chuẩn bị", "theo dõi", "tham mưu", "phối hợp", "phục vụ", "thực hiện"))
    if helps or (
        not leader_first
        and any(w in text for w in ("đơn vị", "cơ quan", "bộ phận", "các phòng", "phòng ban", "phòng, ban"))
    ):
        return Role.UNITS
    if leader_first or any(
        w in text
        for w in ("lãnh đạo", "chủ trì", "tham dự", "dự họp", "thường vụ", "phân công", "chỉ đạo", "ld dự", "lđ dự")
    ):
        return Role.LEADERS
    if any(w in text for w in ("nội dung", "công việc", "công tác", "hoạt động", "nhiệm vụ", "diễn giải")):
        return Role.CONTENT
    if text.startswith(("thời gian", "giờ", "buổi", "thời điểm")):
        return Role.TIME
    if text.startswith(("ngày", "thứ", "t/n")):
        return Role.DATE
    return None


def bind(row: Row) -> Header | None:
    """The header that a row is, None where it is none.

    A header names the content and one more column, or who is on duty and when. *Thời gian* heads the date column where
    nothing else does.
    """
    if len(row.cells) < 2:
        return None
    words = tuple(cell.text for cell in row.cells)
    if any(len(w) > 80 or any(c.isdigit() for c in w) or ":" in w[:-1] for w in words):
        return None
    slots = tuple(slot_of(w) if len(w) < 14 else None for w in words)
    if sum(slot is not None for slot in slots) < 2:
        slots = (None,) * len(words)
    roles = [Role.CONTENT if slot else role_of(w) for w, slot in zip(words, slots, strict=True)]
    kinds = {r for r in roles if r}
    if Role.DATE not in kinds and Role.TIME in kinds:
        roles[roles.index(Role.TIME)] = Role.DATE
        kinds.add(Role.DATE)
    if Role.DATE not in kinds and not words[0].strip() and kinds & {Role.LEADERS, Role.UNITS}:
        # A date column whose head was lost: it is the first one.
        roles[0] = Role.DATE
        kinds.add(Role.DATE)
    if Role.CONTENT in kinds and Role.DATE in kinds:
        return Header(tuple(roles), slots, words)
    if Role.DATE in kinds and Role.DUTY in kinds:
        return Header(tuple(roles), slots, words)
    return None


def same_header(header: Header, row: Row) -> bool:
    """Whether a row repeats the header (after a page break)."""
    return len(row.cells) > 1 and tuple(fold(c.text) for c in row.cells) == tuple(fold(w) for w in header.words)


def overflow(header: Header, row: Row) -> Sequence[tuple[int, str]]:
    """Non-empty cells of a row that no bound column holds: (index, text)."""
    return [
        (i, cell.text)
        for i, cell in enumerate(row.cells)
        if cell.paragraphs and (i >= len(header.roles) or header.roles[i] is None)
    ]
