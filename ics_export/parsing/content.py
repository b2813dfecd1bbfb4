"""A day's content: slot marks cut it for certain, bullets and paragraphs with some likelihood.

The result is a list of ``Atom``s, the smallest pieces that can be items, with the cost of cutting or not cutting before
each. Which of them make one item is decided together with the other columns (alignment.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ics_export.model import Paragraph, Slot
from ics_export.parsing import joints, markers
from ics_export.parsing.alignment import Joint
from ics_export.parsing.boundaries import merged, read_boundaries, read_numbers
from ics_export.parsing.cutting import (
    Atom,
    attached,
    hardly_leads_in,
    is_label,
    is_point,
    leads_in,
    opens_hour,
    opens_timed,
    sign_of,
    split_stretch,
)
from ics_export.parsing.groups import opens_body
from ics_export.parsing.slots import Mark, opens_dashed, opens_slot, read_marks
from ics_export.parsing.words import BULLETS, NAMED, is_small
from ics_export.tuples import NamedTuple

_NUMBERED = re.compile(r"(?:\d{1,2}|[a-e]|đ)[.)]\s+(?=\S)")
# The rarer ones stay text until one is needed.
_KY_NIEM = (
    r"(?:Kỷ niệm|KỶ NIỆM|Kỉ niệm|Chào mừng (?:\d+ năm )?[Nn]gày|Hưởng ứng [Nn]gày"
    r"|Ngày (?:truyền thống|thành lập|hội|Quốc tế|Thế giới|sinh)|Mừng)\b"
)
_OF_A_DAY = r"(?i)(?:kỷ niệm|chào mừng|hưởng ứng|nhân dịp|\d năm)$"
"""What a line ends in that goes on with a day: "… kỷ niệm 50 năm", below it "Ngày giải phóng miền Nam"."""
_SAYS_WHO = rf"(?:[Cc]ác\s)?(?:{NAMED})\s[^.;:]{{2,90}}\s(?:chủ trì|(?:cùng |tham )?dự)(?=[,;.]|$)"
"""Below the points of a work, who attends it: "Các đồng chí Ủy viên Ban Thường vụ dự"."""
_OWN_DAY = r"(?:[Nn]gày\s+)?\d{1,2}\s?/\s?\d{1,2}\s*:"
_MOST = 1000
"""Places to cut one paragraph at: a day of an office has a dozen, what has more is no list of its work."""
_DUTY_AFTER = (
    r"(?<=\s)(?:Phân công trực|Lãnh đạo trực|LÃNH ĐẠO TRỰC|Trực|TRỰC)(?:(?:\s[^:;.]{0,40})?:|\s(?:lãnh đạo|LÃNH ĐẠO)$)"
)
_MISREAD = re.compile(
    r"(?<!\w)(?:[lI]\dh|\d[OolI]h|\d{1,2}(?:h|\s?giờ\s)[0-5]?[OolI]|(?:Ch |Chi |S |Sá |T )(?:i?[ềê]u|áng|ng|ối)\s?:"
    r"|[lIO]\d(?:/\d| đến )|\d[lIO](?:/\d| đến )|\d\d?/(?:1[lIoO]|[lI]\d)(?!\w)"
    r"|(?:Sáng|Chiều|Tối|SÁNG|CHIỀU|TỐI)\s?(?:[;.]|:\s*\d\d?\.\d)"
    r"|\d\d?\s?(?:H[\d\s:),]|h\s?:|giờ, \d|(?:h|giờ) rưỡi)"
    r"|[-–+*•]\s?(?:sáng|chiều|tối)\s?:|(?:SÁ(?!NG)|Sá(?!ng)|sÁ)[nN][gG]\s?:|TỐi\s?:|Ch[iì][ềê][ủúùũụ]\s?:"
    r"|(?:CH(?!IỀU)|Ch(?=IỀU)|cH)[iI][ềỀ][uU]\s?:"
    r"|\d\d?\.\d\d\s)|[~÷→]\s?\d"
)
"""What a text is searched for; what it is, misreadings.py tells, loaded where this finds something."""


class Content(NamedTuple):
    """A day's atoms; ``empty`` are slots printed without work, ``slips`` misspelt slot words, as printed; ``slots`` all
    slots in force, in order; ``crowded`` is how many places there were to cut at, where they were too many to cut;
    ``misread`` are words that a scan broke or misread, each with what it was read as."""

    atoms: tuple[Atom, ...]
    empty: tuple[Slot, ...]
    slips: tuple[str, ...]
    slots: tuple[Slot, ...]
    crowded: int = 0
    misread: tuple[tuple[str, str], ...] = ()


def continues(text: str, following: str) -> bool:
    """Whether ``following`` goes on the sentence that ``text`` breaks off (over a page break or a wrapped line)."""
    if not text or not following or text[-1] in ".;!?…":
        return False
    first = following[0]
    opened = text.count("(") > text.count(")")
    if first in BULLETS and following[1:].strip() and not (opened and re.match(_SPAN_ENDS, following)):
        return False
    if opens_slot(following) or opens_hour(following) or following.startswith(("(Bổ sung", "(bổ sung", "(Điều chỉnh")):
        return False
    if text.count("“") > text.count("”") or opened or text[-1] in ",-–":
        return True
    return is_small(first) or first in "0123456789(&%/,;.:)”"


_SPAN_ENDS = r"[-–]\s?\d[\d/.]*\)"
"""The end of a span of days in brackets, of which a line end has parted it: "(08/3/1910", "- 08/3/2024)"."""


def _bullet_end(text: str) -> int:
    """Where the bullet, number or letter that opens a text ends, 0 where none does."""
    if text[:1] in BULLETS:
        rest = text[1:].lstrip()
        return len(text) - len(rest) if rest else 0
    if "." not in text[:3] and ")" not in text[:3]:
        return 0
    match = _NUMBERED.match(text)
    return match.end() if match else 0


class _Reader:
    """Reads a day's paragraphs one after the other; what one paragraph leaves open, the next goes on."""

    def __init__(self, slot: Slot | None, listed: bool) -> None:
        self.atoms: list[Atom] = []
        self.seen: list[Slot] = [slot] if slot else []
        self.slips: list[str] = []
        self.used: set[int] = {0} if slot else set()
        self._slot = slot
        self._pending: Joint | None = joints.CERTAIN if slot else None  # a mark that no atom has followed yet
        self._hours = ""
        self._half, self._previous = 0, ""
        self._day = ""  # what heads the paragraph
        self._dated = False  # whether a day stands in the mark in force, "Sáng 15/11:"
        self._lead: str | None = None  # the bullet of the lead-in that is open
        self._hardly = False  # whether it leads in no works
        self._listed = listed
        self._sign, self._below = "", False  # what opened the stretch above, and whether it is a point of one above it
        self.crowded = 0

    def read(self, paragraph: Paragraph, half: int, marks: Sequence[Mark]) -> None:
        """Read one paragraph, which stands on page ``half`` and holds these slot marks."""
        text, position = paragraph.text, 0
        if paragraph.day != self._day:
            self._slot, self._day, self._pending = None, paragraph.day, joints.CERTAIN
        for mark in marks:
            if mark.start > position:
                self._stretch(text[position : mark.start].strip(), paragraph, half, position)
            if mark.slip:
                self.slips.append(mark.slip)
            if mark.empty:
                self.seen.append(mark.empty)
            self.seen.append(mark.slot)
            self._slot, self._hours, self._pending = mark.slot, mark.hours, joints.CERTAIN
            self._dated = "/" in mark.hours
            position = mark.end
        if position < len(text):
            self._stretch(text[position:].strip(), paragraph, half, position)
        self._half, self._previous = half, text

    def _stretch(self, stretch: str, paragraph: Paragraph, half: int, position: int) -> None:
        """Read what stands between two marks of a paragraph."""
        if not stretch.strip(f" {BULLETS}.;,:…_"):
            return
        at = _duty_behind(stretch) if "rực" in stretch or "RỰC" in stretch else 0
        if at:
            self._stretch(stretch[:at].strip(), paragraph, half, position)
            self._stretch(stretch[at:].strip(), paragraph, half, position + at)
            return
        first = self._pending
        if first is None:
            first = joints.CERTAIN if position or not self.atoms else self._before(paragraph, stretch, half)
        bullet = _bullet_end(stretch)
        body, sign, lead = stretch, "", " "
        if bullet:
            body, sign = stretch[bullet:], sign_of(stretch)
            lead = f" {stretch[0]} "
        elif first in (joints.TOGETHER, joints.BROKEN_OFF) and self.atoms:
            sign = self.atoms[-1].bullet  # the list that a page break cut in the middle of an item
        if first is joints.TOGETHER and self.atoms and is_label(stretch) and self.atoms[-1].text[-1:].isalnum():
            lead = ". "  # "Chủ trì: …" on a line of its own
        if self._dated and self._pending is None and re.match(_OWN_DAY, body):
            self._slot, self._dated = None, False  # "Sáng 15/11: …", and below "18/11: …"
        start = Atom(body, self._slot, first, lead, half, paragraph.italic, self._hours, sign)
        self._sign, self._below = sign, first is joints.BELOW
        boundaries = read_boundaries(body) if len(body) > 12 else []
        numbers = read_numbers(body, stretch[:bullet].rstrip()) if bullet and (sign == "a" or sign.isdigit()) else []
        if numbers:
            boundaries = merged(boundaries, numbers)
        if len(boundaries) > _MOST:
            self.crowded, boundaries = self.crowded + len(boundaries), []
        led = (
            first in (joints.TOGETHER, joints.BROKEN_OFF) and self.atoms != [] and self.atoms[-1].joint is joints.AGENDA
        )
        for atom in split_stretch(start, boundaries, self._listed, led) if boundaries else (start,):
            if paragraph.day or paragraph.line:
                atom = atom._replace(day=paragraph.day, line=paragraph.line)
            self.atoms.append(atom)
            if leads_in(atom.text):
                self._lead, self._hardly = atom.bullet, hardly_leads_in(atom.text)
            elif not atom.bullet or atom.joint is joints.CERTAIN:
                self._lead = None
        if self.seen:
            self.used.add(len(self.seen) - 1)
        self._pending, self._hours = None, ""

    def _before(self, paragraph: Paragraph, stretch: str, half: int) -> Joint:
        """The joint before a paragraph that no slot mark opens."""
        last = self.atoms[-1]
        if (paragraph.soft or re.match(_SPAN_ENDS, stretch)) and _ends_bracket(last.text, stretch):
            return joints.TOGETHER  # "(TP: các phòng; ĐĐ:", and below it "Phòng họp 1)"
        if paragraph.soft and re.search(_OF_A_DAY, last.text):
            return joints.TOGETHER
        if last.italic and not paragraph.italic and re.match(_KY_NIEM, last.text):
            return joints.CERTAIN
        if half != self._half and continues(self._previous, stretch):
            return joints.TOGETHER
        bullet = _bullet_end(stretch)
        if bullet:
            if is_point(stretch, bullet):
                return joints.TOGETHER
            works = self._hardly and joints.opens_action(stretch, bullet)
            if self._lead is not None and not (opens_hour(stretch, bullet) or works):
                same_rank = self._lead != "" and self._lead == sign_of(stretch)
                if same_rank and last.bullet not in ("", sign_of(stretch)):
                    return joints.BULLET_PARAGRAPH  # points of another rank are over, the lead-in's own rank goes on
                return joints.SAME_RANK if same_rank and len(self.atoms) > 1 else joints.AGENDA
            if (
                stretch[:1] == "+"
                and not opens_hour(stretch, bullet)
                and (self._below or (last.bullet in ("-", "*", "•") and self._sign != "+"))
            ):
                return joints.BELOW
            return joints.BULLET_PARAGRAPH
        if (attached(stretch) and not opens_timed(stretch)) or (
            self._lead is not None and re.match(_SAYS_WHO, stretch)
        ):
            return joints.TOGETHER
        if (last.text.endswith(":") and stretch.endswith(";")) or (
            last.joint is joints.AGENDA and last.bullet == "" and self._previous.endswith(";")
        ):
            return joints.AGENDA  # "Họp Hội đồng:", below it "Xét danh hiệu thi đua;" and "Góp ý quy chế"
        if half != self._half:
            ended = self._previous[-1:] in ".;!?…" or joints.opens_action(stretch)
            return joints.AFTER_BREAK if ended else joints.BROKEN_OFF
        if opens_hour(stretch):
            return joints.TIMED
        if paragraph.soft and last.text[-1:].isalpha() and self._on_duty():
            return joints.TOGETHER
        if stretch[0].islower() or (paragraph.soft and self._previous[-1:] not in ".;:!?"):
            word = stretch.partition(" ")[0]
            short = len(word) > 2 and word.isalpha() and word.isupper() and not opens_body(stretch)  # "BHYT quý III"
            return joints.WRAPPED if stretch[0].isupper() and not short else joints.LOWER_PARAGRAPH
        return joints.PARAGRAPH

    def _on_duty(self) -> bool:
        """Whether the last atom says who is on duty, or goes on one that does."""
        at = len(self.atoms) - 1
        while at and self.atoms[at].joint is joints.TOGETHER:
            at -= 1
        text = self.atoms[at].text
        return markers.duty(text) is not None or markers.is_staff_duty(text)


