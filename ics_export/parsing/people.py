"""People in the leaders' column: names, titles and groups become mentions, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from ics_export.parsing.groups import (
    match_group,
    misspelt_leaders,
    specific_body,
    without_body,
)
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
from ics_export.parsing.openings import HONORIFIC, as_written, read_openings
from ics_export.parsing.standins import DELEGATED, EXCEPT, IN_PLACE_OF, is_maybe, with_delegate, without_leave
from ics_export.parsing.titles import (
    ACTING,
    contradict,
    field_behind,
    field_of,
    find_titles,
    higher,
    match_title,
    short_title,
    title_in,
    unknown_title,
)
from ics_export.parsing.words import BULLETS, Phrases
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold

_PARTING = (";", "\n", ",", "•")
_ANDS = ("và", "cùng", "hoặc", "cùng dự", "cùng dự có", "cùng dự:")
_ONE_OF_THEM = ("Đại diện", "đại diện")
_BEFORE = 24
"""So many characters before a person show how he is spoken of."""
_BRANCH = r"[Cc]hi (?:bộ|đoàn|hội)(?!\w)"
_TRAILING_AND = re.compile(r"(?:^|\s)(?:và|cùng(?: dự(?: có|:)?)?|hoặc)\s*$")

# The rarer ones stay text until a cell has the word that each of them needs.
_ONE_OF = r"(?:[Mm]ột|01|1)\s+(?:đ/c|đồng chí|Đ/c)?\s*(?=P\.?(?:[A-Z]|Đ\w?)|[Pp]hó |[Ll]ãnh đạo)"
_NOT_LEADERS = Phrases(
    "Mời|mời|MỜI|Thành phần|thành phần|Khách mời|khách mời|LĐVP|LĐ VP|Lãnh đạo VP|lãnh đạo VP"
    "|Lãnh đạo Văn phòng"
    "|Lãnh đạo văn phòng|lãnh đạo Văn phòng|lãnh đạo văn phòng|CVVP|CV|Thư ký|thư ký|Lái xe|lái xe|Bảo vệ"
    "|bảo vệ"
    "|Cán bộ trực|cán bộ trực|Văn thư|văn thư|Chuyên viên|chuyên viên|Giúp việc|giúp việc|Cán bộ tham dự"
    "|cán bộ tham dự|Cùng dự|cùng dự|Tham mưu|tham mưu|Văn phòng trực|văn phòng trực"
)
_BY_INVITATION = r"(?:Theo|theo|Như|như)\s+(?:[Gg]iấy mời|GM|thành phần|danh sách)[^;,]{0,40}$"
_UNION = "Công đoàn "
_HEAD_OF = ("Trưởng ", "Chủ nhiệm ", "Tổ trưởng ", "Tổ phó ", "Thường trực ")
_UNIT_HEADS = frozenset(("TB", "PTB", "TP", "PTP", "TK", "PTK"))
_MEMBERS = tuple(f"{area} {u} viên" for area in ("Huyện", "Đảng", "Thành", "Tỉnh", "Thị", "Quận") for u in ("ủy", "uỷ"))
_BRACKETS = re.compile(r"\(([^()]*)\)")


class Mention(NamedTuple):
    """One person or group as printed.

    ``key`` identifies it ("hoàn", "title:GĐ", "group:all"), ``name`` is the printed name or "", ``title`` the
    abbreviated title or "", ``misread`` the title as printed where it had to be read as another ("GD").
    ``maybe``: among those invited, so it may attend. ``before`` is what stands between it and the mention above ("," or
    "paragraph"; attribution.py says what a boundary there costs); ``half`` the page it stands on. ``away`` are the
    words of the body whose office he has, where they are printed: offices.py says whether it is ours. ``field`` is what
    a deputy answers for, printed between his title and his name.
    """

    key: str
    printed: str
    name: str = ""
    title: str = ""
    group: str = ""
    misread: str = ""
    maybe: bool = False
    before: str = ""
    half: int = 0
    away: str = ""
    field: str = ""


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
        if not mentions and len(paragraphs) > 1 and re.match(_BY_INVITATION, paragraph):
            mentions = (Mention("", paragraph),)  # nobody we know, in the place of a work's leaders
        if half:
            mentions = tuple(m._replace(half=half) for m in mentions)
        if number and mentions and found:
            mentions = (mentions[0]._replace(before="paragraph"), *mentions[1:])
        found += mentions
        left += unread
    return tuple(found), tuple(left)


def _read_paragraph(text: str) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    text = text.lstrip(f"{BULLETS} ").strip()
    found: list[Mention] = []
    unread: list[str] = []
    if not text:
        return (), ()
    text = as_written(text)
    if "(" in text:
        for escort in [m[0] for m in _BRACKETS.finditer(text) if _NOT_LEADERS.match(m[1])]:
            unread.append(escort)
            text = text.replace(escort, " ").strip()
        present, on_leave = without_leave(text)
        if on_leave:
            unread.append(on_leave)
            if text.startswith(on_leave):
                found.append(Mention("", on_leave))  # in the place of a work's leaders stands who is not there
            if not present:
                return tuple(found), tuple(unread)
            text = present
    starts = read_openings(text)
    plural = text[:1] in "Cc" and HONORIFIC.match(text) is not None  # "Các đ/c: Hoàn, Bình"
    for (start, before), end in zip(starts, [s for s, _ in starts[1:]] + [len(text)], strict=True):
        piece = text[start:end]
        if piece[-1:] in _PARTING:
            piece = piece[:-1]
        if piece.rstrip().endswith(_ANDS):
            piece = _TRAILING_AND.sub("", piece)
        piece = piece.strip(" ,;.-–+•()")
        if piece.count("(") > piece.count(")"):
            piece += ")"
        if not piece:
            continue
        if _NOT_LEADERS.match(piece):
            unread.append(text[start:])
            break
        above = text[max(0, start - _BEFORE) : start].rstrip()
        if found and above.endswith(IN_PLACE_OF):
            unread.append(f"thay {piece}")  # "Đ/c Bình (thay đ/c Hoàn)"
            continue
        if found and found[-1].group and above.endswith(EXCEPT):
            whole = re.sub(r"\s*\(?(?:trừ|vắng|không có)\)?$", "", found[-1].printed)
            found[-1] = found[-1]._replace(printed=f"{whole} (trừ {piece})", maybe=is_maybe(whole))
            continue
        if found and piece.endswith(" thay") and (end == len(text) or text[end - 1] in ",;)"):
            found[-1] = found[-1]._replace(maybe=True)  # "Đ/c Hoàn bận, đ/c Bình dự thay"
        if before == "hoặc":
            before, either = "và", True
        else:
            either = False
        if before == "=":
            mention, before = _read_piece(piece, _Above.NOTHING, plural, " "), " "
        else:
            mention = _read_piece(piece, _above(found), plural, before)
        if either and mention and found:
            mention, found[-1] = mention._replace(maybe=True), found[-1]._replace(maybe=True)
        if mention and mention.name and found and not found[-1].group and above.endswith(DELEGATED):
            if "hoặc" in above:
                found[-1] = found[-1]._replace(maybe=True)
                found.append(mention._replace(before="và", maybe=True))
                continue
            last = found.pop()  # "Đ/c Hoàn (ủy quyền đ/c Bình dự)"
            found.append(mention._replace(printed=with_delegate(last.printed, mention.printed), before=last.before))
            continue
        if mention is None:
            if HONORIFIC.fullmatch(piece):
                plural = True
            elif found:
                last = found[-1]
                glue = {",": ", ", ";": "; ", "-": " - ", "và": " và "}.get(before, " ")
                title, misread = title_in(piece)
                if title and re.search(_BRANCH, piece):
                    title = ""  # "Đ/c Khang, Bí thư Chi bộ, PBT TT": an office beside
                if last.name and contradict(last.title, title) and match_title(piece) == len(piece):
                    # "HT Vinh, PHT": nobody is his own deputy.
                    found.append(Mention(f"title:{title}", piece, title=title, misread=misread, before=before))
                    continue
                found[-1] = last._replace(
                    printed=last.printed + glue + piece,
                    title=higher(last.title, title) if last.name else last.title,
                    misread=last.misread or misread,
                    maybe=last.maybe or is_maybe(piece, named=last.name != ""),
                )
                if not title and not is_qualifier(piece):
                    unread.append(piece)
            else:
                unread.append(piece)
            continue
        if mention.group and above.endswith(_ONE_OF_THEM):
            mention = mention._replace(printed=f"{above[-8:]} {mention.printed}", maybe=True)
            if found and found[-1].printed.endswith(_ONE_OF_THEM):
                found[-1] = found[-1]._replace(printed=found[-1].printed[:-8].rstrip())
        if found and mention.before == "":
            mention = mention._replace(before=" ")
        if (
            found
            and found[-1].group in ("all", "deputies")
            and mention.name
            and above[-1:] in ("(", ":")
            and "chủ trì" not in piece
        ):
            mention = mention._replace(before=found.pop().before)  # "Lãnh đạo Sở: đ/c Bình" says who of them
        if len(found) == 1 and _is_one_person(found[0], mention):
            found[0] = mention._replace(printed=f"{found[0].printed}, {mention.printed}", before="")
            continue
        found.append(mention)
    return tuple(found), tuple(unread)


_read_known = lru_cache(maxsize=128)(_read_paragraph)


def _is_one_person(first: Mention, second: Mention) -> bool:
    """Whether a title and another, with a name perhaps, are one person's: the chairman of a people's committee is a
    deputy secretary of the party's, "Đ/c Phó Bí thư, Chủ tịch UBND huyện", that of a council often its secretary."""
    titles = first.key in ("title:PBT", "title:BT") and second.title == "CT" and second.before in (",", "-")
    of_body = "UBND" in second.printed or "HĐND" in second.printed
    return titles and of_body and not HONORIFIC.match(second.printed)


