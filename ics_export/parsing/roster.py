"""The roster (*danh sách lãnh đạo*): the leaders of a document, and what each mention means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ics_export.model import Attribution, Leader
from ics_export.parsing.boards import STANDING_BOARDS, names_others
from ics_export.parsing.mentions import OF_SECTIONS, ON_THE_BOARD, Mention
from ics_export.parsing.outsiders import group_elsewhere, is_outsider, person_elsewhere
from ics_export.parsing.people import read_mentions
from ics_export.parsing.titles import is_deputy, is_standing, titles_in
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold


class Roster(NamedTuple):
    """The leaders of a document: who they are, and what each mention's key stands for."""

    leaders: tuple[Leader, ...]
    by_key: dict[str, str]
    """What each mention's key means; a standing deputy's "title:PCT TT" too where one is named as such."""
    groups: dict[str, tuple[str, ...]]

    names: tuple[str, ...]
    """The leaders' names, which are their feeds', in order."""
    own: tuple[str, ...]
    """Those of them who are of the office itself, and of no other body that its programme names; without the heads of
    its sections."""
    staff: tuple[str, ...]
    """The same with the heads of its sections: all who work there."""
    deputies: tuple[str, ...]
    by_title: dict[str, tuple[str, ...]]
    beside: dict[str, tuple[str, ...]]
    """Who holds a title beside a higher one: "Đ/c Ngoan PBT - CT UBND" is a PBT too."""
    of_body: dict[str, frozenset[str]]
    """Who is printed as of the people's committee ("UBND"), of the council ("HĐND") or of the party ("Đảng"), where a
    programme has one of the first two; one may be of several."""
    home: str
    """The folded name of the office."""
    doubtful: dict[str, tuple[str, ...]]
    """Whom a key may mean, where it may mean several: "Hùng" where there are Lê Hùng and Phạm Hùng."""
    attributions: dict[Mention, Attribution]
    """What one mention alone means, as soon as an item asked."""

    def knows(self, mention: Mention) -> bool:
        """Whether a mention means a leader of this roster, a group of them or a title one of them has."""
        if mention.group or mention.key in self.by_key or mention.key in self.doubtful:
            return True
        return not mention.name and not mention.away and mention.title in self.by_title

    def named(self, mention: Mention) -> str:
        """The one leader that a mention names or means by his title alone, "" where it is a group or nobody."""
        same = () if mention.name or mention.group or mention.maybe else self._holding(mention)
        same = self._by_initials(mention) if mention.name and mention.key in self.doubtful else same
        if self.is_namesake(mention) or self.is_of_others(mention):
            return ""
        return self.by_key.get(mention.key) or (same[0] if len(same) == 1 else "")

    def is_of_others(self, mention: Mention) -> bool:
        """Whether a title printed alone or a group is of another body: "Phó Chủ tịch UBND tỉnh" is no "PCT" of a bureau
        whose deputies are called so, "Lãnh đạo Sở Y tế" are none of another department's."""
        if mention.group:
            return mention.group in ("all", "deputies") and group_elsewhere(mention.printed, self.home) != ""
        if mention.name or self.by_key.get(mention.key) not in (None, *self.own):
            return False
        return person_elsewhere(mention.printed, "", self.home) != ""

    def is_namesake(self, mention: Mention) -> bool:
        """Whether a mention is of somebody who only bears a leader's name: the head of a section printed with it, "Đ/c
        Hà TP KHTH" beside "Đ/c Hà PGĐ", or one of another body, "Đ/c Hà PCT UBND tỉnh"."""
        if not mention.name or not mention.title:
            return False
        name = self.by_key.get(mention.key, "")
        if name and name not in self.own:
            return False
        if mention.title in OF_SECTIONS:
            if not {*ON_THE_BOARD}.isdisjoint(titles_in(mention.printed)):
                return False
            if re.search(_SECTION_BEHIND, mention.printed.partition(",")[0]):
                return any(name in self.by_title.get(title, ()) for title in ON_THE_BOARD)
        return is_outsider(mention.printed, mention.name, self.home)

    def _by_initials(self, mention: Mention) -> tuple[str, ...]:
        """Those of several namesakes whom a mention's initials mean: "L.T. Hùng" is Lương Thế Hùng."""
        if "." not in mention.printed:
            return ()
        from ics_export.parsing.initials import best_fitting, initials_of

        return best_fitting(initials_of(mention), mention.name, self.doubtful[mention.key])

    def given(self, mention: Mention) -> tuple[Mention, ...]:
        """A mention as one of the only leader whom it means, be it that others name him in full: "PTB Lượng" is "Tăng
        Bá Lượng"; () where that is nobody, or several."""
        if mention.group or not mention.name or mention.key in self.by_key:
            return (mention,) if self.named(mention) else ()
        of_title = self.by_title.get(mention.title, ())
        keys = [
            key
            for key, name in self.by_key.items()
            if key.endswith(f" {mention.key}") and (not mention.title or name in of_title)
        ]
        return (mention._replace(key=keys[0]),) if len(keys) == 1 else ()

    def attribution(self, mention: Mention) -> Attribution:
        """The attribution of an item that has this one mention and no other reading."""
        known = self.attributions.get(mention)
        if known is None:
            name = self.named(mention)
            group = (mention.printed,) if mention.group else ()
            feeds, certain = self.feeds(mention)
            known = Attribution((name,) if name else (), group, feeds, mention.printed, certain)
            self.attributions[mention] = known
        return known

    def feeds(self, mention: Mention) -> tuple[tuple[str, ...], bool]:
        """Whose feeds a mention means, and whether that is certain."""
        found, sure = self._feeds(mention)
        several = self.of_body and len(found) > 1 and not mention.name and not re.search(_PARTYS, mention.printed)
        body = body_of(mention.printed) if several else ""
        own = tuple([name for name in found if body in self.of_body.get(name, body)]) if body else found
        alone = body and not mention.group and not is_deputy(mention.title)
        printed = [name for name in own if body in self.of_body.get(name, ())] if alone else []
        own = tuple(printed) if len(printed) == 1 else own  # "Chủ tịch UBND huyện", and the front's chairman beside
        if not own or own == found:
            return found, sure
        return own, sure or (len(own) == 1 and not mention.maybe)

    def _feeds(self, mention: Mention) -> tuple[tuple[str, ...], bool]:
        sure = not mention.maybe
        if not mention.key:
            return (), sure  # "Theo phân công" names nobody
        if self.is_namesake(mention):
            return (), sure
        if mention.group and " (trừ " in mention.printed:
            # "Thường trực (trừ đ/c Thảo đi công tác)"
            whole, _, but = mention.printed.partition(" (trừ ")
            found, sure = self._feeds(mention._replace(printed=whole))
            away = [one for mention in read_mentions([but.rstrip(")")])[0] for one in self.given(mention) or (mention,)]
            absent = {name for one in away for name in self._feeds(one)[0]}
            return tuple([name for name in found if name not in absent]), sure and len(absent) < len(found)
        for word, members in self.groups.items():
            if word in fold(mention.printed):
                return tuple(n for n in self.names if n in members), sure
        if mention.group and self.home.startswith(COMMITTEES_OF_AREAS) and self._is_councils(mention.printed):
            # "Thường trực HĐND huyện" in the committee's programme
            meant = self.deputies if mention.group == "deputies" else self.names
            return tuple(filter(self._is_of_council, meant)), sure
        if mention.group and self.is_of_others(mention):
            return (), sure
        if mention.group == "deputies" and self.deputies:
            word = mention.printed.split(" ")[0]
            if fold(word) in self.by_key and word[:1].isupper():
                return (self.by_key[fold(word)],), sure  # "Ba PGĐ" where somebody is called Ba
            found = self._deputies(mention.printed)
            said = _SO_MANY.get(mention.printed.split(" ")[0].lower().lstrip("0"))
            return found, sure and said in (None, len(found)) and not self._may_be_teachers(found)  # "hai PGĐ" of three
        if mention.group == "all" and " (gồm " in mention.printed:
            words = re.split(r",\s|\svà\s", mention.printed.partition(" (gồm ")[2].rstrip(")"))
            if all(fold(word) in self.by_key for word in words):
                named = {self.by_key[fold(word)] for word in words}
                return tuple([name for name in self.names if name in named]), sure
        if mention.group == "all":
            ours = any(name in self.own for name in self.of_body)
            secretary = "BT" in self.by_title or "BT" in self.beside
            if names_others(mention.printed, self.home, of_committees=ours, secretary=secretary):
                return (), sure
            found = self._board(mention.printed)
            return found, sure and not self._may_be_teachers(found)
        if mention.group == "everyone":
            of_part = re.search(_STAFF_OF, mention.printed)
            all_of = re.search(r"các (?:phòng|đơn vị|khoa|ban)|(?:thuộc|toàn) (?:Sở|cơ quan)", mention.printed)
            return ((), sure) if of_part and not all_of and of_part[1].lower() not in self.home else (self.staff, sure)
        if mention.group:
            return self.own, sure and mention.group != "deputies"
        several = self.doubtful.get(mention.key)
        if several:
            standing = self.by_key.get(f"title:{mention.title} TT", "") if is_standing(mention.printed) else ""
            if standing in several:
                return (standing,), sure  # "Đ/c Hùng PTBTT": of two Hùng the standing deputy
            held = body_of(mention.printed)
            fitting = tuple([name for name in several if name in self.by_title.get(mention.title, ())])
            # "Đ/c Thịnh CT HĐND" is not he who is chairman of the committee.
            fitting = tuple([name for name in fitting if not held or held in self.of_body.get(name, held)])
            meant = self._by_initials(mention)
            if meant and fitting and not set(meant) & set(fitting):
                return tuple([name for name in several if name in meant or name in fitting]), False
            fitting = meant or fitting
            return fitting or several, sure and len(fitting) == 1
        name = self.by_key.get(mention.key)
        if self.is_of_others(mention):
            return (), sure
        if not mention.name and is_head_and_secretary(mention.printed):
            both = {*self.by_title.get("BT", ()), *self.beside.get("BT", ())}
            heads = (name,) if name else self._holding(mention)
            if both - {*heads}:  # somebody else is the secretary: is it one who attends, or are it two?
                return tuple([one for one in self.names if one in both or one in heads]), False
        if name is not None:
            # "Đ/c Lan (Phòng QLKH)" beside "Đ/c Lan PGĐ" may be another of that name.
            titled = any(name in self.by_title.get(title, ()) for title in ON_THE_BOARD)
            other = titled and mention.title not in ON_THE_BOARD and re.search(_OF_SECTION, mention.printed) is not None
            return (name,), sure and not other
        if mention.escort:
            return (), sure
        same = self._holding(mention)
        if same and mention.title in self.beside:
            # "Đ/c Phó Bí thư": who is that beside a higher office, "PBT - CT UBND", is meant by it too.
            same = tuple([name for name in self.names if name in same or name in self.beside[mention.title]])
        of_field = (
            mention.key.removeprefix("title:") != mention.title
        )  # "PCT Thường trực" beside one PCT: perhaps another
        return (same, sure and len(same) == 1 and not mention.name and not of_field) if same else (self.names, False)

    def _may_be_teachers(self, names: Sequence[str]) -> bool:
        """Whether some of a school's people who are meant have no title, and others have one: nobody knows whether
        "Thầy Nam" is a teacher or of the board."""
        titled = {leader.title != "" for leader in self.leaders if leader.name in names}
        return self.home.startswith("trường") and len(titled) > 1

    def _holding(self, mention: Mention) -> tuple[str, ...]:
        """Who has a mention's title; in a committee's programme the council's chairman only where no other has it, or
        the mention says so."""
        same = self.by_title.get(mention.title, ())
        if not same and mention.title in HEADS_OF_BUREAUS:
            same = self.by_title.get(HEADS_OF_BUREAUS[mention.title], ())
        if len(same) < 2 or "HĐND" in mention.printed or not self.home.startswith(COMMITTEES_OF_AREAS):
            return same
        return tuple([name for name in same if not self._is_of_council(name)]) or same

    def _is_of_council(self, name: str) -> bool:
        bodies = self.of_body.get(name, frozenset())
        return "HĐND" in name or ("HĐND" in bodies and "UBND" not in bodies)

    def _is_councils(self, printed: str) -> bool:
        """Whether a group is of the people's council alone."""
        return "HĐND" in printed and "UBND" not in printed

    def _board(self, printed: str) -> tuple[str, ...]:
        """The leaders whom the words of a group of all mean: those of a named board (*Ban Giám đốc*) but for who is
        known to head another body ("CT HĐTV").
        """
        printed = printed.removeprefix("Đại diện ").removeprefix("đại diện ")
        titles: Sequence[str] = next((titles for words, titles in _BOARDS if printed.startswith(words)), ())
        if printed.startswith(STANDING_BOARDS) and ("BT" in self.by_title or "BT" in self.beside):
            secretaries = {x.name for x in self.leaders if x.title in ("BT", "PBT", "")}
            secretaries.update(self.beside.get("BT", ()), self.beside.get("PBT", ()))
            return tuple([name for name in self.own if name in secretaries])
        if printed.startswith(_STANDING) and self.by_title.get("CT") and self.by_title.get("PCT"):
            # A mass organisation's chairman and his deputies: "Thường trực Hội", not the heads of its boards.
            return tuple(
                [name for x in self.leaders if x.title in _OF_STANDING for name in (x.name,) if name in self.own]
            )
        headed = any(is_deputy(x.title) for x in self.leaders) and "HT" in self.by_title
        teachers = self.home.startswith("trường") and headed
        if teachers and not titles:
            titles = (*_BOARDS[2][1], "CT")  # the leaders of a school have its council's chairman among them
        if not any(title in self.by_title for title in titles):
            return self.own
        # A school prints its teachers without titles beside the deputies, who have theirs.
        meant = [x.name for x in self.leaders if x.title in titles or not (teachers or x.title in _HEADS)]
        return tuple([name for name in meant if name in self.own])

    def _deputies(self, printed: str) -> tuple[str, ...]:
        """The deputies that a group's words mean: also those who are such deputies beside a higher office.

        Where a secretary (BT) and a chairman (CT) lead, "các PCT" are no deputy secretaries.
        """
        titles = titles_in(printed)
        if any(title in _DEPUTY_HEADS for title in titles):  # a section's, who are none of the office's
            return tuple([name for title in titles for name in self.by_title.get(title, ())])
        same = [name for title in titles for name in self.by_title.get(title, ()) if name in self.deputies]
        if same:
            same += [name for name in self.by_title.get("", ()) if name in self.deputies]
        # Where commanders and commissars lead, or a secretary and a chairman, each has deputies of his own.
        meant = [*(same or self.deputies), *(name for title in titles for name in self.beside.get(title, ()))]
        if "UBND" in printed:
            meant = [name for name in meant if "HĐND" not in name]
        return tuple([name for name in self.names if name in meant])