def _ends_bracket(above: str, text: str) -> bool:
    """Whether a line closes the bracket that the one above left open, and opens no work of its own."""
    inside = text.partition(")")[0]
    if inside == text or "(" in inside or above.count("(") <= above.count(")"):
        return False
    if re.match(_SPAN_ENDS, text):
        return True
    return text[:1] not in BULLETS and not opens_hour(text) and not opens_slot(text)


def read_content(paragraphs: Sequence[tuple[Paragraph, int]], slot: Slot | None = None) -> Content:
    """The atoms of a day's content from its paragraphs, each with the page it stands on.

    ``slot`` is the one in force at the beginning (a slot column's).
    """
    # "Sáng - Họp … Chiều - Dự …": a dash ends a mark inside the text only where the cell begins with one.
    if not paragraphs:
        seen_before = (slot,) if slot else ()
        return Content((), (), (), seen_before)
    misread: tuple[tuple[str, str], ...] = ()
    if any(_MISREAD.search(paragraph.text) for paragraph, _ in paragraphs):
        from ics_export.parsing.misreadings import as_meant

        paragraphs, misread = as_meant(paragraphs)
    if any("):" in p.text or p.text[1:3] == ", " for p, _ in paragraphs):
        paragraphs = [(p._replace(text=_with_plain_marks(p.text)), half) for p, half in paragraphs]
    dashed = any(opens_dashed(paragraph.text) for paragraph, _ in paragraphs)
    marks = [read_marks(paragraph.text, dashed) for paragraph, _ in paragraphs]
    listed = False
    if len(paragraphs) > 1:
        # Page by page: the second half of a cut list begins with a bullet, whatever the list looks like.
        bulleted = [
            half
            for (paragraph, half), here in zip(paragraphs, marks, strict=True)
            if _bullet_end(_unmarked(paragraph.text, here)) > 0
        ]
        listed = len(bulleted) > len(set(bulleted))
    reader = _Reader(slot, listed)
    for (paragraph, half), here in zip(paragraphs, marks, strict=True):
        reader.read(paragraph, half, here)
    seen = reader.seen
    empty = tuple(s for i, s in enumerate(seen) if i not in reader.used) if len(reader.used) < len(seen) else ()
    return Content(_merged(reader.atoms), empty, tuple(reader.slips), tuple(seen), reader.crowded, misread)


