"""Who attends besides those in the leaders' column: our own leaders and groups among the participants (*thành phần*).

A column of participants names whole departments, guests ("mời …") and people of other bodies beside a deputy or two.
Only those count whom the office itself would mean: a leader of the roster, a title or a group of its own, the whole
staff. Everything else stays a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ics_export.model import Paragraph, Place
from ics_export.parsing.company import read_touched
from ics_export.parsing.context import Office
from ics_export.parsing.groups import find_groups, opens_body
from ics_export.parsing.mentions import Mention
from ics_export.parsing.offices import begins_one, is_ours
from ics_export.parsing.people import read_mentions
from ics_export.parsing.roster import Roster
from ics_export.parsing.titles import contradict, find_titles, is_deputy, match_title, titles_in
from ics_export.parsing.units import opens_unit
from ics_export.parsing.words import NAMED
from ics_export.vietnamese import fold

# Tables with such a column are few: the patterns stay text until one is met.
_GUESTS = r"(?<!\w)(?:[Kk]ính |[Kk]hách )?(?:[Mm]ời|MỜI)(?!\w)"
_BRACKETS = r"\((?![UuỦủ][yỷ] quyền )[^()]*\)?"
_PARTING = r"[;,\n•]|\s(?:và|cùng|\+|&)\s|(?<=\w\w\w)\.(?:\s|$)"
_BUT = r"(?<!\w)(?:trừ|vắng|không gồm)(?!\w)"
_REPRESENTING = r"[Đđ]ại diện (?:các )?"
_ATTEND = ("dự", "cùng dự", "tham dự", "chủ trì", "đồng chủ trì", "gồm", "thành phần", "tp", "lãnh đạo")
_STAFF = (
    r"(?:CB\w*|CC\w*|VC\w*|GV\w*|NV|NLĐ|HS|HV|[Cc]án bộ|[Cc]ông chức|[Vv]iên chức|[Nn]gười lao động|[Nn]hân viên"
    r"|[Gg]iáo viên|[Gg]iảng viên|[Hh]ọc sinh|[Cc]ông nhân)(?!\w)"
)
_WHOLE_STAFF = (
    rf"(?:[Tt]oàn (?:thể|bộ)|[Tt]ất cả)(?: các)?\s+(?!HS|[Hh]ọc sinh|HV){_STAFF}(?:[\s,]+(?:và\s+)?{_STAFF})*"
)
_BOARD = (
    r"(?:(?:tập thể|toàn thể|các|đ/c|đồng chí) )*(?:lãnh đạo|lđ|ban (?:tổng )?giám (?:đốc|hiệu)|ban t?gđ|bt?gđ|bgh|blđ)"
)
_PARTY = r"ban (?:thường vụ|chấp hành|tv|lãnh đạo|cán sự(?: đảng)?)|thường trực|tt|btv|bch|bcs(?: đảng)?|cấp ủy|chi ủy"
_MASS_BODY = r"(?<!\w)(?:công đoàn|đoàn|hội(?! đồng))(?!\w)"
_BESIDE = ("BT", "PBT", "UV", "CTT", "PTr")
"""Offices in the party that a leader holds beside his own."""


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a text about participants but for those invited, each with whether somebody stands for them."""
    for line in text.split("\n"):
        guests = re.search(_GUESTS, line)
        own = _with_titles(re.sub(_BRACKETS, " ", line[: guests.start()] if guests else line))
        for piece in re.split(_PARTING, own):
            piece = piece.strip(" -–+*.\t")
            label, colon, rest = piece.partition(":")
            if colon and label.strip().lower() in _ATTEND:
                piece = rest.strip()
            stands = re.match(_REPRESENTING, piece)
            if piece:
                yield (piece[stands.end() :], True) if stands else (piece, False)
        if guests and line.rstrip().endswith(":"):
            return  # "Mời:", and the guests on the lines below


def _with_titles(text: str) -> str:
    """A text with the titles behind names at them: "Bà Lò Thị Mai, Phó Giám đốc" is one."""
    for comma in reversed([*re.finditer(r",\s+", text)] if ", " in text and len(text) < _LONGEST else []):
        end = match_title(text, comma.end())
        before = text[max(0, comma.start() - _LONGEST_NAME) : comma.start()]
        if end and text[end : end + 1] in ("", ",", ";", ".") and re.search(_NAME_ALONE, before):
            text = f"{text[: comma.start()]} - {text[comma.end() :]}"
    return text