HEADS_OF_BUREAUS = {"Cục trưởng": "CT", "Phó Cục trưởng": "PCT"}
"""What a bureau's head and deputies are called too: "Cục trưởng" is who "Đ/c Khiêm CT" is."""
_DEPUTY_HEADS = ("PCVP", "PTP", "PTK", "PCTTr")
_STANDING = tuple(
    [f"{word} {body}" for word in ("Thường trực", "thường trực") for body in ("Hội", "LĐLĐ", "MTTQ", "UBMTTQ")]
)
"""Standing boards of mass organisations."""
_OF_STANDING = ("CT", "PCT", "BT", "PBT", "")
_BOARDS = (
    (("Ban TGĐ", "BTGĐ", "Ban Tổng", "Ban tổng"), ("TGĐ", "PTGĐ")),
    (("Ban GĐ", "BGĐ", "Ban Giám đốc", "Ban giám đốc"), ("GĐ", "PGĐ")),
    (("BGH", "Ban Giám hiệu", "Ban giám hiệu"), ("HT", "PHT")),
)
"""Boards by the words that name them, and the titles of those who make them up."""
_SO_MANY = {"hai": 2, "2": 2, "ba": 3, "3": 3}
OF_AREAS = ("CT", "PCT", "BT", "PBT", "")
OF_COMMITTEE = re.compile(r"(?:UBND|HĐND|(?:Tỉnh|Huyện|Thành|Thị|Quận) [uủ][yỷ])(?!\w)")
"""Committees of areas, and the titles of those who head them."""
COMMITTEES_OF_AREAS = ("ubnd ", "ủy ban nhân dân ")
_HEADS = (
    "TGĐ",
    "PTGĐ",
    "GĐ",
    "PGĐ",
    "HT",
    "PHT",
    "CT",
    "PCT",
    "CTCĐ",
    "PCTCĐ",
    "KTT",
    "TP",
    "PTP",
    "TK",
    "PTK",
    "TTCM",
    "TPCM",
)
"""Titles that tell whether one is of a board; others (BT, CVP) are held beside."""


