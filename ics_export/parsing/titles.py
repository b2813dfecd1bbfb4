"""Titles (*chức danh*): abbreviations, long forms, misreadings, and who is whose deputy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from ics_export.parsing.words import is_word

# Abbreviated titles as printed, with their misreadings ("GD" for "GĐ"), and the form we use.
_SHORT = {
    "GĐ": "GĐ", "GD": "GĐ", "PGĐ": "PGĐ", "PGD": "PGĐ", "TGĐ": "TGĐ", "TGD": "TGĐ",
    "PTGĐ": "PTGĐ", "PTGD": "PTGĐ",
    "PCTTT": "PCT", "PTBTT": "PTB", "PGĐTT": "PGĐ", "PBTTT": "PBT", "PHTTT": "PHT",
    "CT": "CT", "PCT": "PCT", "BT": "BT", "PBT": "PBT", "CVP": "CVP", "PCVP": "PCVP", "HT": "HT",
    "PHT": "PHT", "TB": "TB", "PTB": "PTB", "TP": "TP", "PTP": "PTP", "CCT": "CCT", "PCCT": "PCCT", "VT": "VT",
    "PVT": "PVT", "CTT": "CTT", "UV": "UV", "UVTV": "UV", "UVBTV": "UV", "TBT": "TBT", "PTBT": "PTBT", "CTN": "CT",
    "TTr": "TTr", "BTĐU": "BT", "PBTĐU": "PBT", "BTTU": "BT", "CTUB": "CT", "CTHĐ": "CT", "BTr": "BTr",
    "Gđ": "GĐ", "PGđ": "PGĐ", "Pgđ": "PGĐ", "TTrg": "TTr", "KTT": "KTT", "PCA": "PCA", "CHT": "CHT", "PCHT": "PCHT",
    "TMT": "TMT", "PTMT": "PTMT", "CU": "CU",
    "PCU": "PCU", "TK": "TK", "PTK": "PTK",
}  # fmt: skip
_LONG = {
    "phó tổng giám đốc": "PTGĐ", "tổng giám đốc": "TGĐ", "phó giám đốc": "PGĐ", "giám đốc": "GĐ",
    "phó chủ tịch": "PCT", "chủ tịch": "CT", "phó bí thư": "PBT", "bí thư": "BT", "phó chánh văn phòng": "PCVP",
    "chánh văn phòng": "CVP", "phó hiệu trưởng": "PHT", "hiệu trưởng": "HT", "phó trưởng ban": "PTB",
    "phó ban": "PTB", "trưởng ban": "TB", "phó trưởng phòng": "PTP", "phó phòng": "PTP", "trưởng phòng": "TP",
    "phó chi cục trưởng": "PCCT", "chi cục trưởng": "CCT", "phó cục trưởng": "Phó Cục trưởng",
    "cục trưởng": "Cục trưởng",
    "phó viện trưởng": "PVT", "viện trưởng": "VT", "phó tổng biên tập": "PTBT", "tổng biên tập": "TBT",
    "phó chánh thanh tra": "PCTTr", "chánh thanh tra": "CTTr", "phó chủ nhiệm": "PCN", "chủ nhiệm": "CN",
    "phó trưởng khoa": "PTK", "trưởng khoa": "TK", "thứ trưởng": "TTr", "bộ trưởng": "BTr", "phó vụ trưởng": "PVT",
    "vụ trưởng": "VT", "ủy viên": "UV", "uỷ viên": "UV", "tỉnh ủy viên": "UV", "tỉnh uỷ viên": "UV",
    **{
        f"{member} viên {board}": "UV"
        for member in ("ủy", "uỷ")
        for board in ("ban thường vụ", "thường vụ", "btv", "ban chấp hành", "bch")
    }, "trưởng đoàn": "TĐ", "phó trưởng đoàn": "PTĐ",
    "tổng thư ký": "TTK", "thư ký": "TK", "phó trạm trưởng": "PTT", "trạm trưởng": "TT", "quyền giám đốc": "GĐ",
    "chỉ huy trưởng": "CHT", "phó chỉ huy trưởng": "PCHT", "trưởng công an": "TCA", "phó trưởng công an": "PTCA",
    "phó tgđ": "PTGĐ", "phó tổng gđ": "PTGĐ", "tổng gđ": "TGĐ", "phó gđ": "PGĐ", "phó ct": "PCT", "phó bt": "PBT",
    "phó ht": "PHT", "chánh vp": "CVP", "phó chánh vp": "PCVP", "phó cvp": "PCVP", "kế toán trưởng": "KTT",
    "chánh ttr": "CTTr", "phó chánh ttr": "PCTTr", "chánh tt": "CTTr", "phó chánh tt": "PCTTr",
    "chánh án": "CA", "phó chánh án": "PCA", "chính ủy": "CU", "chính uỷ": "CU", "phó chính ủy": "PCU",
    "phó chính uỷ": "PCU", "tham mưu trưởng": "TMT", "phó tham mưu trưởng": "PTMT", "hiệu phó": "PHT",
    "phó hạt trưởng": "Phó Hạt trưởng", "hạt trưởng": "Hạt trưởng",
    "chính trị viên": "CTV", "phụ trách": "PTr", "phó đội trưởng": "PĐT", "đội trưởng": "ĐT",
    # the first word abbreviated
    **{
        f"{deputy}{half}": f"{deputy and 'P'}{short}"
        for deputy in ("", "phó ")
        for half, short in (
            ("g.đốc", "GĐ"), ("g. đốc", "GĐ"), ("g.đôc", "GĐ"), ("gđốc", "GĐ"), ("c.tịch", "CT"), ("b.thư", "BT"),
            ("h.trưởng", "HT"),
        )
    },
}  # fmt: skip
SHORT = r"(?:P\.\s?)?(?:" + "|".join(sorted(map(re.escape, _SHORT), key=len, reverse=True)) + r")(?!\w)"
"""Pattern of an abbreviated title."""
SHORT_LIKE_NAME = rf"(?:{'|'.join([title for title in _SHORT if not 'A' <= title[1] <= 'Z'])})(?!\w)"
"""Pattern of those whose second letter is none of A to Z, as a name's: "GĐ", "Gđ"."""
_WORD = re.compile(r"\w{1,9}")
"""A word, or as much of it as shows that it is longer than every abbreviation."""
ACTING = "phụ trách"
"""The field of a deputy who heads his office for a time, in the key of his title."""
_STANDING = ("Thường trực", "thường trực", "TT")
_FIELDS = (
    "Kinh tế", "Văn xã", "Văn hóa", "Văn hoá", "Nội chính", "Đô thị", "Nông nghiệp", "Xây dựng", "Tài chính",
    "Khoa giáo", "Kỹ thuật", "Kinh doanh", "Chuyên môn", "Đào tạo", "Sản xuất", "Hành chính", "Tổ chức", "Đối ngoại",
    "Nghiệp vụ", "Nội dung", "Khoa học", "Kế hoạch", "Thương mại", "Công nghiệp", "Tuyên giáo", "Dân vận", "Đầu tư",
    "Dự án", "Vận hành", "An toàn", "Giáo dục", "Y tế", "Môi trường", "Vận tải", "HĐQT", "HĐTV", "HĐT",
    "Hội đồng trường", "Hội đồng Trường",
)  # fmt: skip
"""What a deputy answers for, printed behind his title as a name would be: "PCT Kinh tế"."""
_ACTING = re.compile(r"\sphụ trách(?=$|\s?[,;:)(–-]|\s(?:[A-Z]|Đ)\w*\s(?:[A-Z]|Đ))")
"""Behind a deputy's title: he heads his office for a time. His name may follow, a field not ("phụ trách Văn xã")."""
_KNOWN_FIELD = "|".join([f"[{field[0]}{field[0].lower()}]{field[1:]}" for field in _FIELDS if field != "Nội dung"])
_IN_CHARGE = (
    rf"\.?\s{ACTING} (?:(?:khối|lĩnh vực|mảng) )?"
    rf"({_KNOWN_FIELD}|(?:[A-Z]|Đ){{2,5}}(?:\s?[-–&]\s?(?:[A-Z]|Đ){{1,4}})?)(?!\w)"
)
"""Behind a deputy's title: the field that he answers for."""
_AROUND = rf"^(?:Q\.\s?|[Qq]uyền )|\s?\.?\s?(?:[Tt]hường trực|TT)$|\sphụ trách$|{_IN_CHARGE}$|\.\s?[A-ZĐ]{{2,5}}$"
_FIELD = r"\.\s?([A-ZĐ]{2,5})$"
_PREFIX = r"^[PQ]\.\s?"
# An abbreviation right behind a name that we do not know is a title all the same: "PCTTr", "PTrB".
_UNKNOWN = r"(?!UBND|HĐND|MTTQ|TT\b)[A-ZĐ]{2,6}[a-z]?[A-ZĐ]?(?!\w)"


