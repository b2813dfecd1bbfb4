"""Where a stretch of a day's content, between two slot marks, is cut into atoms, and what each cut costs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.model import Slot
from ics_export.parsing import joints, markers
from ics_export.parsing.alignment import Joint
from ics_export.parsing.boundaries import ADDED, Boundary, Sort
from ics_export.parsing.people import opens_mention
from ics_export.parsing.slots import DOES, HOUR, slot_suffix
from ics_export.parsing.words import CAPITAL, NAMED, SMALL, is_capital
from ics_export.tuples import NamedTuple

_HOUR_START = re.compile(r"\(?(?:Lúc |lúc |Từ |từ )?\d{1,2}\s?(?:h|g|giờ|:\d\d)")
_MAY_BE_HOUR = frozenset("(LlTt0123456789")
_OPENS_HOUR = frozenset("(tlvh0123456789")
# Words that say more about the work before them; most need a colon or "tại" behind them.
_LABELS = (
    "Địa điểm", "Thành phần", "Mời", "Chủ trì", "Ghi chú", "Thời gian", "Lãnh đạo dự", "Chuẩn bị", "Cùng dự", "Dự",
    "Dự họp", "Tham dự họp", "Thành phần dự", "Thành phần tham dự",
    "Cùng đi", "Nội dung", "LĐVP", "Giao", "Yêu cầu", "Đề nghị", "Phối hợp", "Phụ trách", "Tham dự", "Trang phục",
    "Phương tiện", "Điểm", "Điểm tập trung", "Đi cùng", "Đ/đ", "Đ/Đ", "ĐĐ", "TP", "T/p", "Đồng chủ trì", "Xe",
    "Thời gian, địa điểm",
)  # fmt: skip
_POINTS = (
    "Chủ trì", "Đồng chủ trì", "Thành phần", "TP", "T/p", "Địa điểm", "Đ/đ", "Đ/Đ", "ĐĐ", "Thời gian", "Tham dự",
    "Phụ trách", "Lãnh đạo dự", "Lãnh đạo chủ trì", "Ghi chú", "Cùng dự", "Cùng đi", "Đi cùng", "Điểm tập trung", "Mời",
    "Dự họp", "Tham dự họp",
)  # fmt: skip
"""Labels that are no work of their own behind a bullet either: "- Chủ trì: PGĐ Hậu"."""
_ATTACHED = ("(", "[", "Giấy mời", "giấy mời", "Có Giấy mời", "Có giấy mời", "Mời ", "Thành phần ")
_NAME_AT_END = rf"(?:{NAMED}|(?<!\w)(?:[Ôô]ng|[Bb]à))\s*:?\s*(?:{CAPITAL}{SMALL}*+\s*+){{1,5}}$"
_NUMBER_TAIL = r"[A-ZĐ]{2,}(?:[/-]|\b(?=\s+(?:của|ngày)))"  # "số 07 - QĐ/TU"
_ONLY_HOUR = rf"\(?{HOUR}"


class Atom(NamedTuple):
    """A piece of content.

    ``lead`` is what stood before it (" - ", " "), restored where it stays with the atom before; ``joint`` the costs of
    the boundary before it; ``hours`` the printed words of an hour or a day inside the slot mark; ``half`` its page;
    ``bullet`` the sign that opened it; ``day`` the one of its row's days that heads it (owndays.py); ``line`` its own
    line of the source, 0 for its row's.
    """

    text: str
    slot: Slot | None
    joint: Joint
    lead: str = ""
    half: int = 0
    italic: bool = False
    hours: str = ""
    bullet: str = ""
    day: str = ""
    line: int = 0


_LEADS_IN = (" nội dung sau", " sau đây", " như sau", " gồm", " bao gồm")


_MAY_LEAD_IN = (" các nội dung", " nội dung chính")


def leads_in(text: str) -> bool:
    """Whether a text leads in a list of points: it ends in a colon, or in words that ask for one."""
    return text.endswith((":", *_LEADS_IN, *_MAY_LEAD_IN))


def hardly_leads_in(text: str) -> bool:
    """Whether a text leads in a list only where no works stand below it: "Họp Ban Giám đốc, các nội dung"."""
    return text.endswith(_MAY_LEAD_IN)


def opens_hour(text: str, at: int = 0) -> bool:
    """Whether an hour stands in ``text`` at ``at``."""
    return text[at : at + 1] in _MAY_BE_HOUR and _HOUR_START.match(text, at) is not None


def opens_timed(text: str) -> bool:
    """Whether a text is a work with its hour before it, "(9h15) Kiểm tra …", not an hour of the work above."""
    if not opens_hour(text):
        return False
    return text[0] != "(" or is_capital(text.partition(")")[2].lstrip(" :,-–")[:1])


def sign_of(text: str) -> str:
    """The bullet that opens a text, "" for none; a word processor makes some hyphens dashes, in one list too."""
    return "-" if text[:1] in ("–", "—") else text[:1]


def attached(text: str, at: int = 0) -> bool:
    """Whether what stands in ``text`` at ``at`` says more about the work before it: brackets, a label."""
    if text.startswith(_ATTACHED, at):
        return not text.startswith(ADDED, at) or len(text) < at + 16  # a work of its own, unless no words follow
    return is_label(text, at, (":", "tại"))


def is_label(text: str, at: int = 0, ends: tuple[str, ...] = (":",)) -> bool:
    """Whether a label stands in ``text`` at ``at``, with what ends it: "Chủ trì:"."""
    if not text.startswith(_LABELS, at):
        return False
    return any(
        text.startswith(label, at) and text[at + len(label) : at + len(label) + 8].lstrip().startswith(ends)
        for label in _LABELS
    )


def is_point(text: str, at: int) -> bool:
    """Whether a label and its colon stand in ``text`` at ``at``, behind a bullet."""
    if not text.startswith(_POINTS, at):
        return False
    label = text[at : at + 40].partition(":")
    return label[1] != "" and label[0].strip().startswith(_POINTS) and len(label[0].split()) < 5


_BRACKETED_HOUR = r"\(\d{1,2}\s?(?:h|g|giờ|:)"


def split_stretch(start: Atom, boundaries: Sequence[Boundary], in_paragraphs: bool, led: bool = False) -> list[Atom]:
    """The atoms of a stretch between slot marks, cut at these boundaries.

    ``in_paragraphs``: the cell writes its list in paragraphs, one bullet each, so that a dash inside one opens none;
    ``led``: the stretch goes on a point under a lead-in.
    """
    body, sign = start.text, start.bullet
    strong = in_paragraphs or any(b.sort is Sort.STRONG for b in boundaries)
    timed = opens_hour(body)
    # An observance or a duty is not cut, but the one from the other: "Kỷ niệm … . Trực lãnh đạo: Đ/c Hoàn".
    observed = start.slot is None and markers.is_observance(body) and not ends_in_slot(body)
    together = observed
    told = False  # whether who attends stands behind a work's part of the day
    points = start.bullet if led else ""  # the sign of an open lead-in's points
    atoms: list[Atom] = []
    position = 0
    dashed: bool | None = None  # whether works begin behind each dash
    joint, lead, hours, bullet = start.joint, start.lead, start.hours, start.bullet  # of the atom that comes next
    for number, (sort, begin, end) in enumerate(boundaries):
        piece = body[position:begin].strip()
        if (
            (sort is Sort.TIME and not timed)
            or (sort is Sort.SLOT and not ends_in_slot(piece))
            or (sort is Sort.TIMED and (timed or start.hours or not joints.opens_action(body, end)))
        ):
            continue  # no boundary after all
        if piece:
            atoms.append(Atom(piece, start.slot, joint, lead, start.half, start.italic, hours, bullet))
            hours = ""
        together = together or markers.duty(piece) is not None or markers.is_staff_duty(piece)
        mark = body[begin:end].strip()
        hour_follows = opens_hour(body, end)
        if observed and sort not in (Sort.ANEW, Sort.AMID) and markers.duty(body[end:]) is not None:
            joint = joints.STRONG
        elif sort is Sort.BRACKETED:
            joint = joints.BRACKETED
        elif (attached(body, end) and not hour_follows) or together or _is_hour(piece.rstrip(" :")):
            joint = joints.TOGETHER
        elif ends_in_slot(piece):
            until = boundaries[number + 1].start if number + 1 < len(boundaries) else len(body)
            who = sort is Sort.BARE and _says_who(body[end:until])
            joint = joints.TOGETHER if who else joints.AFTER_SLOT_SUFFIX
            told = who
        elif told and sort in (Sort.STOP, Sort.SEMICOLON) and joints.opens_action(body, end):
            told, joint = False, joints.STRONG  # "Họp A (sáng) - Đ/c Hoàn GĐ. Làm việc …"
        elif led and points and sign_of(mark) == sign != points and _goes_on_outside(sort, body, end):
            led, joint = False, joints.STRONG  # "- Kiểm tra các xã: + A; + B. - Làm việc": the outer list goes on
        elif (
            sort is Sort.LEAD
            or (sort is Sort.NUMBER and piece.endswith(":"))
            or (led and sort in (Sort.STRONG, Sort.BARE, Sort.NUMBER) and not hour_follows)
        ):
            led = True
            points = points or sign_of(mark)
            joint = joints.AGENDA
        elif hour_follows and sort in (Sort.STRONG, Sort.BARE, Sort.HOUR, Sort.TIME):
            joint = joints.TIMED
        elif sort in (Sort.STRONG, Sort.NUMBER):
            joint = joints.STRONG
        elif sort is Sort.BARE:
            if _one_phrase(piece, body, end):
                joint = joints.TOGETHER
            else:
                until = boundaries[number + 1].start if number + 1 < len(boundaries) else len(body)
                in_list = sign != "" and sign_of(mark) == sign
                if dashed is None:
                    dashed = sign == "" and _dashed_throughout(body, boundaries)
                joint = joints.bare_joint(body, end, until, in_list or dashed, strong or dashed)
                if re.search(_LOOKS_BACK, piece) and body.startswith(_LOOKS_AHEAD, end):
                    joint = joints.BARE_ACTION_IN_TEXT  # one title: "Tổng kết năm 2024 - Triển khai nhiệm vụ năm 2025"
        elif sort is Sort.ANEW:
            joint = joints.ANEW
        elif sort is Sort.AMID:
            joint = joints.AMID
        elif sort is Sort.TIMED:
            joint = joints.HOUR_BEHIND if re.search(_BRACKETED_HOUR, body[end:]) else joints.AMID
        elif sort is Sort.SEMICOLON:
            joint = joints.SEMICOLON_ACTION if joints.opens_action(body, end) else joints.SEMICOLON
        else:
            joint = joints.SENTENCE
        lead, bullet = f" {mark} " if mark else " ", sign_of(mark)
        position = end
    piece = body[position:].strip()
    if piece:
        atoms.append(Atom(piece, start.slot, joint, lead, start.half, start.italic, hours, bullet))
    return atoms


def _goes_on_outside(sort: Sort, body: str, end: int) -> bool:
    """Whether a sign that the list around some points has opens a work again, though no mark may end the point."""
    return sort is Sort.STRONG or (sort is Sort.BARE and joints.opens_action(body, end))


def _dashed_throughout(body: str, boundaries: Sequence[Boundary]) -> bool:
    """Whether a text has several dashes and works begin behind each of them and at its head: "Dự hội nghị … - Dự lễ … -
    Kiểm tra …", a list whose first dash was lost."""
    behind = [boundary.end for boundary in boundaries if boundary.sort is Sort.BARE]
    return len(behind) > 1 and all(joints.opens_action(body, at) for at in (0, *behind))