_OF_SECTIONS = (
    r"(?:[Cc]ác )?[Ll]ãnh đạo, (?=(?:chuyên viên|công chức|cán bộ|viên chức|nhân viên) (?:của )?(?:các )?"
    r"(?:phòng|ban|đơn vị|khoa|VP)(?!\w))"
)
"""Leaders who are sections', as the staff behind them is: "Lãnh đạo, chuyên viên các phòng"."""
_LONGEST = 4000
"""Characters of a text about participants; no real one has as many."""
_LONGEST_NAME = 60
_NAME_ALONE = rf"(?:{NAMED}|(?<!\w)(?:[ÔôBb](?:ng|à)|[Tt]hầy|[Cc]ô))(?:\s(?:[A-Z]|Đ)\w*){{1,5}}$"


def _read(text: str) -> tuple[Mention, ...]:
    """Everybody whom a text about participants may mean, ours or not, each from a piece that says nothing else."""
    return _read_known(text) if len(text) < 200 else _read_text(text)


def _read_text(text: str) -> tuple[Mention, ...]:
    people: list[Mention] = []
    if "ãnh đạo, " in text:
        text = re.sub(_OF_SECTIONS, "", text)
    for piece, stands in _pieces(text):
        found, unread = read_mentions([piece])
        if not unread:
            people += [m._replace(maybe=True) for m in found] if stands else found
    return tuple(people)


_read_known = lru_cache(maxsize=128)(_read_text)
"""Each is read twice: for the roster, and for those of it that are meant."""


def attending(text: str, roster: Roster, home: Office) -> tuple[Mention, ...]:
    """The mentions in a text about participants that mean leaders of our own, in order."""
    found = [m for m in _read(text) if _is_own(m, roster, home)]
    if re.search(_BUT, text):
        group = read_mentions([text.strip()])[0]
        if (
            len(group) == 1
            and " (trừ " in group[0].printed
            and _is_own(group[0]._replace(printed=_whole(group[0])), roster, home)
        ):
            return group  # "Các PGĐ (trừ đ/c Thuyên)", and nothing else
        # "Ban Giám đốc trừ đ/c Hùng": who is meant is not for us to say.
        return (*[m._replace(maybe=True) for m in found], Mention("group:all", text, group="all", maybe=True))
    if "oàn " in text or "ất cả" in text:
        for line in text.split("\n"):
            staff, guests = re.search(_WHOLE_STAFF, line), re.search(_GUESTS, line)
            if staff and not (guests and guests.start() < staff.start()):
                rest = re.split(_PARTING, re.sub(_BRACKETS, "", line[staff.end() :]), maxsplit=1)[0]
                if _ours(rest, home):
                    found.append(Mention("group:everyone", staff[0], group="everyone"))
    return (*found, *_may_attend(text, found, roster, home))


def _whole(group: Mention) -> str:
    """The words of a group without whom it is without."""
    return group.printed.partition(" (trừ ")[0]


def _may_attend(text: str, found: Sequence[Mention], roster: Roster, home: Office) -> list[Mention]:
    """Our own among the participants who may attend: named behind "mời", or in a bracket as doing something there, and
    the office's party."""
    maybe: dict[str, Mention] = {}

    def of_another(match: re.Match[str]) -> str:
        bracket = match[1].strip("() ")
        ours = not (_body(bracket, "") or opens_unit(bracket)) or _ours(bracket, home)
        named = any(mention.name for mention in read_mentions([match[0].partition("(")[0].strip()])[0])
        return match[0] if named and ours else ";"

    plain = re.sub(r"(?<!\w)(?:[Kk]ính |[Kk]hách )?[Mm]ời\s?:?(?!\w)", ";", text)
    plain = re.sub(_GUESTS_BODY, of_another, plain)
    pieces = [(piece, read_mentions([piece.strip(" -–+*.")])[0]) for piece in re.split(_PARTING, plain) if piece]
    for piece, mentions in [*pieces, ("", read_touched(text))]:
        for mention in mentions:
            own = roster.given(mention) if mention.name else ()
            if own and _ours(_body(mention.printed, mention.name), home):
                maybe.setdefault(own[0].key, own[0]._replace(maybe=True, before=","))
        party = re.fullmatch(_OWN_PARTY, fold(piece.strip(" .-–")))
        if party:
            maybe["group:all"] = Mention("group:all", piece.strip(), group="all", maybe=True, before=",")
    feeds = {name for mention in found for name in roster.attribution(mention).feeds}
    return [one for one in maybe.values() if not feeds.issuperset(roster.attribution(one).feeds)]


_GUESTS_BODY = rf"[^;,:(]*({_BRACKETS})"
"""Somebody with a bracket behind him, which may say whose he is: "mời đ/c An (Sở Tài chính)"."""
_OWN_PARTY = (
    r"(?:(?:ban thường vụ|btv|bch|ban chấp hành|toàn thể đảng viên|đảng viên)(?: toàn| trong)?"
    r" đảng (?:ủy|bộ))(?: sở| cơ quan| trường)?"
)


