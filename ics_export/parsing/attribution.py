"""Whom an item belongs to: the leaders' column read over page breaks, choices weighed, doubts said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from ics_export.diagnostics import Severity
from ics_export.model import Attribution, Place
from ics_export.parsing import markers
from ics_export.parsing.alignment import Column, Joint
from ics_export.parsing.company import read_invited
from ics_export.parsing.content import read_pages
from ics_export.parsing.context import Context
from ics_export.parsing.cutting import Atom
from ics_export.parsing.details import without_leading_hours
from ics_export.parsing.groups import opens_body
from ics_export.parsing.joints import WRAPPED
from ics_export.parsing.mentions import Mention
from ics_export.parsing.names import is_noun
from ics_export.parsing.openings import HONORIFIC, read_openings
from ics_export.parsing.parts import Part
from ics_export.parsing.people import ABSENT, read_mentions
from ics_export.parsing.roster import Roster
from ics_export.parsing.slots import slot_suffix
from ics_export.parsing.titles import is_deputy, match_title
from ics_export.parsing.units import first_unit, opens_unit
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold

_LEADER_JOINTS = {
    "paragraph": Joint(0.0, 1.5),
    " ": Joint(0.0, 1.5),
    ";": Joint(1.3, 0.2),
    ",": Joint(2.5, 0.0),
    "và": Joint(3.0, 0.0),
    "-": Joint(0.2, 1.2),
    "+": Joint(0.6, 0.4),
}
"""Boundaries between people: a new paragraph or a bare "Đ/c" opens a block, a comma or "và" keeps one
together, a plus may do either."""
_SEMICOLONS_PART = {**_LEADER_JOINTS, ";": Joint(0.2, 1.2)}
"""Beside commas semicolons part more than they do: "Đ/c Uyên CT; Đ/c Phấn PCT, Đ/c Ích PCT; …"."""
_SEMICOLON_MAY_PART = {**_LEADER_JOINTS, ";": Joint(0.6, 0.4)}
"""A single one may part the head from those who attend with him."""
_COMMAS_PART = {**_LEADER_JOINTS, ",": Joint(0.2, 1.2)}
"""Where somebody comes twice, commas part who attends one work from who attends the next."""
_DEPUTIES_AFTER_NAME = Joint(1.0, 0.3)
"""Their head and they attend together, but where works and units are two, nobody knows: "Đ/c Hoàn GĐ các PGĐ"."""
_DEPUTIES_ANEW = Joint(0.3, 1.0)
"""A capital, "Đ/c Hoàn GĐ Các PGĐ", or one of them before them opens a line that a flattened cell has lost."""
_DEPUTIES_PARAGRAPH = Joint(0.6, 0.6)
_SAME_AGAIN = Joint(0.0, 1.5)


class LeaderCells(NamedTuple):
    """What the leaders' cells of a row say: the mentions, each with its page, and the words that named nobody;
    ``printed`` is all of it, ``column`` the mentions as numbers for the alignment, ``loose`` the words that may be a
    name and are in none of the mentions'."""

    mentions: tuple[Mention, ...]
    unread: tuple[str, ...]
    printed: str
    column: Column
    loose: tuple[str, ...]


def column_texts(pages: Sequence[Sequence[str]], name: str) -> list[list[str]]:
    """The paragraphs of a column's ``pages``, a phrase cut by a page break put together on the first page."""
    halves: list[list[str]] = []
    above: list[str] = []  # the last page that has some
    for page in pages:
        texts = [*page]
        if texts and above and _mends(above[-1], texts[0], name):
            end = _first_end(texts[0], name)
            above[-1] = f"{above[-1]} {texts[0][:end].strip()}"
            texts[:1] = [texts[0][end:].strip()] if texts[0][end:].strip() else []
        halves.append(texts)
        above = texts or above
    return halves


def _first_end(text: str, name: str) -> int:
    """Where the first unit or person of a paragraph ends: what stands behind belongs to the page it stands on."""
    if name == "units":
        joins = len(text) - len(text.removeprefix("và "))
        return joins + len(first_unit(text[joins:]))  # "Văn phòng HĐND" above, "và UBND" below
    starts = [start for start, _ in read_openings(text) if start and HONORIFIC.match(text, start)]
    return starts[0] if starts else len(text)


_TITLES_END = ("ban", "đốc", "tịch", "trưởng", "thư", "phòng", "khoa")
_AREAS = ("TP", "tỉnh", "huyện", "thành phố", "thị xã", "xã", "phường", "quận")