def make_roster(
    leaders: Sequence[Leader],
    by_key: dict[str, str],
    groups: dict[str, tuple[str, ...]],
    beside: dict[str, tuple[str, ...]],
    doubtful: Mapping[str, Sequence[str]],
    others: set[str],
    heads: set[str],
    of_body: dict[str, frozenset[str]],
    home: str,
) -> Roster:
    """A roster with its look-ups; ``others`` are those of its leaders who head another body, ``heads`` those who head a
    section of the office."""
    by_title: dict[str, tuple[str, ...]] = {}
    for leader in leaders:
        by_title[leader.title] = (*by_title.get(leader.title, ()), leader.name)
    names = tuple(leader.name for leader in leaders)
    staff = tuple(leader.name for leader in leaders if leader.name not in others)
    own = tuple(name for name in staff if name not in heads)
    # Who is printed without a title beside those who have one is no head.
    untitled = not (home.startswith("trường") and "HT" in by_title)  # there they are teachers
    deputies = tuple([x.name for x in leaders if x.name in own and (is_deputy(x.title) or (untitled and not x.title))])
    if not any(is_deputy(leader.title) for leader in leaders):
        deputies = ()
    several: dict[str, tuple[str, ...]] = {}
    for key, meant in doubtful.items():
        found = {by_key[one] for one in meant if one in by_key}
        several[key] = tuple([name for name in names if name in found])
    return Roster(
        tuple(leaders), by_key, groups, names, own, staff, deputies, by_title, beside, of_body, home, several, {}
    )


