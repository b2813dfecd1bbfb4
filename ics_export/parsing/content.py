"""A day's content: slot marks cut it for certain, bullets and paragraphs with some likelihood.

The result is a list of ``Atom``s, the smallest pieces that can be items, with the cost of cutting or not cutting before
each. Which of them make one item is decided together with the other columns (alignment.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ics_export.model import Paragraph, Slot
from ics_export.parsing import joints, markers
from ics_export.parsing.alignment import Joint
from ics_export.parsing.people import opens_mention
from ics_export.parsing.slots import DASHED, HOUR, MARK, OPENING, SENTENCE_SLOT, SLOT_WORDS, SUFFIX

BULLET = re.compile(r"(?:[-–—+*•●▪]|(?:\d{1,2}|[a-zđ])[.)])\s*(?=\S)")
_STRICT_BULLET = re.compile(r"(?:[-–—+*•●▪]\s*|(?:\d{1,2}|[a-eđ])[.)]\s+)(?=[^\s\d]|\d)")
_INNER = re.compile(
    r"(?P<strong>(?<=[;.…!])\s*(?:[-–—+*•●▪]\s+|[-–—+•](?=[A-ZĐÀ-Ỹ“\"])))(?=\S)"
    r"|(?P<lead>(?<=:)\s*[-–—+*•●▪]\s*)(?=\S)"
    r"|(?P<number>(?<=[:;.])\s+(?:[a-eđ]\)|\d{1,2}[.)])\s+)(?=[A-ZĐÀ-Ỹ“\"(])"
    r"|(?P<bare>\s[-–—+•●▪]\s+|\s[-–](?=[A-ZĐÀ-Ỹ][a-zà-ỹ]))(?=[A-ZĐÀ-Ỹ0-9“\"(])"
    r"|(?P<hour>(?<=[.;])\s+(?:(?:Lúc|lúc|Từ|từ|Hồi|hồi)\s+)?(?=\(?\d{1,2}\s?(?:h\d{0,2}|g\d{0,2}|giờ|:\d\d)[^\w/]))"
    r"|(?P<time>(?<=[\w’'”)])(?<!từ)(?<!Từ)(?<!đến)(?<!lúc)(?<!Lúc)(?<!hồi)(?<!vào)(?<!tới)(?<!khoảng)(?<!trước)(?<!sau)\s+(?=\d{1,2}(?:h\d{0,2}|g\d{2}|\s?giờ(?:\s?\d{2})?|:\d\d)['’]?(?:\s?phút)?[:,]?\s+[A-ZĐÀ-Ỹ]))"
    r"|(?P<slot>(?<=\))\s+(?=[A-ZĐÀ-Ỹ]))"
    r"|(?P<semi>(?<=;)\s+(?=[A-ZĐÀ-Ỹ]))"
    r"|(?P<stop>(?:(?<=[^\s.A-ZĐ]\.)|(?<=[A-ZĐÀ-Ỹ]{3}\.))\s+(?=[A-ZĐÀ-Ỹ][a-zà-ỹ]))"
)
_ATTACHED = re.compile(
    r"[(\[]|(?:Địa điểm|Thành phần|Mời|Chủ trì|Ghi chú|Thời gian|Lãnh đạo dự|Chuẩn bị|Cùng dự|Dự|Cùng đi|Nội dung|LĐVP|Giao|Yêu cầu|Đề nghị|Phối hợp"
    r"|Phụ trách|Tham dự|Trang phục|Phương tiện|Điểm)\s*(?::|tại)|(?:Có )?[Gg]iấy mời|Mời\s|Thành phần\s"
)
_HOUR_START = re.compile(r"\(?(?:Lúc |lúc |Từ |từ )?\d{1,2}\s?(?:h|g|giờ|:\d\d)")
_KY_NIEM = re.compile(
    r"(?:Kỷ niệm|KỶ NIỆM|Kỉ niệm|Chào mừng (?:\d+ năm )?[Nn]gày|Hưởng ứng [Nn]gày|Ngày (?:truyền thống|thành lập|hội|Quốc tế|Thế giới|sinh)|Mừng)\b"
)
_CONTINUES = re.compile(r"[a-zà-ỹđ0-9(&%/]|[,;.:)”]")


class Atom(NamedTuple):
    """A piece of content.

    ``lead`` is what stood before it (" - ", " "), restored where it stays with the atom before; ``joint`` the costs of
    the boundary before it; ``hours`` the printed words of an hour inside the slot mark; ``half`` its page.
    """

    text: str
    slot: Slot | None
    joint: Joint
    lead: str = ""
    half: int = 0
    italic: bool = False
    hours: str = ""
    bullet: str = ""


class Content(NamedTuple):
    """A day's atoms; ``empty`` are slots printed without work, ``slips`` misspelt slot words, as printed."""

    atoms: tuple[Atom, ...]
    empty: tuple[Slot, ...]
    slips: tuple[str, ...]
    slots: tuple[Slot, ...]