def _mends(above: str, below: str, name: str) -> bool:
    if above.endswith((",", "-", "–", " và", "các", "Các", "Đ/c", "đ/c", "/")):
        return True
    if below.startswith(_TITLES_END) and match_title(f"{above.rpartition(' ')[2]} {below}"):
        return True  # "Đ/c Khải Trưởng" above, "ban" below
    if above.endswith(";") and below.startswith("các "):
        return True  # "Văn phòng Sở;" above, "các phòng" below
    if name == "units":
        return not opens_unit(below.lstrip("-–+ "))
    if above.endswith(("UBND", "HĐND", "MTTQ")) and below.startswith(_AREAS):
        return True  # "CT UBND" above, "TP" below
    mentions, _ = read_mentions([below])
    if not mentions:
        return True
    if mentions[0].group or HONORIFIC.match(below):
        return False
    # "Đ/c Hùng" above, "PGĐ" below, or "Đ/c Phạm" above, "Hùng PGĐ" below.
    last, _ = read_mentions([above])
    if last and last[-1].key.startswith("title:"):
        return mentions[0].name != "" and below.startswith(mentions[0].name)  # "PHT" above, "Sơn" below
    if not last or not last[-1].name or last[-1].title or not fold(last[-1].printed).endswith(last[-1].key):
        return False
    return mentions[0].key.startswith("title:") or (
        mentions[0].title != "" and " " not in last[-1].name and HONORIFIC.match(last[-1].printed) is not None
    )


def read_leaders(parts: Sequence[Part]) -> LeaderCells:
    """What the leaders' cells of a row's parts say."""
    return read_leader_cell(*[tuple([paragraph.text for paragraph in part.leaders]) for part in parts])


def read_leader_cell(*pages: tuple[str, ...]) -> LeaderCells:
    """What the paragraphs of one leaders' cell say, on one page or on more."""
    return (_read_known if sum([len(text) for page in pages for text in page]) < _LONG else _read_cell)(*pages)


def _read_cell(*pages: tuple[str, ...]) -> LeaderCells:
    halves = column_texts(pages, "leaders")
    found: list[Mention] = []
    words: list[str] = []
    for half, half_texts in enumerate(halves):
        mentions, unread = read_mentions(half_texts, half)
        if mentions and found:
            # "…; Đ/c Hùng PGĐ;" in one paragraph above a page break is not ended.
            goes_on = len(halves[half - 1]) == 1 and halves[half - 1][0].endswith(";")
            mentions = (mentions[0]._replace(before=";" if goes_on else "paragraph"), *mentions[1:])
        found += mentions
        words += unread
    printed = "; ".join([text for texts in halves for text in texts])
    present = printed
    for word in words:
        if word.endswith(")") and (" nghỉ" in word or (ABSENT.search(word) and "cùng" not in word)):
            present = present.replace(word, "")  # who is not there is overlooked by nobody
    return LeaderCells(tuple(found), tuple(words), printed, leader_column(found), _loose(found, present))


_LONG = 200
"""Longer cells of names are not kept: they do not come again."""
_read_known = lru_cache(maxsize=128)(_read_cell)


_NEAR = 40
"""So many characters before and behind a word show whether it stands alone."""
_REPLACED = r"(?:thay|trừ|vắng|quyền của)\s(?:(?:cho|mặt)\s)?"


_SENDS = r"[^(;]{0,30}\([uủUỦ][yỷ] quyền"
"""Behind one in whose place another attends: "Hoàn GĐ (ủy quyền đ/c Bình)"."""
_HAS_SENT = r"[^(),;]{0,30}[uủUỦ][yỷ] quyền(?:\)|$)"
"""The same behind whom he sends: "Bình PGĐ (Hoàn GĐ ủy quyền)"."""


def overlooked(leaders: LeaderCells, roster: Roster) -> tuple[Mention, ...]:
    """The leaders of the roster whose names stand alone in a leaders' cell and whom nothing read of it means: "Bình"
    behind "Hoàn -". They may attend; and the heads of units among them do where all heads are asked for, "trưởng các
    khoa, phòng".
    """
    found = [
        (Mention(fold(word), word, word, maybe=True), roster.by_key[fold(word)])
        for word in leaders.loose
        if fold(word) in roster.by_key
    ]
    for words in leaders.unread:
        if re.match(_HEADS_OF_UNITS, words):
            heads = {name for title in _HEADS for name in roster.by_title.get(title, ())}
            keys = {name: key for key, name in roster.by_key.items() if name in heads}
            maybe = "liên quan" in leaders.printed
            found += [(Mention(key, words, name, maybe=maybe), name) for name, key in keys.items()]
    if not found:
        return ()
    meant = {name for mention in leaders.mentions for name in roster.feeds(mention)[0]}
    return tuple([mention for mention, name in found if name not in meant])


