"""Preparing units (*cơ quan / đơn vị chuẩn bị*): the column's blocks and the units inside one block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ics_export.parsing.words import BULLETS, Phrases, is_small, is_word
from ics_export.tuples import NamedTuple

# Words that open the name of a unit. Capitalised they may open a block with nothing before them; in lower case only
# behind a separator ("Văn phòng Sở; các phòng").
_OPENERS = Phrases(
    "Văn phòng|Văn Phòng|VP|Phòng|P.|Ban|BQL|BTC|BCH|Chi bộ|Chi đoàn|Chi cục|Chi hội|Trung tâm|TTr|TT"
    "|Hội đồng|HĐ"
    "|Thành viên|Các phòng|Các Phòng|Các đơn vị|Các ban|Các ngành|Các|Thanh tra|Tự vệ|Sở|UBND|HĐND|Công an"
    "|Quân sự|Đoàn|Đoàn Khối|Đoàn khối|Đoàn cơ sở|Đoàn Thanh niên|Đoàn thanh niên"
    "|Hội|Tổ|Đội|Bộ phận|Công đoàn|Đảng ủy|Đảng uỷ|Khoa|Viện|Trường|Bệnh viện|Kế toán|Nhóm|Cục|Hạt|Trạm|Đài|Báo"
    "|Ủy ban|Uỷ ban|Mặt trận|MTTQ|Huyện đoàn|Tỉnh đoàn|Bộ|Liên đoàn|Quỹ|Cơ quan|Đơn vị|Bảo hiểm|Kho bạc"
    "|Ngân hàng"
    "|Công ty|Tiểu ban|Thường trực|UBKT|Tòa|Toà|Viện Kiểm sát|VKS|Cụm|Khối|Phân hiệu|Xã|Phường|Y tế"
    "|Xí nghiệp|Chi nhánh|Nhà máy|Thư viện|Bảo tàng|Nhà hát|Nhà Thiếu nhi|Nhà thiếu nhi|Nhà Văn hóa|Nhà văn hóa"
    "|Nhà Văn hoá|Nhà văn hoá|Nhà khách|Nhà Khách|Thành đoàn|Thị đoàn|Chi ủy|Chi uỷ|Cấp ủy|Cấp uỷ"
    "|Đảng bộ|Lãnh đạo|Thư ký|Hợp tác xã|HTX|LĐLĐ|BHXH|NHCSXH|UBMTTQ|UBMT|BCHQS|CCB|HLHPN|KBNN|VKSND|TAND"
)
_LOWER_OPENERS = (
    "các ", "phòng ", "ban ", "đơn vị ", "bộ phận ", "tổ ", "hội ", "đoàn ", "văn phòng ", "trung tâm ", "chi bộ ",
    "thành viên ", "những ",
)  # fmt: skip
# "Văn phòng Ban Chỉ đạo", "Ban Quản lý Trung tâm": an opener right behind these is most often part of the same name.
_HOLDS = (
    "Văn phòng", "VP", "Ban Quản lý", "BQL", "Chi bộ", "Công đoàn", "Tổ", "Chi đoàn", "Lãnh đạo", "Trưởng", "Phó",
    "Thường trực", "Thành viên", "Thư ký", "Ban ĐH", "Ban điều hành", "Ban Điều hành", "UBKT", "của", "và",
    "thuộc", "với", "Các",
)  # fmt: skip
_HELD = Phrases(
    "UBND|HĐND|Sở|Đảng ủỷ|Đảng ủy|Đảng uỷ|Đảng uy|Ban Chỉ đạo|Ban Quản lý|Ban QL|Ban Thường vụ|Ban Chấp hành"
    "|Ban Điều hành|Hội đồng|Thư ký|Trung tâm|Đoàn|Huyện|Tỉnh|Ủy ban|Uỷ ban|BCH|Công đoàn"
)


class UnitPart(NamedTuple):
    """A unit as printed, what stands before it ("", "paragraph", ";", ",", " ", "và") and the page it stands on."""

    text: str
    before: str
    half: int = 0
    held: bool = False
    may_stand: bool = False


# The words and dashes among these part two units only where another unit opens behind them.
_SEPARATOR = re.compile(
    r"\s*[;\n]\s*|(?:(?<!VH)|(?!,\s?TT))\s*,\s*"  # "Sở VH,TT&DL" is one
    r"|\s*•\s*|\s(?:-|–|\+|và|phối hợp với|phối hợp|cùng)(?=\s)"
)
# Openers that say nothing by themselves: what follows belongs to them ("Phòng TT-TK", "Chi bộ VP", "Thành viên HĐ").
_INCOMPLETE = frozenset(
    (
        "Phòng", "P.", "Ban", "BCH", "Chi đoàn", "Chi cục", "Chi hội", "Trung tâm", "Thành viên", "Các", "Tổ",
        "Đội", "Bộ phận", "Khoa", "Viện", "Trường", "Bệnh viện", "Nhóm", "Cục", "Hạt", "Trạm", "Sở", "Đoàn",
        "Hội", "Liên đoàn", "Ban Quản lý", "Ban Chỉ đạo", "Ban Tổ chức", "Tiểu ban", "Thường trực", "Lãnh đạo",
        "Ủy ban", "Uỷ ban", "Cơ quan", "Xí nghiệp", "Chi nhánh", "Nhà máy", "", "Ban ĐH",
        "Ban Điều hành", "Ban điều hành", "Thư ký",
    )
)  # fmt: skip
_BOARDS = ("Ban Tổ chức", "Ban Chỉ đạo", "Ban Quản lý")
_BESIDE_BOARDS = ("Ban", "Văn phòng", "Văn Phòng", "VP", "Phòng", "P.", "UBKT", "Các", "Công đoàn")
# These stand alone or take a name: "Chi bộ" beside "Chi bộ VP", "Công đoàn" beside "Công đoàn Viên chức".
_MAY_STAND_ALONE = frozenset(("Chi bộ", "Công đoàn", "Đảng ủy", "Đảng uỷ", "Hội đồng", "BQL", "BTC", "Đoàn trường"))
_FULL_OPENERS = Phrases("Phòng|Văn phòng|Các|P.")
_FULL_WITH_NAME = Phrases("Ban|Trung tâm|Chi cục")
# Bodies that finish a name when nothing capitalised follows: "Văn phòng Sở", "Thanh tra Sở".
_BODY_NEEDS_NAME = frozenset(
    (
        "Sở", "Trường", "Bộ", "Xã", "Phường", "Hội", "Đoàn", "Ban", "Viện", "Cục", "TT", "VP", "HĐ", "Công ty",
        "Bệnh viện", "Liên đoàn", "Ngân hàng", "Kho bạc", "Bảo hiểm", "HTX", "Hợp tác xã",
    )
)  # fmt: skip


def read_units(paragraphs: Sequence[str], half: int = 0) -> tuple[UnitPart, ...]:
    """The units in the paragraphs of a unit cell, in order."""
    found: tuple[UnitPart, ...] = ()
    before = "paragraph"
    # "Phòng A;" and below it "Phòng B" are one entry, but where the paragraphs are a list whose points all end so.
    going_on = [paragraph.endswith(";") for paragraph in paragraphs[:-1]] if len(paragraphs) > 2 else []
    some = any(going_on) and not all(going_on)
    for number, paragraph in enumerate(paragraphs):
        read = (_read_known if len(paragraph) < 200 else _read_paragraph)(paragraph)
        if half:
            read = tuple(unit._replace(half=half) for unit in read)
        if read and found:
            read = (read[0]._replace(before=before), *read[1:])
        found += read
        before = ";" if some and number < len(going_on) and going_on[number] else "paragraph"
    return found


def _read_paragraph(paragraph: str) -> tuple[UnitPart, ...]:
    found: list[UnitPart] = []
    text = paragraph.lstrip(f"{BULLETS} ").rstrip(" ;,.")
    before, position = "", 0
    for match in [*_SEPARATOR.finditer(text), None]:
        mark = match[0].strip() if match else ""
        piece = text[position : match.start() if match else len(text)]
        if mark == "," and match and text[match.end() : match.end() + 2].isupper() and not _opener(text, match.end()):
            continue  # "Phòng QLVT,PT&NL"
        if mark == "," and match and re.match(_ALL_OF, piece) and re.compile(_AND_OF).match(text, match.end()):
            continue  # "các khoa, phòng"
        if match and mark not in _PLAIN_SEPARATORS:
            at = match.end() + 1
            if not _opens_behind(text, at) or _one_office(piece, text, at):
                continue
            if mark in ("-", "–", "và") and text.startswith(_FIELDS_TOO, at) and _names_field(piece):
                continue
            if mark in ("-", "–") and piece.startswith(("Chi bộ ", "Chi đoàn ")):
                continue  # "Chi bộ VP - Thanh tra": of two sections
        for offset, part in enumerate(_flattened(piece)):
            if offset and found[-1].text.endswith((" -", " –")):
                found[-1] = found[-1]._replace(text=f"{found[-1].text} {part.strip()}")
            elif part.strip():
                held = offset > 0 and _HELD.match(part) != "" and _holds(found[-1].text)
                if held and offset > 1 and found[-2].text in _MAY_STAND_ALONE and part.startswith("Trung tâm "):
                    held = False  # "Chi bộ Văn phòng" and "Trung tâm Xúc tiến du lịch"
                alone = offset > 0 and (
                    found[-1].text in _MAY_STAND_ALONE or (found[-1].text in OFFICE and part.startswith("Ban "))
                )
                found.append(UnitPart(part.strip(), " " if offset else before, 0, held, alone))
        if match:
            before = _MARKS.get(mark, mark[:1])
            position = match.end() if mark in _PLAIN_SEPARATORS else match.end() + 1
    return tuple(found)


_ALL_OF = r"[Cc]ác (?:phòng|ban|khoa|đơn vị|trung tâm|bộ môn|tổ|ngành|xã|phường|sở|cơ quan|trường|chi cục)$"
_AND_OF = (
    r"(?:phòng|ban|khoa|đơn vị|trung tâm|bộ môn|tổ|ngành|phường|thị trấn|cơ quan|trường|viện|trạm)"
    r"(?=\s*(?:$|[;,(]|liên quan|trực thuộc|thuộc))"
)
"""What one phrase names together: "các phòng, đơn vị"."""
OFFICE = ("Văn phòng", "Văn Phòng", "VP")
_FIELDS_TOO = ("Kế toán", "Y tế")
"""Openers that are fields too: "Phòng Tài chính - Kế toán"."""
_FIELDS_BEFORE = ("Tài chính", "Kế hoạch", "Tài vụ", "Vật tư", "Hành chính", "Văn hóa", "Văn hoá", "Giáo dục", "Dân số")
_NO_OPENERS = {
    "Tổ": (" chức",), "Xã": (" hội",), "Báo": (" chí", " cáo"), "Đoàn": (" thể",), "Bộ": (" máy",),
    "Thư ký": (" riêng", " cuộc"),
    "Hội": (" nghị", " thảo", " thi", " thao", " diễn", " chợ", " trại", " khỏe", " họp"),
}  # fmt: skip
_JOINING = (" và", " -", " –", " &")
_OFFICES = ("Văn phòng", "Văn Phòng", "VP", "Thường trực", "TT")
_SHARED = tuple(
    f"{body}{area}" for body in ("HĐND", "Đoàn ĐBQH", "ĐBQH", "UBND") for area in ("", " tỉnh", " huyện", " xã")
)
_SHARING = ("HĐND", "UBND", "ĐBQH", "Đoàn ĐBQH")
_PLAIN_SEPARATORS = (";", ",", "", "•")
_MARKS = {"": ";", "•": ";", "+": ";", "–": "-"}


def _opens_behind(text: str, at: int) -> bool:
    """Whether a unit opens in ``text`` at ``at``; "P." only with its name right behind it."""
    if text.startswith("P.", at):
        return is_word(text[at + 2 : at + 3])
    return _opener(text, at) != ""


def _one_office(above: str, text: str, at: int) -> bool:
    """Whether the body in ``text`` at ``at`` shares the office before it: "Văn phòng HĐND và UBND"."""
    if not text.startswith(_SHARING, at):
        return False
    return any(above.endswith(body) and above[: -len(body)].rstrip().endswith(_OFFICES) for body in _SHARED)


def _names_field(name: str) -> bool:
    """Whether a unit's name is a field's, which another may go on: "Phòng Tài chính" and "- Kế toán"."""
    return name.rstrip(" -–").endswith(_FIELDS_BEFORE)


def _holds(text: str) -> bool:
    """Whether a name that ends so holds an opener behind it: "Văn phòng" and "Ban Chỉ đạo"."""
    return text.endswith(_HOLDS) or text == "Ban"


def _opener(text: str, at: int = 0) -> str:
    """The word that opens a unit's name in ``text`` at ``at``, "" where none does; "Tổ chức" is no "Tổ", nor "Xã hội" a
    "Xã".
    """
    if text.startswith("P.", at) and text[at + 2 : at + 3].isupper():
        return "P."  # "P.QLKH"
    opener = _OPENERS.match(text, at)
    return "" if opener in _NO_OPENERS and text.startswith(_NO_OPENERS[opener], at + len(opener)) else opener


_read_known = lru_cache(maxsize=128)(_read_paragraph)


def _flattened(piece: str) -> list[str]:
    """A stretch without separators, cut before each capitalised opener but the first, and none of who is replaced."""
    last = 0
    parts: list[str] = []
    at = len(_opener(piece))
    end_of_names = piece.find(" (thay ")
    while (blank := piece.find(" ", at, end_of_names if end_of_names >= 0 else None)) >= 0:
        at = start = blank + 1
        opener = _opener(piece, start)
        if not opener:
            continue
        at = end = start + len(opener)
        above = piece[last:start].strip()
        if above.endswith(_JOINING) and _one_office(piece[:start].rstrip(" -–&").removesuffix(" và"), piece, start):
            continue
        if (above in _BOARDS and opener in _BESIDE_BOARDS) or (above == "Ban Tổ chức" and opener in ("UBND", "HĐND")):
            pass  # "Ban Tổ chức Ban Tuyên giáo" are two, "Ban Tổ chức Hội thi" is one
        elif above in _INCOMPLETE:
            continue
        elif above in _MAY_STAND_ALONE and not _opens_in_full(piece, start):
            if not (parts and parts[-1].rstrip() in OFFICE):
                continue  # but "Văn phòng Đảng ủy" has its name
        elif opener in _FIELDS_TOO and _names_field(above):
            continue
        following = piece[end + 1 : end + 2]
        if opener in _BODY_NEEDS_NAME and opener != "VP" and (not following.isupper() or _opener(piece, end + 1)):
            continue
        parts.append(piece[last:start])
        last = start
    return [*parts, piece[last:]]


def _opens_in_full(piece: str, at: int) -> bool:
    """Whether a unit opens in ``piece`` at ``at`` that is none of a party's or a union's branches."""
    if _FULL_OPENERS.match(piece, at):
        return True
    end = at + len(_FULL_WITH_NAME.match(piece, at))
    blank, first, second = piece[end : end + 1], piece[end + 1 : end + 2], piece[end + 2 : end + 3]
    return end > at and blank == " " and ("A" <= first <= "Z" or first == "Đ") and is_small(second)


def joined(parts: Sequence[UnitPart]) -> tuple[str, ...]:
    """The units of one block as they are named: pieces that open no unit of their own stay with the one before."""
    names: list[str] = []
    for part in parts:
        if names and part.before in (" ", "-", ",", "v", "p", "c") and _stays(part):
            glue = {" ": " ", "-": " - "}.get(part.before, ", ")
            names[-1] += glue + part.text
        else:
            names.append(part.text)
    return tuple(dict.fromkeys(names))


def _stays(part: UnitPart) -> bool:
    """Whether a piece may stay with the one before it."""
    lower = f"{part.text} ".startswith(_LOWER_OPENERS)
    opens = lower or _opener(part.text) != ""
    if lower and part.before == ",":
        return False  # "Văn phòng, các phòng"
    return part.held or part.may_stand or not opens


def first_unit(text: str) -> str:
    """The first unit of a paragraph, with what separates it from the next, as far as it is one stretch."""
    return next(iter(_flattened(text)), text)


def unit_openings(text: str) -> list[int]:
    """Where words stand in a text, behind a blank or first, that open the names of units."""
    blanks = [at + 1 for at, letter in enumerate(text) if letter == " "]
    return [at for at in (0, *blanks) if _opener(text, at)]


def opens_unit(text: str) -> bool:
    """Whether a text opens the name of a unit, so that it is not the rest of one cut by a page break: "Phòng Kế toán",
    not "Ban" alone, which ends "Văn phòng".
    """
    return _opener(text) != "" and text not in _BODY_NEEDS_NAME


_C = "[A-ZĐỦỨÂÁÝ]"
_PREPARING = (
    rf"\((?:[^();]{{0,80}};\s*){{0,3}}(?:[Gg]iao\s+|[Đđ]ề nghị\s+)?"
    rf"((?:(?:tổ|phòng|khoa|ban|bộ phận)\s)?{_C}[^();]{{1,80}}?)"
    rf"\s+(?:chuẩn bị|tham mưu|báo cáo)(?:\s[^();]{{0,40}})?[;)]"
    rf"|(?<=[,;.]\s)[Gg]iao (?=P\.|{_C})((?:P\.|[^.,;()]){{2,60}}?)\s+chuẩn bị(?!\w)"
    rf"|(?:^|(?<=[.;]\s))({_C}[^.,;():]{{2,60}}?)\s+chuẩn bị(?: (?:nội dung|báo cáo|tài liệu|hồ sơ))?(?=\s*(?:$|[.;,]))"
    rf"|\([Gg]iao (?=P\.|{_C})((?:(?!mời(?!\w))[^();]){{2,80}}?)(?:\s+(?:đảm bảo|bảo đảm|phục vụ)[^();]{{0,60}})?\)"
    rf"|[Cc]huẩn bị(?: nội dung)?\s*:\s*({_C}(?:[^.;()]|;(?!\s*(?:[Mm]ời|[^.;:()]{{2,24}}:))){{2,120}})"
)


_SAYS_PREPARING = ("huẩn bị", "tham mưu", "báo cáo)", "báo cáo;", "(Giao ", "(giao ")
_SHORT_NAME = r"(?:[A-Z]|Đ){3,}(?:\s(?:huyện|tỉnh|xã|phường|thành phố|thị xã))?|(?:Huyện|Tỉnh|Thành|Thị|Xã) đoàn"


def read_preparing(text: str) -> tuple[str, ...]:
    """The units that an item's own words say prepare it, "(Phòng X chuẩn bị nội dung)" or, at its end, "(Phòng X)"; ()
    where they say nothing."""
    match = None
    if any(word in text for word in _SAYS_PREPARING):
        match = re.search(_PREPARING, text)
    if not match:
        alone = re.search(_ALONE, text) if text.rstrip(" .;")[-1:] == ")" else None
        return joined(read_units([alone[1]])) if alone else ()
    words = next(filter(None, match.groups())).strip()
    short = re.fullmatch(_SHORT_NAME, words) is not None  # "Giao TTPTQĐ chuẩn bị", "Huyện đoàn chuẩn bị nội dung"
    return joined(read_units([words])) if short or words in OFFICE or opens_unit(words[:1].upper() + words[1:]) else ()


_ALONE = (
    r"\(((?:P\.(?=\s?[A-ZĐ])"
    r"|phòng(?=\s(?:(?:[A-Z]|Đ)+[-&][A-ZĐ]|(?:KH|TC|QL|NV|HC|GD|VL|XD|KT)[A-ZĐ]))"
    r"|(?:Phòng(?! (?:họp|khánh|tiếp|truyền|lớn|nhỏ|hội|chờ|\d|[A-Z]\d))|Văn phòng|VP|Thanh tra|TTr|Khoa"
    r"|Ban(?! (?:Chỉ|Giám|giám|Lãnh|lãnh|Thường|thường))"
    r"|Chi cục|Bộ phận|Công đoàn|Trung tâm(?! Hội)|Đoàn Thanh niên|Đoàn TN)(?=[\s.,;)]))"
    r"(?:(?!(?:dự(?! án)|mời|cùng|tại|trực|đi|họp|thăm)(?!\w))[^()]){0,100})\)[\s.;]*$"
)
"""Nothing but sections of the office in brackets behind a work: "(Phòng Chính sách)"; not its "(Phòng họp tầng 2)"."""


def preparing_of_notes(notes: str) -> tuple[str, ...]:
    """The units that the notes beside an item say prepare it: "Phòng Nội vụ chuẩn bị báo cáo", "Sở Y tế (chuẩn bị),
    Công an tỉnh"."""
    if "huẩn bị" not in notes:
        return ()
    marked = re.findall(_MARKED, notes)
    if marked:
        return joined(read_units(marked))
    return next((units for note in notes.split(";") if (units := read_preparing(f"({note.strip()})"))), ())


_MARKED = r"(?:^|[,;.:]\s)((?:(?!, )[^;.:()]){2,80}?)\s\(chuẩn bị(?:[\s,][^()]{1,40})?\)"