def continues(text: str, following: str) -> bool:
    """Whether ``following`` goes on the sentence that ``text`` breaks off (over a page break or a wrapped line)."""
    if not text or not following or text[-1] in ".;!?…":
        return False
    if BULLET.match(following) and not following[0].isalnum():
        return False
    if MARK.match(following) or _HOUR_START.match(following):
        return False
    if text.count("“") > text.count("”") or text.count("(") > text.count(")") or text[-1] in ",-–":
        return True
    return _CONTINUES.match(following) is not None


def read_content(paragraphs: Sequence[tuple[Paragraph, int]], slot: Slot | None = None) -> Content:
    """The atoms of a day's content from its paragraphs, each with the page it stands on.

    ``slot`` is the one in force at the beginning (a slot column's).
    """
    atoms: list[Atom] = []
    seen: list[Slot] = []
    slips: list[str] = []
    pending = joints.CERTAIN if slot else None  # a slot mark was read and no atom has followed it
    used: set[int] = set()
    listed = sum(1 for p, _ in paragraphs if _STRICT_BULLET.match(MARK.sub("", p.text).strip())) > 1
    hours, last_half, previous = "", 0, ""
    if slot:
        seen.append(slot)
        used.add(0)
    # "Sáng - Họp … Chiều - Dự …": a dash ends a mark inside the text only where the cell begins with one, for a name may
    # stand before a dash too ("Lê Minh Sáng - Bí thư").
    dashed = bool(paragraphs) and DASHED.match(paragraphs[0][0].text) is not None
    for paragraph, half in paragraphs:
        text = paragraph.text
        marks = [m for m in MARK.finditer(text) if dashed or not m.start() or m[0][-1] not in "-–"]
        if not marks or marks[0].start():
            opening = OPENING.match(text)
            if opening:
                marks.insert(0, opening)
        if "." in text or ";" in text:
            marks += SENTENCE_SLOT.finditer(text)
            marks.sort(key=lambda m: m.start())
        position = 0
        for mark in [*marks, None]:
            if mark and mark.start() < position:
                continue
            stretch = text[position : mark.start() if mark else len(text)].strip()
            if stretch.strip(" -–+*•.;,:"):
                first = pending or _before(paragraph, stretch, atoms, half, last_half, previous, position)
                open_list = atoms[-1].bullet if atoms and first is joints.TOGETHER else ""
                atoms += _stretch(stretch, slot, first, half, paragraph.italic, hours, listed, open_list)
                if seen:
                    used.add(len(seen) - 1)
                pending, hours = None, ""
            if mark:
                groups = mark.groupdict()
                word = groups.get("b") or groups.get("w") or groups.get("slip") or groups.get("letter") or ""
                slot = SLOT_WORDS[" ".join(word.lower().split())]
                if groups.get("slip"):
                    slips.append(word)
                second = groups.get("second")
                if second and mark[0][-1] in "-–":
                    # "Sáng - Chiều - …": two marks written with dashes, the first one empty
                    seen.append(slot)
                    slot, second = SLOT_WORDS[" ".join(second.lower().split())], None
                if second and SLOT_WORDS[" ".join(second.lower().split())] is not slot:
                    slot = Slot.ALL_DAY
                hours = (mark["mid"] or "").strip(" ,()–-")
                seen.append(slot)
                pending, position = joints.CERTAIN, mark.end()
        last_half, previous = half, text
    empty = tuple(s for i, s in enumerate(seen) if i not in used)
    return Content(tuple(_merged(atoms)), empty, tuple(slips), tuple(seen))