_HEADS_OF_UNITS = r"(?i)(?:các )?trưởng (?:các )?(?:khoa|phòng|ban|bộ phận|đơn vị)(?:,|;| và|$)"
_HEADS = ("TP", "TK")


def _loose(mentions: Sequence[Mention], printed: str) -> tuple[str, ...]:
    """The words of a leaders' cell that may be a name, stand alone and are in none of the names read."""
    named = set(" ".join([mention.name for mention in mentions]).split())
    words = [*dict.fromkeys([word for word in _WORDS.findall(printed) if word.istitle() and word not in named])]
    words = words[:_MOST]
    return tuple([word for word in words if not opens_body(word) and _stands_alone(word, printed)])


_WORDS = re.compile(r"\w\w+")
_MOST = 64
"""Words of a cell that are looked at: no office has so many leaders."""


def _stands_alone(word: str, text: str) -> bool:
    """Whether a word stands somewhere in a text beside no other word with a capital that a name may go on with, and
    before none that makes a common noun of it ("An toàn")."""
    for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text):
        behind = text[match.end() : match.end() + _NEAR].lstrip(" ")
        ahead = text[max(0, match.start() - _NEAR) : match.start()]
        before = ahead.rstrip(" ").rpartition(" ")[2]
        goes_on = before[-1:].isalpha() and before.istitle()
        titled = match_title(behind) > 0 or HONORIFIC.match(behind) is not None
        replaced = any(_says_no_more(ahead, m.end()) for m in re.finditer(_REPLACED, ahead))
        replaced = replaced or re.match(_SENDS, behind) is not None or re.match(_HAS_SENT, behind) is not None
        if not (goes_on or (behind[:1].isupper() and not titled) or is_noun(behind) or replaced):
            return True
    return False


def _says_no_more(text: str, at: int) -> bool:
    """Whether nothing but an address and a title stands in ``text`` from ``at`` on."""
    address = HONORIFIC.match(text, at)
    at = address.end() if address else at
    return not text[match_title(text, at) or at :].strip()


def text_mentions(parts: Sequence[Part]) -> list[Mention]:
    """The people that a row's own words name as attending, where its leaders' column names none."""
    found: list[Mention] = []
    if all(markers.is_weekend(part.text) for part in parts):
        return found
    from ics_export.parsing.attendance import read_attendees

    content = read_pages(tuple([part.content for part in parts]))
    atoms: list[Atom] = []
    for atom in content.atoms:
        if atoms and atom.joint is WRAPPED:
            # "đồng chí Đinh", and on the line below "Công Khiêm"
            atoms[-1] = atoms[-1]._replace(text=f"{atoms[-1].text} {atom.text}")
        else:
            atoms.append(atom)
    for number, atom in enumerate(atoms):
        if number and re.search(_GUESTS_GO_ON, atoms[number - 1].text):
            continue
        who = markers.duty(atom.text)
        text = without_leading_hours(slot_suffix(atom.text)[1])
        follows = number > 0 and atom.lead == " "
        found += read_mentions([who])[0] if who else read_attendees(text, follows=follows)
    return found


_GUESTS_GO_ON = r"(?:^|[.;]\s)(?:Khách )?[Mm]ời\s?:[^.]*;$"
"""Above a piece that names guests and no work: "Mời: Chủ tịch UBND xã; Giám đốc Kho bạc"."""


def read_invitations(parts: Iterable[Part]) -> list[tuple[str, Place]]:
    """What rows say of participants: in a column of their own, or in the words of one beside which stands nobody, or
    only who chairs."""
    found: list[tuple[str, Place]] = []
    for part in parts:
        found += [(paragraph.text, part.place) for paragraph in part.participants]
        if part.chaired or not part.leaders:
            found += [(who, part.place) for paragraph in part.content if (who := read_invited(paragraph.text))]
    return found