@lru_cache(maxsize=4)
def _folded(printed: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, printed))


def _is_own(mention: Mention, roster: Roster, home: Office) -> bool:
    printed = mention.printed
    if mention.group:
        return fold(printed) in _folded(home.printed) or _is_own_group(mention, roster, home)
    if mention.name:
        name = roster.by_key.get(mention.key)
        title = next((leader.title for leader in roster.leaders if leader.name == name), "")
        known = not mention.title or not title or mention.title in (title, *_BESIDE) or contradict(mention.title, title)
        return name is not None and known and _ours(_body(printed, mention.name), home)
    return roster.knows(mention) and (fold(printed) in _folded(home.printed) or _ours(_behind_title(printed), home))


def _is_own_group(mention: Mention, roster: Roster, home: Office) -> bool:
    """Whether a group is of this office: its deputies, its board, its staff."""
    printed = mention.printed
    if mention.group == "all":
        board = re.match(rf"(?:{_BOARD})(?!\w)(.*)", fold(printed))
        if board:
            return _ours(board[1], home)
        party = re.match(rf"(?:{_PARTY})(?!\w)(.*)", fold(printed))
        return party is not None and party[1].strip() != "" and _ours(party[1], home)
    start, end, _ = find_groups(printed)[0]
    titles = titles_in(printed)
    if mention.group == "deputies" and not (roster.deputies and (not titles or titles[0] in roster.by_title)):
        return False
    return fold(printed[start:end]) not in ("toàn thể", "tất cả") and _ours(printed[end:], home)


def of_mass_body(printed: str, home: Office) -> bool:
    """Whether a group is of a union, a youth union or an association ("BCH Đoàn trường") that the office is none of."""
    body = re.search(_MASS_BODY, fold(printed))
    return body is not None and body[0] not in home.name


def _ours(rest: str, home: Office) -> bool:
    """Whether what stands behind a title or a group's word names no other body than the office, or than a committee or
    council whose leaders are its own: "UBND" in the programme of "Đảng ủy, Thường trực HĐND, lãnh đạo UBND xã"."""
    return is_ours(rest, home.name) or begins_one(fold(rest.strip(" -–.,:()")), home.bodies)


def _behind_title(printed: str) -> str:
    """What stands behind the title of somebody who is printed by title alone."""
    titles = find_titles(printed)
    return printed[titles[0][1] :] if titles else printed


def _body(printed: str, name: str) -> str:
    """The body that a person is printed with, "" where none is."""
    text = " ".join(printed.replace(name, " ").split())
    return next((text[at:] for at in range(len(text)) if (not at or text[at - 1] == " ") and opens_body(text, at)), "")


def only_attending(
    texts: Iterable[tuple[str, Place]], mentions: Sequence[tuple[Mention, Place]], home: Office
) -> list[tuple[Mention, Place]]:
    """The mentions of leaders of our own among the participants that the leaders' column (``mentions``) does not spell
    so: a full name's last words ("Đ/c Việt"), a deputy who never chairs, the head whose deputies alone do.
    """
    held = {mention.title for mention, _ in mentions if mention.title}
    family = {title if is_deputy(title) else f"P{title}" for title in held}
    family |= {title[1:] for title in family} - held
    names = [mention.key.split(" ") for mention, _ in mentions if mention.name]
    endings = {" ".join(words[at:]) for words in names for at in range(len(words))}
    found: list[tuple[Mention, Place]] = []
    for text, place in texts:
        for mention in _read(text):
            if mention.group or mention.maybe:
                continue
            if mention.name:
                named = mention.title in family or (not mention.title and mention.key in endings)
                if named and _ours(_body(mention.printed, mention.name), home):
                    found.append((mention, place))
            elif mention.title in family and _ours(_behind_title(mention.printed), home):
                found.append((mention, place))
    return found


def deal_out(paragraphs: Sequence[Paragraph], count: int, alike: bool) -> tuple[tuple[str, bool], ...]:
    """The participants' text of each of a row's ``count`` items, and whether it is certain that it is theirs.

    As many paragraphs as items belong to them one by one; one paragraph, to all of them where the leaders are
    ``alike`` too.
    """
    texts = [paragraph.text for paragraph in paragraphs]
    wrapped = any(text.endswith((",", "/c", ";", " và", "Phòng", "các")) for text in texts[:-1])
    if len(texts) == count and not wrapped:
        return tuple([(text, True) for text in texts])
    return (("\n".join(texts), count == 1 or (alike and (wrapped or len(texts) == 1))),) * count