_NOTED_MARK = r"(?<!\w)((?:[Bb]uổi )?(?:[Ss]áng|SÁNG|[Cc]hiều|CHIỀU|[Tt]ối|TỐI|[Cc]ả ngày)) (\([^()\d]{2,40}\)):(?= )"
"""A slot mark with a note before its colon, "Chiều (bổ sung): …": the note is the work's."""
_TIMED_LETTER = r"(?<!\w)([SCT]), (\d{1,2}\s?(?:h|g|giờ|:)\d{0,2})\s?:\s*"
"""A slot's letter with an hour before its colon: "S, 8h00: …"."""


def _with_plain_marks(text: str) -> str:
    """``text`` with what stands between a slot and its colon behind the colon."""
    return re.sub(_TIMED_LETTER, r"\1: \2 ", re.sub(_NOTED_MARK, r"\1: \2", text))


def read_cell(paragraphs: tuple[Paragraph, ...], slot: Slot | None = None) -> Content:
    """``read_content`` of a cell that no page break cut."""
    return read_pages((paragraphs,), slot)


def read_pages(pages: tuple[tuple[Paragraph, ...], ...], slot: Slot | None = None) -> Content:
    """``read_content`` of a cell by page; short ones are kept, for a cell is asked more than once."""
    known = sum([len(paragraph.text) for page in pages for paragraph in page]) < _LONG
    return (_read_known_pages if known else _read_pages)(pages, slot)