def _merged(atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms with those that must stay together made one."""
    merged: list[Atom] = []
    for atom in atoms:
        if merged and atom.joint is joints.TOGETHER:
            last = merged[-1]
            merged[-1] = last._replace(text=last.text + atom.lead + atom.text)
        else:
            merged.append(atom)
    return merged


def _before(
    paragraph: Paragraph, stretch: str, atoms: Sequence[Atom], half: int, last_half: int, previous: str, position: int
) -> Joint:
    """The joint before a paragraph that no slot mark opens."""
    if not atoms or position:
        return joints.CERTAIN
    last = atoms[-1]
    if last.italic and _KY_NIEM.match(last.text) and not paragraph.italic:
        return joints.CERTAIN
    if half != last_half and continues(previous, stretch):
        return joints.TOGETHER
    bullet = _STRICT_BULLET.match(stretch)
    if bullet:
        lead = _lead_in(atoms)
        if lead is not None and not _HOUR_START.match(stretch[bullet.end() :]):
            sign = bullet[0].strip()[0]
            if lead and lead == sign and last.bullet not in ("", sign):
                return joints.BULLET_PARAGRAPH  # points of another rank are over, the lead-in's own rank goes on
            return joints.SAME_RANK if lead and lead == sign and len(atoms) > 1 else joints.AGENDA
        return joints.BULLET_PARAGRAPH
    if _ATTACHED.match(stretch):
        return joints.TOGETHER
    if half != last_half:
        if previous[-1:] in ".;!?…" or joints.ACTION.match(stretch):
            return joints.AFTER_BREAK
        return joints.BROKEN_OFF
    if _HOUR_START.match(stretch):
        return joints.TIMED
    if stretch[0].islower() or (paragraph.soft and previous[-1:] not in ".;:!?"):
        return joints.WRAPPED if stretch[0].isupper() else joints.LOWER_PARAGRAPH
    return joints.PARAGRAPH


def _lead_in(atoms: Sequence[Atom]) -> str | None:
    """The bullet of the lead-in that is open ("" where it had none), None where none is.

    A lead-in ends in a colon; it is open as long as bulleted atoms follow it in the same slot.
    """
    for atom in reversed(atoms):
        if atom.text.endswith(":"):
            return atom.bullet
        if not atom.bullet or atom.joint is joints.CERTAIN:
            return None
    return None


def _stretch(
    text: str, slot: Slot | None, first: Joint, half: int, italic: bool, hours: str, in_paragraphs: bool,
    open_list: str,
) -> list[Atom]:  # fmt: skip
    """The atoms of a stretch of one paragraph between slot marks.

    ``in_paragraphs``: the cell writes its list in paragraphs, one bullet each, so that a dash inside one opens none.
    ``open_list``: the bullet of the list that a page break cut in the middle of an item.
    """
    bullet = _STRICT_BULLET.match(text)
    sign = bullet[0].strip()[0] if bullet else open_list
    body = text[bullet.end() :] if bullet else text
    inner = list(_INNER.finditer(body)) if len(body) > 12 else []
    atoms: list[Atom] = []
    inner = [m for m in inner if not _inside(body, m.start())] if inner else inner
    strong = in_paragraphs or any(m.lastgroup == "strong" for m in inner)
    listed = bool(sign)
    timed = _HOUR_START.match(body) is not None
    on_duty = False
    position, joint, lead, led, own = 0, first, f" {sign} " if bullet else " ", False, sign
    for match in [*inner, None]:
        end = match.start() if match else len(body)
        piece = body[position:end].strip()
        if piece:
            atoms.append(Atom(piece, slot, joint, lead, half, italic, hours if not atoms else "", own))
        if match is None:
            break
        kind = match.lastgroup
        mark = match[0].strip()
        following = body[match.end() :]
        if (kind == "slot" and not SUFFIX.search(piece)) or (kind == "time" and not timed):
            continue
        on_duty = on_duty or markers.duty(piece) is not None or (slot is None and markers.is_observance(body))
        own = mark[:1]
        lead = f" {mark} " if mark else " "
        if _ATTACHED.match(following) or on_duty or (_ONLY_HOUR.fullmatch(piece) and kind != "lead"):
            joint = joints.TOGETHER
        elif SUFFIX.search(piece):
            joint = joints.AFTER_SLOT_SUFFIX
        elif (
            kind == "lead"
            or (kind == "number" and piece.endswith(":"))
            or (led and kind in ("strong", "bare", "number") and not _HOUR_START.match(following))
        ):
            led = True
            joint = joints.AGENDA
        elif _HOUR_START.match(following) and kind in ("strong", "bare", "hour", "time"):
            joint = joints.TIMED
        elif kind in ("strong", "number"):
            joint = joints.STRONG
        elif kind == "bare":
            if piece[-1:].isdigit() and (following[0].isdigit() or _NUMBER_TAIL.match(following)):
                joint = joints.TOGETHER
            elif _NAME_AT_END.search(piece) and opens_mention(following):
                joint = joints.TOGETHER  # "đồng chí Lê Minh Sáng - Bí thư"
            else:
                joint = joints.bare_joint(following, inner, match, listed and mark == (sign or mark), strong)
        elif kind == "semi":
            joint = joints.SEMICOLON
        else:
            joint = joints.SENTENCE
        position = match.end()
    return atoms


_NAME_AT_END = re.compile(r"(?:[ĐđDd]/[Cc]|[Đđ]ồng chí)\s*:?\s*(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]*\s*){1,5}$")
_NUMBER_TAIL = re.compile(r"[A-ZĐ]{2,}[/-]|[A-ZĐ]{2,}\b(?=\s+(?:của|ngày))")  # "số 07 - QĐ/TU"


_ONLY_HOUR = re.compile(rf"\(?{HOUR}")


def _inside(text: str, at: int) -> bool:
    """Whether a place in a text lies between brackets, or between quotation marks that close again."""
    head = text[:at]
    if head.count("(") > head.count(")") and ")" in text[at:]:
        return True
    return head.count("“") > head.count("”") and "”" in text[at:] and "“" not in text[at : text.index("”", at)]