_LOOKS_BACK = r"(?i:tổng kết|sơ kết|kỷ niệm|khai giảng|đánh giá kết quả)"
_LOOKS_AHEAD = ("Triển khai", "Tuyên dương", "Phát động", "Phương hướng", "Biểu dương", "Khen thưởng", "Trao thưởng")


def ends_in_slot(piece: str) -> bool:
    return slot_suffix(piece)[0] is not None


def _says_who(text: str) -> bool:
    """Whether a text behind a dash names who attends and prepares, and nothing that they do: "HT, P. TC-HC"."""
    from ics_export.parsing.listed import parted

    text = text.strip(" .;")
    people, sections = parted(text)
    if people and not re.search(rf"\s(?:{DOES})(?!\w)", people):
        return True
    return not sections and re.match(_SECTION, text) is not None and len(text) < _LONGEST_LIST


_SECTION = r"(?:[KP]\.|TT\.)\s?(?:[A-Z]|Đ)"
_LONGEST_LIST = 120


def _is_hour(piece: str) -> bool:
    """Whether a piece is an hour and nothing else."""
    return piece[:1] in _OPENS_HOUR and len(piece) < 60 and re.fullmatch(_ONLY_HOUR, piece) is not None


def _one_phrase(piece: str, body: str, end: int) -> bool:
    """Whether a dash between ``piece`` and what stands in ``body`` at ``end`` is part of a number or parts a name from
    its
    title: "số 07 - QĐ/TU", "đồng chí Lê Minh Sáng - Bí thư"."""
    if piece[-1:].isdigit() and (body[end].isdigit() or _ends_number(body, end)):
        return True
    if not any(address in piece for address in ("/c", "/C", "ồng chí", "ng ", "à ")):
        return False
    return re.search(_NAME_AT_END, piece) is not None and opens_mention(body[end:])


def _ends_number(body: str, at: int) -> bool:
    """Whether the letters of a document's number stand in ``body`` at ``at``: "QĐ/TU"."""
    return body[at : at + 2].isupper() and re.compile(_NUMBER_TAIL).match(body, at) is not None