def _read_pages(pages: tuple[tuple[Paragraph, ...], ...], slot: Slot | None) -> Content:
    return read_content([(paragraph, half) for half, page in enumerate(pages) for paragraph in page], slot)


_LONG = 1500  # characters
_read_known_pages = lru_cache(maxsize=64)(_read_pages)


def _unmarked(text: str, marks: Sequence[Mark]) -> str:
    """A paragraph's text behind the slot marks that open it."""
    position = 0
    for mark in marks:
        if text[position : mark.start].strip():
            break
        position = mark.end
    return text[position:].strip()


def _merged(atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """The atoms with those that must stay together made one."""
    if len(atoms) < 2 or joints.TOGETHER not in [atom.joint for atom in atoms]:
        return tuple(atoms)
    merged: list[Atom] = []
    together: list[str] = []  # the texts of the last atom and of those that stay with it
    for atom in (*atoms, None):
        if atom and merged and atom.joint is joints.TOGETHER:
            together += (atom.lead, atom.text)
            continue
        if len(together) > 1:
            merged[-1] = merged[-1]._replace(text="".join(together))
        if atom:
            merged.append(atom)
            together = [atom.text]
    return tuple(merged)


def _duty_behind(stretch: str) -> int:
    """Where the duty begins that stands behind a day off without a mark between, "NGHỈ LỄ 30/4 Trực lãnh đạo: …"; 0 for
    nowhere.
    """
    duty = re.search(_DUTY_AFTER, stretch)
    return duty.start() if duty and markers.kind_of(stretch[: duty.start()].strip()) else 0