def _by_first_word(phrases: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        found.setdefault(phrase.split(" ")[0], []).append(phrase)
    return found


_LONG_BY_WORD = _by_first_word(_LONG)


def _first_letters() -> dict[str, set[str]]:
    """What may stand behind each letter that titles begin with: most words are told from titles by two letters."""
    found: dict[str, set[str]] = {"P": {"."}, "Q": {"."}}
    for word in (*_SHORT, *_LONG_BY_WORD, "Quyền"):
        for first in (word[0], word[0].upper()):
            found.setdefault(first, set()).update((word[1], word[1].upper()))
    return found


_FIRST_LETTERS = _first_letters()


_OF_CITY = ("UBND ", "HĐND ", "MTTQ ", "LĐLĐ ", "Công an ", "Đoàn ", "Thanh tra ", "Hội LHPN ")
"""Behind these "TP" is a city (*thành phố*) and no head of a section."""


def match_title(text: str, at: int = 0) -> int:
    """Where the title that stands in ``text`` at ``at`` ends, 0 where none does."""
    letter = text[at : at + 1]
    if text[at + 1 : at + 2] not in _FIRST_LETTERS.get(letter, ()):
        return 0
    end = 0
    if text.startswith("TP", at) and text.endswith(_OF_CITY, 0, at):
        return 0
    if letter == "Q":
        if text.startswith("Q.", at):
            end = _title_end(text, at + 3 if text[at + 2 : at + 3].isspace() else at + 2)
        elif text.startswith("Quyền ", at) and not _is_called_quyen(text, at):
            end = _title_end(text, at + 6)
    end = end or _title_end(text, at)
    return _field_end(text, end) if end else 0


def _is_called_quyen(text: str, at: int) -> bool:
    """Whether the "Quyền" at ``at`` is a name, and does not say that somebody acts for a head: a deputy's title behind
    it, and before it another title or an address, "PGĐ Quyền PGĐ", for nobody acts as deputy there."""
    return text.startswith("P", at + 6) and re.search(_TITLE_BEFORE, text[max(0, at - 12) : at]) is not None


_TITLE_BEFORE = r"(?:(?<!\w)P?(?:GĐ|CT|TB|HT|BT|TGĐ|VT)|/[cC]|chí)\.?\s$"


def without_title_dots(text: str) -> str:
    """``text`` without the full stops between titles and names, "Chủ trì: PGĐ. Nhữ Thị Hòe", but for those that end a
    sentence about somebody named before: "Đ/c Hải PGĐ. Họp Hội đồng"."""
    if ". " not in text or not any(dotted in text for dotted in _DOTTED):
        return text
    return re.sub(_TITLE_DOT, r"\1 ", text)


_DOTTED = ("Đ. ", "CT. ", "HT. ", "BT. ", "TB. ", "VT. ", "VP. ")
_TITLE_DOT = (
    r"(?:^|(?<=[:;,(–-]\s)|(?<=[:;,(])|(?<=\scác\s))((?:P|PT|T)?(?:GĐ|CT|HT|BT|TB|VT|CVP))\.\s"
    r"(?=(?:[A-Z]|Đ)\w*\s(?:[A-Z]|Đ))"
)


def find_titles(text: str) -> Sequence[tuple[int, int]]:
    """Where titles stand in a text: (start, end), in order."""
    return _find_known(text) if len(text) < _LONG_TEXT else _find(text, match_title)


@lru_cache(maxsize=128)
def _find_known(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(_find(text, match_title))


_LONG_TEXT = 200
"""Characters; the same few people stand in a month's cells and are looked at by many rules, longer texts are not."""


@lru_cache(maxsize=64)
def titles_in(printed: str) -> tuple[str, ...]:
    """The abbreviated titles that a group's printed words name, in order: "PGĐ" in "các PGĐ Sở"."""
    return tuple([short_title(printed[start:end])[0] for start, end in find_titles(printed)])


def find_long_titles(text: str) -> list[tuple[int, int]]:
    """Where titles written out stand in a text: (start, end), in order."""
    return _find(text, _long_end)


def _find(text: str, match: Callable[[str, int], int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    position = 0
    for at, letter in enumerate(text):
        if letter in _FIRST_LETTERS and at >= position and text[at + 1 : at + 2] in _FIRST_LETTERS[letter]:
            end = match(text, at)
            if end:
                found.append((at, end))
                position = end
    return found


def _title_end(text: str, at: int) -> int:
    return _short_end(text, at) or _long_end(text, at)


def _short_end(text: str, at: int) -> int:
    """Where an abbreviated title ends that stands at ``at``, 0 where none does."""
    start, deputy = at, ""
    if text.startswith("P.", at):
        start = at + 3 if text[at + 2 : at + 3].isspace() else at + 2
    elif text.startswith(("Phó ", "phó "), at):
        start, deputy = at + 4, "P"  # "Phó GĐ"
    match = _WORD.match(text, start)
    return match.end() if match and deputy + match[0] in _SHORT else 0


def _long_end(text: str, at: int) -> int:
    """Where a title written out ends that stands at ``at``, 0 where none does. "P.Trưởng ban" is one too."""
    if text.startswith("P.", at):
        at += 3 if text[at + 2 : at + 3].isspace() else 2
    head = text[at : at + _LONGEST_LONG].lower()
    for phrase in _LONG_BY_WORD.get(head.partition(" ")[0], ()):
        end = at + len(phrase)
        if head.startswith(phrase) and not is_word(text[end : end + 1]):
            return end
    return 0


_LONGEST_LONG = max(map(len, _LONG))


def _field_end(text: str, end: int) -> int:
    """Where a title that ends at ``end`` does so with the "Thường trực", the "phụ trách" or the field, ".KT" or "phụ
    trách VX", that may follow it."""
    if text.startswith((" phụ trách", ". phụ trách"), end):
        charged = re.compile(_IN_CHARGE).match(text, end) or _ACTING.match(text, end)
        return charged.end() if charged else end
    at = end + text[end : end + 1].isspace()
    at += text[at : at + 1] == "."
    at += text[at : at + 1].isspace()
    word = (
        next((word for word in _STANDING if text.startswith(word, at)), "") if text.startswith(("T", "t"), at) else ""
    )
    if word and not is_word(text[at + len(word) : at + len(word) + 1]) and not _is_heads(text, end):
        return at + len(word)
    if text[end : end + 1] != ".":
        return end
    start = at = end + 2 if text[end + 1 : end + 2].isspace() else end + 1
    while "A" <= text[at : at + 1] <= "Z" or text[at : at + 1] == "Đ":
        at += 1
    return at if 2 <= at - start <= 5 and not is_word(text[at : at + 1]) else end


_HEADS = (" CT", " GĐ", " HT", " BT", " TB", " Chủ tịch", " Giám đốc", " Hiệu trưởng", " Bí thư", " Trưởng ban")
"""Titles of heads that nobody holds as a standing one: behind them *Thường trực* is a board's."""


def _is_heads(text: str, end: int) -> bool:
    """Whether the title that ends at ``end`` is a head's, and no deputy's."""
    title = next((title for title in _HEADS if text.endswith(title, 0, end)), "")
    return title != "" and not text[: end - len(title)].rstrip().lower().endswith(("phó", "p."))


def field_behind(rest: str) -> str:
    """The field that the text behind a deputy's title opens with, "Kinh tế" of "PCT Kinh tế"; "" for none."""
    return next((one for one in _FIELDS if rest.startswith(one)), "")


def field_of(printed: str) -> str:
    """The field behind a title, "KT" of "PCT.KT" (economy) and of "PCT phụ trách KT"; "TT" for a standing deputy,
    ``ACTING`` for one who heads his office for a time; "" for none."""
    if is_standing(printed):
        return "TT"
    if "rách " in printed and (charge := re.search(_IN_CHARGE, printed)):
        return charge[1][0].upper() + charge[1][1:]
    if printed.endswith(" phụ trách"):
        return ACTING
    match = re.search(_FIELD, re.sub(_PREFIX, "", printed)) if "." in printed else None
    return match[1] if match else ""


def charge_of(title: str, behind: str) -> str:
    """What a deputy answers for by the words of his title and what stands ``behind`` it, "" where they do not say."""
    field = field_behind(behind) or field_of(title)
    return "" if field in ("TT", ACTING) else field


def is_standing(printed: str) -> bool:
    """Whether a printed title is a standing one (*thường trực*)."""
    if "hường trực" in printed or "THƯỜNG TRỰC" in printed:
        return True
    return "TT" in printed and re.search(r"\b(?:P(?:CT|TB|GĐ|BT|HT))?TT\b", printed) is not None


def is_acting(printed: str) -> bool:
    """Whether the words of a mention say that a deputy heads his office for a time: "Đ/c Hoàn - PGĐ phụ trách"."""
    acting = _ACTING.search(printed) if ACTING in printed else None
    return acting is not None and any(end == acting.end() for _, end in find_titles(printed))


def unknown_title(text: str) -> str:
    """The abbreviation that opens ``text`` and is a title by its looks only, "" where none does."""
    match = re.match(_UNKNOWN, text) if text[:2].isupper() else None
    return match[0] if match else ""


def short_title(printed: str) -> tuple[str, str]:
    """The abbreviated title of a printed one, and the printed word where it was a misreading ("GD"), else ""."""
    bare = " ".join(printed.split())
    whole = re.sub("^[Pp]hó ", "P", bare).replace(" ", "").replace(".", "")  # "Phó GĐ" is "P.GĐ" is "PGĐ"
    # No field stands behind this "P", and no standing one behind the "K".
    if whole in _SHORT and bare.startswith(("P.", "Phó ", "phó ", "KTT")):
        return _SHORT[whole], whole if "GD" in whole else ""
    if "Q" in bare or "uyền" in bare or "TT" in bare or "rực" in bare or "rách" in bare or "." in bare:
        bare = re.sub(_AROUND, "", bare)
    compact = bare.replace(" ", "").replace(".", "")
    if compact in _SHORT:
        return _SHORT[compact], compact if "GD" in compact else ""
    written_out = bare.lower()
    if written_out.startswith("p."):
        written_out = f"phó {written_out[2:].lstrip()}"
    return _LONG.get(written_out, ""), ""


def is_deputy(title: str) -> bool:
    """Whether an abbreviated title is a deputy's: they all begin with P (*phó*)."""
    return title.startswith("P") and title != "PTr" and not title.endswith("CĐ")  # the union's are beside the office's


def contradict(one: str, other: str) -> bool:
    """Whether two titles cannot both be held: a head's and his own deputy's, an office's head's and his chief of
    staff's (*chánh văn phòng*)."""
    if (one in _OF_STAFF and other in _OVER_STAFF) or (other in _OF_STAFF and one in _OVER_STAFF):
        return True
    return one != other and (one == "P" + other or other == "P" + one or one == f"Phó {other}" or other == f"Phó {one}")


_OF_STAFF = ("CVP", "PCVP")
_OVER_STAFF = ("CT", "PCT", "GĐ", "PGĐ", "TGĐ", "PTGĐ", "CCT", "PCCT")


def title_in(piece: str) -> tuple[str, str]:
    """``short_title`` of the title that opens a text, ("", "") where none does."""
    end = match_title(piece)
    return short_title(piece[:end]) if end else ("", "")


def higher(first: str, second: str) -> str:
    """Of two titles of one person the one that ranks him in his office: not a party's or an extra one."""
    if not first or not second:
        return first or second
    party = ("BT", "PBT", "UV", "CTT")
    return second if first in party and second not in party else first
