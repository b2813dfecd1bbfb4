"""People in the leaders' column: names, titles and groups become mentions, in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ics_export.model import EMPTY
from ics_export.parsing.groups import match_group
from ics_export.parsing.mending import as_written
from ics_export.parsing.mentions import Mention, is_head_of_unit
from ics_export.parsing.names import is_qualifier
from ics_export.parsing.openings import HONORIFIC, read_openings
from ics_export.parsing.pieces import Above, read_piece, what_stands_above
from ics_export.parsing.placeholders import GOES_ON, NOT_LEADERS, in_place, is_unknown, may_hold_place, unknown
from ics_export.parsing.sameabove import ALONE
from ics_export.parsing.standins import DELEGATED, EXCEPT, IN_PLACE_OF, is_maybe, with_delegate, without_leave
from ics_export.parsing.titles import (
    charge_of,
    contradict,
    field_of,
    find_titles,
    higher,
    is_deputy,
    match_title,
    short_title,
    title_in,
)
from ics_export.parsing.words import BULLETS
from ics_export.vietnamese import fold

_PARTING = (";", "\n", ",", "•")
_ANDS = ("và", "cùng", "hoặc", "cùng dự", "cùng dự có", "cùng dự:")
_ONE_OF_THEM = ("Đại diện", "đại diện")
_BEFORE = 24
"""So many characters before a person show how he is spoken of."""
_BRANCH = re.compile(r"[Cc]hi (?:bộ|đoàn|hội)(?!\w)")
_TRAILING_AND = re.compile(r"(?:^|\s)(?:và|cùng(?: dự(?: có|:)?)?|hoặc)\s*$")

_SPECIALISTS = ("chuyên viên", "Chuyên viên", "CV", "thư ký", "Thư ký", "lái xe", "văn thư")
_STAFF_TITLES = ("TP", "PTP", "TK", "PTK", "CVP", "PCVP")
"""Titles of those who go along with a leader; of others it says that they attend too."""
_GOING_ALONG = ("cùng đi", "cùng đi có", "cùng đi:", "đi cùng", "đi cùng:", "đi cùng có")
_STAFF_BEHIND = (
    "(y tế)", "(kế toán)", "(văn thư)", "(thủ quỹ)", "(bảo vệ)", "(thư viện)", "(chuyên viên)", "(lái xe)",
    " chuyên viên", " Chuyên viên", " văn thư", " lái xe",
)  # fmt: skip
_BESIDE = ("cùng dự:", "cùng dự có:", "cùng dự", "cùng tham dự:", "Cùng dự:")
_ALONG = ("cùng đi", "đi cùng")
_HEADS_OF_ALL = ("rưởng các ", "rưởng, phó các ")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_EXCEPT_BEHIND = re.compile(r"\s*\(?(?:trừ|vắng|không có)\)?$")
_GLUE = {",": ", ", ";": "; ", "-": " - ", "và": " và "}


def read_mentions(paragraphs: Sequence[str], half: int = 0) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    """The mentions in the paragraphs of a leaders' cell, in order, and the words that named nobody.

    ``Mention.before`` tells what stands before it: "" (first), "paragraph", ";", ",", "và" or " " (nothing).
    """
    found: list[Mention] = []
    left: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        # An office prints the same few cells all month: most paragraphs have been read before.
        read = _read_known if len(paragraph) < 200 else _read_paragraph
        mentions, unread = read(paragraph)
        if not mentions and len(paragraphs) > 1 and (nobody := in_place(paragraph)):
            mentions, unread = (nobody,), () if paragraph == EMPTY else unread
        if not mentions and len(paragraphs) > 1 and re.fullmatch(ALONE, paragraph):
            # Who stands in the row above, beside somebody, where its works leave open who that is: perhaps each.
            mentions, unread = (Mention("group:all", paragraph, group="all", maybe=True),), ()
        if half:
            mentions = tuple(m._replace(half=half) for m in mentions)
        if number and mentions and found:
            goes_on = re.match(GOES_ON, paragraph) is not None
            unended = paragraphs[number - 1].endswith(",")  # "Đ/c Hoàn GĐ," and on the next line "Đ/c Bình PGĐ"
            before = "," if unended else ";" if goes_on else "paragraph"
            mentions = (mentions[0]._replace(before=before), *mentions[1:])
        found += mentions
        left += unread
    return tuple(found), tuple(left)


_SEVERAL = re.compile(r"^[Cc]ác\s|\(.*")
"""What may name several of ours: "Các đ/c: …"."""


class _Paragraph:
    """Reads one paragraph, piece by piece: ``found`` are its mentions, ``unread`` the words that named nobody."""

    def __init__(self, text: str) -> None:
        self.found: list[Mention] = []
        self.unread: list[str] = []
        self.along = False  # whether the last one goes along with a leader
        self.text = self._present(as_written(text))
        self.plural = self.text[:1] in "Cc" and HONORIFIC.match(self.text) is not None  # "Các đ/c: Hoàn, Bình"

    def _present(self, text: str) -> str:
        """The paragraph without the brackets that name escorts and who is on leave."""
        if "(" not in text:
            return text
        brackets = [m for m in _BRACKETS.finditer(text) if m[0] not in _STAFF_BEHIND]
        for escort in [m[0] for m in brackets if NOT_LEADERS.match(m[1])]:
            self.unread.append(escort)
            text = text.replace(escort, " ").strip()
        present, on_leave = without_leave(text)
        if on_leave:
            self.unread.append(on_leave)
            if text.startswith(on_leave):
                self.found.append(Mention("", on_leave))  # in the place of a work's leaders stands who is not there
        return present

    def read(self) -> None:
        """Read all of it."""
        text = self.text
        starts = read_openings(text)
        passed = 0  # up to where the staff stands who go along
        listed = False  # whether sections are listed whose heads attend
        for (start, before), end in zip(starts, [s for s, _ in starts[1:]] + [len(text)], strict=True):
            piece = _trimmed(text[start:end])
            if not piece or start < passed:
                continue
            staff = NOT_LEADERS.match(piece)
            if staff:
                if self.found and before == "," and staff in _SPECIALISTS and not self.found[-1].title:
                    self.found[-1] = self.found[-1]._replace(escort=True)  # "Lữ Văn Tám, chuyên viên đi cùng"
                passed = _end_of_staff(text, start)
                self.unread.append(text[start:passed])
                continue
            if piece[1:].startswith(_HEADS_OF_ALL):
                self.unread.append(piece)  # "trưởng các phòng": others may follow
                listed = ":" in piece
                continue
            if listed and not opens_mention(piece):
                self.unread.append(piece)  # "trưởng các phòng: Nội vụ, Kinh tế"
                continue
            listed = False
            above = text[max(0, start - _BEFORE) : start].rstrip()
            if self.found and self._is_absent(piece, above):
                continue
            if self.found and piece.endswith(" thay") and (end == len(text) or text[end - 1] in ",;)"):
                self._doubt_last()  # "Đ/c Hoàn bận, đ/c Bình dự thay"
            mention = self._mention(piece, before)
            if mention is not None and not (mention.name or mention.group) and " các " in _SEVERAL.sub("", piece):
                self.unread.append(piece)  # "Bí thư các chi bộ": others
            elif mention is not None:
                self._add(mention, piece, above)
            elif HONORIFIC.fullmatch(piece):
                self.plural = True
            elif self.found:
                self._add_to_last(piece, "và" if before == "hoặc" else " " if before == "=" else before)
            else:
                self.unread.append(piece)
                if end < len(text) and text[end - 1 : end] == " " and may_hold_place(piece):
                    self.found.append(unknown(piece))  # "Lnh đo Sở Đ/c Bình PGĐ"
        if not any(mention.key for mention in self.found):
            self.found = [mention for mention in self.found if not is_unknown(mention)]

    def _is_absent(self, piece: str, above: str) -> bool:
        """Whether a piece names whom the one before stands in for, or whom a group is without; told there."""
        last = self.found[-1]
        if above.endswith(IN_PLACE_OF):
            self.unread.append(f"thay {piece}")  # "Đ/c Bình (thay đ/c Hoàn)"
        elif last.group and above.endswith(EXCEPT):
            whole = _EXCEPT_BEHIND.sub("", last.printed)
            self.found[-1] = last._replace(printed=f"{whole} (trừ {piece})", maybe=is_maybe(whole))
        else:
            return False
        return True

    def _mention(self, piece: str, before: str) -> Mention | None:
        """Whom a piece names, ``before`` it what parts it from the one above."""
        if before == "=":
            return read_piece(piece, Above.NOTHING, self.plural, " ")
        if before != "hoặc":
            return read_piece(piece, what_stands_above(self.found), self.plural, before)
        mention = read_piece(piece, what_stands_above(self.found), self.plural, "và")
        if mention is None or not self.found:
            return mention
        self._doubt_last()
        return mention._replace(maybe=True)

    def _doubt_last(self) -> None:
        self.found[-1] = self.found[-1]._replace(maybe=True)

    def _add(self, mention: Mention, piece: str, above: str) -> None:
        """Another mention: beside those above, or in the place of the last where it says who that is."""
        found = self.found
        along = mention.title in _STAFF_TITLES and (above.endswith(_GOING_ALONG) or piece.endswith(_ALONG))
        self.along = above.endswith(_GOING_ALONG)
        if (mention.name and (along or (not mention.title and piece.endswith(_STAFF_BEHIND)))) or (
            above.endswith(_BESIDE) and is_head_of_unit(mention)
        ):
            mention = mention._replace(escort=True)
            self.unread.append(piece)
        if found and mention.name and not found[-1].group and above.endswith(DELEGATED):
            if "hoặc" in above:
                self._doubt_last()
                found.append(mention._replace(before="và", maybe=True))
            else:
                last = found.pop()  # "Đ/c Hoàn (ủy quyền đ/c Bình dự)"
                found.append(mention._replace(printed=with_delegate(last.printed, mention.printed), before=last.before))
            return
        if mention.group and above.endswith(_ONE_OF_THEM):
            mention = mention._replace(printed=f"{above[-8:]} {mention.printed}", maybe=True)
            if found and found[-1].printed.endswith(_ONE_OF_THEM):
                found[-1] = found[-1]._replace(printed=found[-1].printed[:-8].rstrip())
        if found and mention.before == "":
            mention = mention._replace(before=" ")
        last_group = found[-1].group if found else ""
        if last_group and mention.name and above[-1:] == "(" and ABSENT.search(piece) and "dự" not in piece:
            found[-1] = found[-1]._replace(printed=f"{found[-1].printed} (trừ đ/c {mention.name})", maybe=True)
            self.unread.append(f"({piece})")
            return  # "Lãnh đạo Sở (đ/c An đi công tác)"
        if last_group in ("all", "deputies") and mention.name and above[-1:] in ("(", ":") and "chủ trì" not in piece:
            mention = mention._replace(before=found.pop().before)  # "Lãnh đạo Sở: đ/c Bình" says who of them
        if len(found) == 1 and _is_one_person(found[0], mention):
            both = f"{found[0].printed}, {mention.printed}"
            kept = found[0] if found[0].key in _HEADS_BY_ROLE else mention
            found[0] = kept._replace(printed=both, before="")
            return
        found.append(mention)

    def _add_to_last(self, piece: str, before: str) -> None:
        """A piece that names nobody of its own says more of the one above: a further title, what he does there."""
        last = self.found[-1]
        title, misread = title_in(piece)
        if title and _BRANCH.search(piece):
            title = ""  # "Đ/c Khang, Bí thư Chi bộ, PBT TT": an office beside
        again = before == " " and title != "" and title == last.title and not is_deputy(title)
        if last.name and (again or contradict(last.title, title)) and match_title(piece) == len(piece):
            # "HT Vinh, PHT": nobody is his own deputy; "Đ/c Hoàn - GĐ GĐ, các PGĐ": nor is his title printed twice.
            field = field_of(piece)
            key = f"title:{title} {field}" if field else f"title:{title}"
            self.found.append(Mention(key, piece, title=title, misread=misread, before=before))
            return
        self.found[-1] = last._replace(
            printed=last.printed + _GLUE.get(before, " ") + piece,
            title=higher(last.title, title) if last.name else last.title,
            field=last.field or (charge_of(piece, piece[match_title(piece) :].lstrip()) if title else ""),
            misread=last.misread or misread,
            maybe=last.maybe or is_maybe(piece, named=last.name != ""),
        )
        if (self.along or piece.endswith(_ALONG)) and last.name and self.found[-1].title in _STAFF_TITLES:
            self.found[-1] = self.found[-1]._replace(escort=True)
            self.unread.append(self.found[-1].printed)
        if not title and not is_qualifier(piece):
            self.unread.append(piece)


def _end_of_staff(text: str, start: int) -> int:
    """Where the staff that begins at ``start`` ends: before a semicolon behind which somebody stands with a leader's
    title, or a group; else with the paragraph."""
    at = text.find(";", start)
    while at >= 0:
        piece = text[at + 1 :].partition(";")[0].strip()
        titles = [short_title(piece[first:end])[0] for first, end in find_titles(piece)]
        if match_group(piece) or (titles and not set(titles) & set(_STAFF_TITLES)):
            return at
        at = text.find(";", at + 1)
    return len(text)


def _trimmed(piece: str) -> str:
    """A piece without what parts it from its neighbours."""
    if piece[-1:] in _PARTING:
        piece = piece[:-1]
    if piece.rstrip().endswith(_ANDS):
        piece = _TRAILING_AND.sub("", piece)
    piece = piece.strip(" ,;.-–+•()")
    return f"{piece})" if piece.count("(") > piece.count(")") else piece


def _read_paragraph(text: str) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    text = text.lstrip(f"{BULLETS} ").strip()
    if not text:
        return (), ()
    text, signs = _without_signs(text) if any(sign in text for sign in _SIGNS) else (text, {})
    paragraph = _Paragraph(text)
    if paragraph.text:
        paragraph.read()
    if signs:
        return tuple([_with_signs(m, signs) for m in paragraph.found]), tuple(paragraph.unread)
    return tuple(paragraph.found), tuple(paragraph.unread)


_SIGNS = ("’", "'", "‘", "`", "´", "H-", "K-", "Y-")
_SIGNED = r"(?<!\w)(?:([^\W\d_]{1,3})['’‘`´]|([HKY])-)([^\W\d_]{2,})"
"""A name of the Central Highlands with a sign in it: "K’Rang", "H’Lan", "Y-Thanh"."""


def _without_signs(text: str) -> tuple[str, dict[str, str]]:
    """A text with such names as one word of letters each, and how they are printed."""
    printed: dict[str, str] = {}

    def as_word(found: re.Match[str]) -> str:
        word = f"{found[1] or found[2]}ʼ{found[3].lower()}"
        printed[word] = found[0]
        return word

    return re.sub(_SIGNED, as_word, text), printed


def _with_signs(mention: Mention, printed: Mapping[str, str]) -> Mention:
    """A mention as it is printed."""
    for word in re.findall(r"\w+", mention.printed):
        sign = printed.get(word)
        if sign is None:
            continue
        mention = mention._replace(
            key=mention.key.replace(fold(word), fold(sign)),
            printed=mention.printed.replace(word, sign),
            name=mention.name.replace(word, sign),
        )
    return mention


_read_known = lru_cache(maxsize=128)(_read_paragraph)


ABSENT = re.compile(r"\s(?:đi|nghỉ|bận|vắng|học|ốm|công tác|họp|tập huấn|trực)(?!\w)")
"""What one does who is not with the others."""
_HEADS_OF_OFFICES = ("title:GĐ", "title:TGĐ", "title:HT", "title:CCT", "title:VT")
_HEADS_BY_ROLE = (*_HEADS_OF_OFFICES, "title:CT")


def _is_one_person(first: Mention, second: Mention) -> bool:
    """Whether a title and another, with a name perhaps, are one person's: the chairman of a people's committee is a
    deputy secretary of the party's, "Đ/c Phó Bí thư, Chủ tịch UBND huyện", that of a council often its secretary."""
    if second.before not in (",", "-") or HONORIFIC.match(second.printed):
        return False
    if first.key in _HEADS_BY_ROLE and not second.name:
        # "Giám đốc, Bí thư Đảng ủy", "Giám đốc - Trưởng ban"
        return (second.title == "BT" and "Đảng" in second.printed) or (second.before == "-" and second.title == "TB")
    if first.key == "title:BT" and "Đảng" in first.printed and f"title:{second.title}" in _HEADS_OF_OFFICES:
        return True  # "Bí thư Đảng ủy, Hiệu trưởng"
    if second.title != "CT":
        return False
    bodies = {"title:PBT": ("UBND", "HĐND"), "title:BT": ("HĐND",)}.get(first.key, ())
    return any(body in second.printed for body in bodies)


def opens_mention(text: str) -> bool:
    """Whether a text begins with a "Đ/c", a title or a group, and so with somebody who may attend."""
    return _opens_mention(text.lstrip()[:_OPENING])


_OPENING = 80
"""Characters within which the words stand that open a text so."""


@lru_cache(maxsize=256)
def _opens_mention(text: str) -> bool:
    return HONORIFIC.match(text) is not None or match_title(text) > 0 or match_group(text) != ""
