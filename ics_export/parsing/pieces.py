"""One piece of a leaders' cell: whom it names, if anybody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from ics_export.parsing.groups import match_group, misspelt_leaders, specific_body, without_body
from ics_export.parsing.mentions import UNIT_HEADS, Mention, is_head_of_unit
from ics_export.parsing.names import (
    BODIES_TOO,
    FACULTIES,
    NAMES_TOO,
    NO_NAME,
    is_named_as_body,
    is_noun,
    is_qualifier,
    is_unit,
    name_words,
    names_unit,
)
from ics_export.parsing.openings import HONORIFIC
from ics_export.parsing.standins import is_maybe
from ics_export.parsing.titles import (
    SHORT,
    charge_of,
    field_behind,
    field_of,
    find_titles,
    higher,
    match_title,
    short_title,
    unknown_title,
)
from ics_export.parsing.words import CAPITAL, SMALL
from ics_export.vietnamese import fold

# Text until a piece has the words that it needs.
_ONE_OF = r"(?:[Mm]ột|01|1)\s+(?:đ/c|đồng chí|Đ/c)?\s*(?=P\.?(?:[A-Z]|Đ\w?)|[Pp]hó |[Ll]ãnh đạo)"
_UNION = "Công đoàn "
_UNIONS_OF = ("Đài", "Báo")
"""Offices whose union is meant, though people are called so too."""
_HEAD_OF = ("Trưởng ", "Chủ nhiệm ", "Tổ trưởng ", "Tổ phó ", "Thường trực ")
_MEMBERS = tuple(f"{area} {u} viên" for area in ("Huyện", "Đảng", "Thành", "Tỉnh", "Thị", "Quận") for u in ("ủy", "uỷ"))


class Above(Enum):
    """What the mention before a piece is."""

    NOTHING = "there is none"
    UNNAMED = "a title or a group"
    NAMED = "a person"
    TITLED = "a person, the title before the name"
    HEAD = "the head of a unit, named with it"


def what_stands_above(found: Sequence[Mention]) -> Above:
    if not found:
        return Above.NOTHING
    last = found[-1]
    if not last.name:
        return Above.HEAD if is_head_of_unit(last) else Above.UNNAMED
    return Above.TITLED if match_title(last.printed) else Above.NAMED


def read_piece(piece: str, above: Above, plural: bool, before: str) -> Mention | None:
    """Whom a piece names, ``above`` it another; ``plural``: an address before them is for all."""
    if len(piece) >= 80:
        return _read_any_piece(piece, above, plural, before)
    if HONORIFIC.match(piece):
        return _read_known_piece(piece, Above.NOTHING, False, before)  # "Đ/c" says all that what is above could
    return _read_known_piece(piece, above, plural, before)


def _read_any_piece(piece: str, above: Above, plural: bool, before: str) -> Mention | None:
    one_of = re.match(_ONE_OF, piece) if piece[0] in "Mm01" else None
    if one_of:
        # "Một PGĐ", "01 Lãnh đạo Sở": one of them, and the text does not say which.
        meant = read_piece(piece[one_of.end() :], Above.NOTHING, plural, before)
        return meant._replace(printed=piece, maybe=True) if meant else None
    group = match_group(piece)
    if group:
        slip = misspelt_leaders(piece) if group == "all" else ""
        return Mention(f"group:{group}", piece, group=group, misread=slip, maybe=is_maybe(piece), before=before)
    honorific = HONORIFIC.match(piece)
    body = piece[honorific.end() :] if honorific else piece
    if honorific and (not body or body.startswith(_MEMBERS)):
        return None  # "các đ/c Huyện ủy viên" are more than our leaders, and name none
    # "Đ/c Quyền PGĐ": a name, not who acts for the director
    title_end = 0 if honorific and body.startswith("Quyền ") else match_title(body)
    if title_end:
        return _read_titled(piece, body[:title_end], body[title_end:], honorific is not None, above, before)
    return _read_named(piece, body, honorific is not None, above, plural, before)


_read_known_piece = lru_cache(maxsize=256)(_read_any_piece)
"""The same people stand in many cells of a month."""


_SHORT_BODY = (
    rf"(?!{SHORT}|TNHH|CP|MTV|TM)[A-ZĐ]{{2,6}}(?:[&-][A-ZĐ]{{2,6}})*\s"
    rf"(?={CAPITAL}{SMALL}+(?:\s{CAPITAL}{SMALL}+){{0,3}}\s*(?:$|[,;(-]))"
)
"""A commission's abbreviation behind its chairman's title, before his name and nothing else. Who heads another body,
"GĐ TTYT Lê Văn Bình", may have the name of one of ours."""


def _read_titled(
    piece: str, printed_title: str, behind: str, addressed: bool, above: Above, before: str
) -> Mention | None:
    """Whom a piece names that begins with a title, ``behind`` it the rest; ``addressed``: "Đ/c" stands before it."""
    title, misread = short_title(printed_title)
    if title == "PTr" and above is not Above.NOTHING and not addressed:
        return None  # "PCT phụ trách Văn xã": the field of the one just named
    if title in ("GĐ", "PGĐ") and behind.strip(" .-–") in BODIES_TOO:
        return _person(behind.strip(" .-–"), piece, title, misread, before)
    behind = behind.lstrip()
    rest = _named_behind(behind[1:]) if behind[:1] == ":" else without_body(behind.strip(" .-–"))
    behind = behind.lstrip(" .-–")
    address = HONORIFIC.match(rest)
    of_union = rest.removeprefix(_UNION)
    if rest.startswith(_UNION) and not names_unit(of_union) and of_union not in _UNIONS_OF:
        name, _ = name_words(of_union)
        if name:
            return _person(name, piece, f"{title}CĐ", misread, before)
    field = field_behind(rest)
    name, _ = name_words(rest[address.end() :] if address else rest[len(field) :].lstrip(" -–"))
    away = "" if address else specific_body(behind) or _unit_headed(printed_title, behind)
    if not name and title in ("CN", "PCN") and (short := re.match(_SHORT_BODY, rest)):
        rest = rest[short.end() :]  # "Chủ nhiệm UBKT Phan Cẩm Tú"
        name, _ = name_words(rest)
    if (
        name
        and (not field or " " in name)
        and not is_unit(rest[len(field) :].lstrip())
        and not _heads_unit(title, rest)
        and not (away and names_unit(rest))
        and not (title in ("CN", "PCN") and names_unit(rest))
    ):
        return _person(name, piece, title, misread, before)._replace(field=charge_of(printed_title, rest))
    further = above is Above.NAMED or (above is Above.TITLED and before != " ")
    if further and not addressed and before in (",", "-", " ", ""):
        return None  # a further title of the person just named
    field = field or field_of(printed_title) or away or ("HĐND" if behind.startswith("HĐND") else "")
    if title == "UV":
        return None  # "các Ủy viên UBND tỉnh": members of a board, none of whom it names
    key = f"title:{title} {field}" if field else f"title:{title}"
    maybe = is_maybe(piece, named=bool(field))
    return Mention(key, piece, title=title, misread=misread, maybe=maybe, before=before, away=away)


def _read_named(piece: str, body: str, addressed: bool, above: Above, plural: bool, before: str) -> Mention | None:
    """Whom a piece names that begins with no title; ``body`` is the piece without its address."""
    if not addressed and body.removeprefix("Phó ").startswith(_HEAD_OF):
        return None  # "Trưởng Ban Tổ chức": the head of another body, a further office of the person just named
    named_alone = not addressed and is_named_as_body(body, plural and above is Above.NAMED)
    name, rest = name_words(body, addressed or named_alone)
    if above is Above.HEAD and before == "và" and not addressed and names_unit(body):
        return None  # "Trưởng Ban Tuyên giáo và Dân vận": the unit's name goes on
    if (
        not name
        or (not addressed and not named_alone and NO_NAME.match(body) and not _titled_name(name, rest, plural))
        or (not addressed and name.isupper() and len(name) < 6)
    ):
        return None
    if not addressed and is_noun(rest):
        return None  # "Kế toán", "Công an xã", "Giấy mời riêng"
    bare = not (addressed or plural or named_alone)
    if bare and ((above is not Above.NOTHING and before in (" ", "-")) or is_qualifier(piece)):
        return None
    title, misread, field = "", "", ""
    rest = rest.partition("thay ")[0]  # "Hà (thay Chủ tịch)": not his title
    if not match_title(rest):
        title = unknown_title(rest)
    for start, end in find_titles(rest):
        found_title, found_misread = short_title(rest[start:end])
        title, misread = higher(title, found_title), misread or found_misread
        field = field or charge_of(rest[start:end], rest[end:].lstrip(" -–"))
    return _person(name, piece, title, misread, before)._replace(field=field)


def _titled_name(name: str, rest: str, plural: bool) -> bool:
    """Whether a word that is mostly none of a name is one here: its title stands right behind it, "Toàn GĐ", or nothing
    does in a list of people (``plural``)."""
    return name in NAMES_TOO and (match_title(rest) > 0 or (plural and not rest))


def _unit_headed(title: str, behind: str) -> str:
    """The unit whose head is printed with its abbreviation, "khoa CNTT" of "Trưởng khoa CNTT", "" for none."""
    unit = title.rpartition(" ")[2]
    short = behind.partition(" ")[0]
    headed = unit in ("khoa", "phòng", "ban") and len(short) > 1 and short.isupper() and short.isalpha()
    return f"{unit} {behind}" if headed and not match_title(behind) else ""


def _named_behind(text: str) -> str:
    """What stands behind a title and a colon, where it is a name and nothing else ("PGĐ: Bình"), else ""."""
    text = text.strip()
    name, rest = name_words(text)
    return text if name and not rest and not NO_NAME.match(text) and not name.isupper() else ""


def _heads_unit(title: str, rest: str) -> bool:
    return title in UNIT_HEADS and (names_unit(rest) or (title in ("TK", "PTK") and rest in FACULTIES))


def _person(name: str, printed: str, title: str, misread: str, before: str) -> Mention:
    if name.isupper() and (len(name) > 3 or not name.isascii()):
        name = name.title()
    return Mention(fold(name), printed, name, title, "", misread, is_maybe(printed, named=True), before)