def leader_column(mentions: Sequence[Mention]) -> Column:
    """The mentions as numbers: their pages, and what it costs to begin a new block between two, and what not to."""
    joints = []
    marks = {mention.before for mention in mentions}
    table = _LEADER_JOINTS
    if ";" in marks and not marks.isdisjoint((",", "và")) and marks.isdisjoint(("paragraph", " ")):
        table = _semicolons(mentions)
    elif marks == {"", ","} and _by_turns(mentions):
        table = _COMMAS_PART
    for above, mention in pairwise(mentions):
        joint = table.get(mention.before, table[";"])
        # "Đ/c PGĐ phụ trách" opens with an address of its own, as a person does.
        if mention.group == "deputies" and above.group != "deputies" and mention.printed[:1] in "Cc":
            if mention.before == " ":
                among = above.group or is_deputy(above.title)  # "Đ/c An PGĐ các PGĐ": he is one of them
                joint = _DEPUTIES_ANEW if among or mention.printed[0] == "C" else _DEPUTIES_AFTER_NAME
            elif mention.before == "paragraph":
                joint = _DEPUTIES_PARAGRAPH
        if above.key == mention.key and (not mention.group or above.printed == mention.printed):
            two = above.title and mention.title and above.title != mention.title  # "Đ/c Thịnh CT và đ/c Thịnh PCT"
            if not two and "." in f"{above.printed}{mention.printed}":
                from ics_export.parsing.initials import initials_of

                two = initials_of(above) != initials_of(mention)
            joint = joint if two else _SAME_AGAIN
        joints.append(joint)
    return Column(len(mentions), tuple(joints), tuple([mention.half for mention in mentions]))


def _semicolons(mentions: Sequence[Mention]) -> dict[str, Joint]:
    """What semicolons beside commas part: entries, but where the words say who chairs and who attends."""
    if any(re.search(ROLE, mention.printed) for mention in mentions):
        chairing = sum(["chủ trì" in mention.printed for mention in mentions])
        return _SEMICOLONS_PART if chairing > 1 else _LEADER_JOINTS
    several = sum([mention.before == ";" for mention in mentions]) > 1
    return _SEMICOLONS_PART if several else _SEMICOLON_MAY_PART


ROLE = r"(?:chủ trì|(?<!\w)dự|phối hợp)(?!\w)"
"""Words that say who of several does what at one work."""


def _by_turns(mentions: Sequence[Mention]) -> bool:
    """Whether somebody named comes again behind others, so that the list has an entry for each work: "Đ/c Diệp, Đ/c
    Tuế, Đ/c Diệp"."""
    named = [mention.key for mention in mentions if mention.name]
    return len(named) == len(mentions) > 2 and len(set(named)) < len(named)


def attribute(
    choices: Sequence[Sequence[Mention]], own: Sequence[Mention], printed: str, context: Context
) -> Attribution:
    """The attribution of an item from the mentions it has in the chosen reading (``own``) and in every near one, the
    chosen one among them.
    """
    roster = context.roster
    if len(own) == 1 == len(choices):
        alone = roster.attribution(own[0])
        return alone if printed == alone.printed else alone._replace(printed=printed)
    feeds, certain = _feeds(choices, roster)
    named = tuple(dict.fromkeys([name for mention in own for name in roster.attribution(mention).leaders]))
    groups = tuple(dict.fromkeys([m.printed for m in own if m.group]))
    return Attribution(named, groups, feeds, printed, certain)


def _feeds(choices: Sequence[Sequence[Mention]], roster: Roster) -> tuple[tuple[str, ...], bool]:
    """Whose feeds any of the choices means, and whether it is certain that all of them mean the same."""
    sets: list[set[str]] = []
    certain = True
    for choice in choices:
        names: set[str] = set()
        for mention in choice:
            alone = roster.attribution(mention)
            certain = certain and alone.certain
            names.update(alone.feeds)
        sets.append(names)
    union = set().union(*sets)
    return tuple([n for n in roster.names if n in union]), certain and all(names == union for names in sets)


def nobody(text: str, place: Place, attribution: Attribution, printed: str, context: Context) -> Attribution:
    """The attribution of an item for which nobody is printed, or only others' leaders: it goes to every leader of the
    office, uncertain, and a finding says so.
    """
    context.report.add(
        "L402", Severity.WARNING, place,
        f"Không thấy lãnh đạo nào của cơ quan này trong “{printed}”." if printed else "Không ghi lãnh đạo nào dự.",
        excerpt=text[:60],
        action="Đã đưa vào lịch của mọi lãnh đạo, đánh dấu chưa chắc chắn.",
    )  # fmt: skip
    feeds = context.roster.own or context.roster.names
    return attribution._replace(feeds=feeds, printed=printed, certain=False)


def report_choices(text: str, place: Place, choices: Sequence[Sequence[Mention]], context: Context) -> str:
    """A finding that shows between whom an item's leaders could not be told apart; the choices, for the feed."""
    said = " hoặc ".join(dict.fromkeys("“" + "; ".join(m.printed for m in c) + "”" for c in choices if c))
    context.report.add(
        "L401", Severity.WARNING, place, f"Không chắc ai dự “{text[:60]}”: {said}.", excerpt=text[:40],
        action="Đã đưa vào lịch của tất cả những người có thể dự, đánh dấu chưa chắc chắn.",
    )  # fmt: skip
    return f"có thể là {said}"