class _Above(Enum):
    """What the mention before a piece is."""

    NOTHING = "there is none"
    UNNAMED = "a title or a group"
    NAMED = "a person"
    TITLED = "a person, the title before the name"
    HEAD = "the head of a unit, named with it"


def _above(found: Sequence[Mention]) -> _Above:
    if not found:
        return _Above.NOTHING
    last = found[-1]
    if not last.name:
        return _Above.HEAD if is_head_of_unit(last) else _Above.UNNAMED
    return _Above.TITLED if match_title(last.printed) else _Above.NAMED


def _read_piece(piece: str, above: _Above, plural: bool, before: str) -> Mention | None:
    """Whom a piece names, ``above`` it another; ``plural``: an address before them is for all."""
    if len(piece) >= 80:
        return _read_any_piece(piece, above, plural, before)
    if HONORIFIC.match(piece):
        return _read_known_piece(piece, _Above.NOTHING, False, before)  # "Đ/c" says all that what is above could
    return _read_known_piece(piece, above, plural, before)


def _read_any_piece(piece: str, above: _Above, plural: bool, before: str) -> Mention | None:
    maybe = is_maybe(piece)
    one_of = re.match(_ONE_OF, piece) if piece[0] in "Mm01" else None
    if one_of:
        # "Một PGĐ", "01 Lãnh đạo Sở": one of them, and the text does not say which.
        meant = _read_piece(piece[one_of.end() :], _Above.NOTHING, plural, before)
        return meant._replace(printed=piece, maybe=True) if meant else None
    group = match_group(piece)
    if group:
        slip = misspelt_leaders(piece) if group == "all" else ""
        return Mention(f"group:{group}", piece, group=group, misread=slip, maybe=maybe, before=before)
    honorific = HONORIFIC.match(piece)
    body = piece[honorific.end() :] if honorific else piece
    if honorific and (not body or body.startswith(_MEMBERS)):
        return None  # "các đ/c Huyện ủy viên" are more than our leaders, and name none
    # "Đ/c Quyền PGĐ": a name, not who acts for the director
    title_end = 0 if honorific and body.startswith("Quyền ") else match_title(body)
    if title_end:
        printed_title = body[:title_end]
        title, misread = short_title(printed_title)
        if title == "PTr" and above is not _Above.NOTHING and not honorific:
            return None  # "PCT phụ trách Văn xã": the field of the one just named
        rest = body[title_end:]
        if title in ("GĐ", "PGĐ") and rest.strip(" .-–") in BODIES_TOO:
            return _person(rest.strip(" .-–"), piece, title, misread, maybe, before)
        rest = _named_behind(rest.lstrip()[1:]) if rest.lstrip()[:1] == ":" else without_body(rest.strip(" .-–"))
        address = HONORIFIC.match(rest)
        if rest.startswith(_UNION) and not names_unit(rest.removeprefix(_UNION)):
            name, _ = name_words(rest.removeprefix(_UNION))
            if name:
                return _person(name, piece, f"{title}CĐ", misread, maybe, before)
        field = field_behind(rest)
        name, _ = name_words(rest[address.end() :] if address else rest[len(field) :].lstrip(" -–"))
        behind = body[title_end:].lstrip(" .-–")
        away = "" if address else specific_body(behind) or _unit_headed(printed_title, behind)
        if (
            name
            and (not field or " " in name)
            and not is_unit(rest[len(field) :].lstrip())
            and not _heads_unit(title, rest)
            and not (away and names_unit(rest))
            and not (title in ("CN", "PCN") and names_unit(rest))
        ):
            return _person(name, piece, title, misread, maybe, before)._replace(field=field)
        further = above is _Above.NAMED or (above is _Above.TITLED and before != " ")
        if further and not honorific and before in (",", "-", " ", ""):
            return None  # a further title of the person just named
        field = (
            field or field_of(printed_title) or away or ("HĐND" if body[title_end:].lstrip().startswith("HĐND") else "")
        )
        if title == "UV":
            return None  # "các Ủy viên UBND tỉnh": members of a board, none of whom it names
        key = f"title:{title} {field}" if field else f"title:{title}"
        maybe = maybe and is_maybe(piece, named=field == ACTING)
        return Mention(key, piece, title=title, misread=misread, maybe=maybe, before=before, away=away)
    if not honorific and body.removeprefix("Phó ").startswith(_HEAD_OF):
        return None  # "Trưởng Ban Tổ chức": the head of another body, a further office of the person just named
    named_alone = not honorific and is_named_as_body(body, plural and above is _Above.NAMED)
    name, rest = name_words(body, honorific is not None or named_alone)
    if above is _Above.HEAD and before == "và" and not honorific and names_unit(body):
        return None  # "Trưởng Ban Tuyên giáo và Dân vận": the unit's name goes on
    if (
        not name
        or (not honorific and not named_alone and NO_NAME.match(body) and not _titled_name(name, rest, plural))
        or (not honorific and name.isupper() and len(name) < 6)
    ):
        return None
    if not honorific and is_noun(rest):
        return None  # "Kế toán", "Công an xã", "Giấy mời riêng"
    bare = not (honorific or plural or named_alone)
    if bare and ((above is not _Above.NOTHING and before in (" ", "-")) or is_qualifier(piece)):
        return None
    title, misread = "", ""
    rest = rest.partition("thay ")[0]  # "Hà (thay Chủ tịch)": not his title
    if not match_title(rest):
        title = unknown_title(rest)
    for start, end in find_titles(rest):
        found_title, found_misread = short_title(rest[start:end])
        title, misread = higher(title, found_title), misread or found_misread
    return _person(name, piece, title, misread, maybe, before)