def is_head_and_secretary(printed: str) -> bool:
    """Whether a mention calls the head of an office the secretary of its party too: "Bí thư Đảng ủy, Hiệu trưởng"."""
    return "Đảng" in printed and ", " in printed and "BT" in titles_in(printed)


_PARTYS = r"Đảng|MTTQ|[ủỷ]y(?!\s+ban)"
"""Words of other bodies than the people's committee and council: "Lãnh đạo Đảng ủy, UBND"."""


_STAFF_OF = (
    r"(?:CB\w{0,10}|công chức|viên chức|người lao động|NLĐ|nhân viên)\s(?:của\s)?"
    r"([Pp]hòng|[Vv]ăn phòng|VP|[Kk]hoa|[Tt]ổ|Trung tâm|Chi cục|Thanh tra|nữ)(?!\w)"
)
"""Those of a section, or some of all, and not everybody: "toàn thể CBCC Văn phòng"."""
_OF_SECTION = r"\((?:[Pp]hòng(?! (?:họp|hội|khánh|tiếp|\d))|P\.|[Tt]ổ|[Kk]hoa|[Vv]ăn phòng|VP)(?:[\s.][^()]*)?\)"
_SECTION_BEHIND = r"(?:T\.?[PK]|[Tt]rưởng (?:phòng|khoa|P\.))\.?\s?(?:[A-Z]|Đ)"
"""A head's title with the section behind it, which an abbreviation names or a word with a capital."""


def body_of(printed: str) -> str:
    """The people's committee or council that a mention names, "" where it names none or both."""
    committee, council = "UBND" in printed, "HĐND" in printed
    return "" if committee is council else "UBND" if committee else "HĐND"