_read_known_piece = lru_cache(maxsize=256)(_read_any_piece)
"""The same people stand in many cells of a month."""


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


def is_head_of_unit(mention: Mention) -> bool:
    """Whether a mention is a role of a unit named with it, and no person: "đ/c Trưởng phòng Nội vụ"."""
    if mention.name or mention.title not in _UNIT_HEADS:
        return False
    honorific = HONORIFIC.match(mention.printed)
    role = mention.printed[honorific.end() :] if honorific else mention.printed
    unit = role[match_title(role) :].lstrip()
    short = unit.partition(" ")[0]
    return names_unit(unit) or (len(short) > 1 and short.isupper())  # "Trưởng phòng TT-PC"


def _heads_unit(title: str, rest: str) -> bool:
    return title in _UNIT_HEADS and (names_unit(rest) or (title in ("TK", "PTK") and rest in FACULTIES))


def _person(name: str, printed: str, title: str, misread: str, maybe: bool, before: str) -> Mention:
    if name.isupper() and (len(name) > 3 or not name.isascii()):
        name = name.title()
    return Mention(fold(name), printed, name, title, "", misread, maybe and is_maybe(printed, named=True), before)


def opens_mention(text: str) -> bool:
    """Whether a text begins with a "Đ/c", a title or a group, and so with somebody who may attend."""
    text = text.lstrip()
    return HONORIFIC.match(text) is not None or match_title(text) > 0 or match_group(text) != ""
