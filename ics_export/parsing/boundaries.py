"""Where one paragraph may hold several items: punctuation, dashes, numbers and hours inside it.

Every boundary but an hour's stands at a punctuation mark, so the text is read from mark to mark.
"""

from __future__ import annotations

import re
from enum import Enum

from ics_export.parsing.slots import DOES
from ics_export.parsing.titles import match_title
from ics_export.parsing.words import BULLETS, CAPITAL, NAMED, Phrases, is_capital, is_small
from ics_export.tuples import NamedTuple


class Sort(Enum):
    """What parts two stretches of a text."""

    STRONG = "a bullet behind a full stop or a semicolon"
    LEAD = "a bullet behind a colon"
    NUMBER = "a number or letter of a list"
    BARE = "a dash in running text"
    HOUR = "an hour behind a full stop or a semicolon"
    TIME = "an hour behind words"
    SLOT = "a closing bracket, perhaps a slot's"
    SEMICOLON = "a semicolon"
    BRACKETED = "a number in brackets"
    STOP = "a full stop"
    ANEW = "a word that works begin with, behind no sign at all"
    AMID = "the same where names and papers have such a word too"
    TIMED = "a bracket that holds an hour and nothing else"


class Boundary(NamedTuple):
    """A place where the next item may begin: ``start`` to ``end`` is what parts it from the one before."""

    sort: Sort
    start: int
    end: int


_PUNCTUATION = re.compile(r"[^\w\s,]")
_COUNTED = (
    "tháng", "quý", "đợt", "phố", "khu", "tổ", "số", "lần", "khóa", "khoá", "kỳ", "thôn", "xóm", "bản", "phòng", "chi",
    "bộ", "cụm", "năm", "tuần", "ngày", "tầng", "nhà", "lớp", "khối", "đội", "cấp", "loại", "phường", "quận", "vùng",
)  # fmt: skip
"""Words that a number belongs to, so that it is no list's."""
ADDED = ("(bổ sung)", "(Bổ sung)", "(BỔ SUNG)", "(bổ sung:", "(Bổ sung:")
"""What opens a work that was added."""
_QUOTES = '“"'
# The rarer ones stay text until a text needs them.
_NUMBER = rf"\s+(?:[a-e]\)|đ\)|\d{{1,2}}[.)])\s+(?={CAPITAL}|[\"(]|“)"
_HOUR = r"\s+(?:(?:Lúc|lúc|Từ|từ|Hồi|hồi)\s+)?(?=\(?\d{1,2}\s?(?:h\d{0,2}|g\d{0,2}|giờ|:\d\d)[^\w/])"
_HOUR_BEFORE = r"\d(?:h|g|:|\s?giờ\s?)(?:\d\d)?(?:\s?phút)? ?$"
_HOUR_INSIDE = re.compile(r"[0-9](?:h|g|:| giờ)")
_TIME = (
    r"(?<=[\w’'”)])(?<!từ)(?<!Từ)(?<!đến)(?<!lúc)(?<!Lúc)(?<!hồi)(?<!vào)(?<!tới)(?<!khoảng)(?<!trước)(?<!sau)"
    r"\s+(?=\d{1,2}(?:h\d{0,2}|g\d{2}|\s?giờ(?:\s?\d{2})?|:\d\d)['’]?(?:\s?phút)?[:,]?\s+" + CAPITAL + ")"
    r"|(?<=,)\s+(?=\d{1,2}(?:h\d{0,2}|g\d{2}|\s?giờ(?:\s?\d{2})?|:\d\d)(?:\s?:)?\s+(?:"
    + CAPITAL
    + rf"|(?!(?:khai mạc|bế mạc|trao|tặng|đón)(?!\w))(?:{DOES})(?!\w)))"
)


def read_boundaries(text: str) -> list[Boundary]:
    """The boundaries in a text, in order, none of them in brackets or quotation marks that close again."""
    found: list[Boundary] = [b for b in _anew(text) if not _inside(text, b.start)] if len(text) > _SHORTEST else []
    bare = text.replace(" ", "").replace(",", "")
    if bare.isalpha():
        return found
    if _HOUR_INSIDE.search(text, 2):
        found += [b for b in _times(text) if not _inside(text, b.start)]
    if bare.isalnum():
        return sorted(found, key=lambda boundary: boundary.start)
    position = 0  # where the boundary before this one ends
    brackets = quotes = 0
    last_bracket, last_quote = text.rfind(")"), text.rfind("”")
    for match in _PUNCTUATION.finditer(text):
        at = match.start()
        mark = text[at]
        boundary = None
        if mark in BULLETS:
            if at > position and text[at - 1] == " ":
                boundary = _bare(text, at)
        elif at + 1 >= position and mark in ";.…!:)":
            boundary = _behind(text, at, mark)
        if mark == "(":
            brackets += 1
        elif mark == ")":
            brackets -= 1
        elif mark == "“":
            quotes += 1
        elif mark == "”":
            quotes -= 1
        if boundary:
            position = boundary.end
            if brackets > 0 and last_bracket >= boundary.start:
                continue
            if quotes > 0 and last_quote >= boundary.start and _quoted(text, boundary.start):
                continue
            found.append(boundary)
    found.sort(key=lambda boundary: boundary.start)
    return found


def read_numbers(text: str, first: str) -> list[Boundary]:
    """The boundaries of a numbered list in a text behind its first point, "1." or "a)", whose number ``first`` is: the
    next numbers in order, each before a capital, whatever stands before them. () where ``first`` opens no list.
    """
    found: list[Boundary] = []
    mark = first[-1:]
    order = "123456789" if first[:1].isdigit() else "abcdđe"
    if len(first) != 2 or mark not in ".)" or first[0] not in order:
        return found
    position = 0
    for number in order[order.index(first[0]) + 1 :]:
        at = text.find(f" {number}{mark} ", position)
        while at >= 0 and text[position:at].rpartition(" ")[2].lower() in _COUNTED:
            at = text.find(f" {number}{mark} ", at + 4)  # "tháng 2. …"
        if at < 0 or not (is_capital(text[at + 4 : at + 5]) or text[at + 4 : at + 5] in ("(", *_QUOTES)):
            break
        position = at + 4
        found.append(Boundary(Sort.NUMBER, at, position))
    return found


def merged(boundaries: list[Boundary], numbers: list[Boundary]) -> list[Boundary]:
    """Both kinds in order; a number's place belongs to no other."""
    taken = [(number.start - 1, number.end) for number in numbers]
    free = [b for b in boundaries if not any(start <= b.start <= end or start < b.end <= end for start, end in taken)]
    return sorted([*free, *numbers], key=lambda boundary: boundary.start)


def _quoted(text: str, at: int) -> bool:
    """Whether the next quotation mark behind a place is a closing one."""
    opening = text.find("“", at)
    return opening < 0 or text.find("”", at, opening) >= 0


def _inside(text: str, at: int) -> bool:
    """Whether a place in a text lies between brackets, or between quotation marks that close again."""
    if text.count("(", 0, at) > text.count(")", 0, at) and text.find(")", at) >= 0:
        return True
    return text.count("“", 0, at) > text.count("”", 0, at) and text.find("”", at) >= 0 and _quoted(text, at)


def _anew(text: str) -> list[Boundary]:
    """Where a flattened cell may have lost the sign between two works: a word with a capital that works begin with
    stands behind one without: "… kế hoạch tháng Họp Hội đồng …"."""
    found: list[Boundary] = []
    for match in _CAPITAL_BEHIND.finditer(text):
        at, end = match.span()
        begins = _BEGIN.match(text, end)
        if begins or _SELDOM_BEGIN.match(text, end):
            word = text[max(0, at - _LONGEST_WORD) : at].rpartition(" ")[2].strip("“”")
            named = word.istitle() or word[-1:].isdigit() or word in _ROMAN
            work = _BEGIN_WORK.match(text, end)
            if not (word.islower() or (named and work)) or word in _BODY_WORDS:
                continue
            if word.lower() not in _LEADING_WORDS:
                found.append(Boundary(Sort.ANEW if begins else Sort.AMID, at, end))
            elif work and word.lower() in _PAPERS:
                found.append(Boundary(Sort.AMID, at, end))
    return found


_SHORTEST = 24
"""Characters of two works."""
_LONGEST_WORD = 24
_CAPITAL_BEHIND = re.compile(r"(?<=[\w”]) (?=[BCDĐGHKLNPRSTVX]\w)")
_BEGIN = Phrases(
    "Họp|Làm việc|Kiểm tra|Dự|Tham dự|Tiếp|Duyệt|Nghiệm thu|Nghe|Thăm|Giao ban|Khai giảng|Khai mạc|Bế mạc|Tổng duyệt|Ký"
    "|Giám sát|Khảo sát|Xét|Rà soát|Thẩm định|Thẩm tra|Gặp mặt|Giao lưu|Bình|Phổ biến|Sinh hoạt|Tập huấn|Chấm|Công bố"
    "|Trao|Thông qua|Cho ý kiến|Tổ chức|Hội thảo|Hội nghị|Đối thoại|Chỉ đạo|Tổng kết|Sơ kết|Chào cờ|Viếng|Triển khai"
    "|Bảo vệ kế hoạch|Bảo vệ đề cương|Bảo vệ đề tài|Bảo vệ đề án|Bảo vệ dự toán|Bảo vệ luận|Bảo vệ quy hoạch"
    "|Đi kiểm tra|Đi cơ sở|Đi công tác|Đi khảo sát|Đi thăm|Lấy ý kiến"
)
"""Words that works begin with, and the names of bodies and papers seldom."""
_BEGIN_WORK = Phrases(
    "Họp|Làm việc|Dự|Tham dự|Tiếp|Duyệt|Nghe|Giao ban|Khai giảng|Khai mạc|Bế mạc|Tổng duyệt|Rà soát|Sinh hoạt|Gặp mặt"
    "|Viếng|Thăm|Kiểm tra|Khảo sát|Nghiệm thu|Trao|Ký kết|Đi kiểm tra|Đi công tác"
)
"""Those of them that begin a work behind a name too, "… khu dân cư Đồng Cửa Làm việc với …"."""
_SELDOM_BEGIN = Phrases(
    "Bốc thăm|Phát động|Ra quân|Bàn giao|Thống nhất|Đánh giá|Chung kết|Diễn tập|Quyết toán|Giải quyết|Trả lời|Xử lý"
    "|Tọa đàm|Tặng|Động thổ|Khởi công|Khánh thành|Cắt băng|Phỏng vấn|Xác minh|Kiểm kê|Kiểm điểm"
    "|Tiếp nhận|Chủ trì|Tuyên dương|Biểu dương|Vinh danh|Dâng hoa|Dâng hương|Hiến máu|Trồng cây|Đôn đốc|Trao đổi"
    "|Quán triệt|Kết nạp|Hiệp thương|Chia tay|Truy điệu|Tri ân|Lấy phiếu|Rút kinh nghiệm"
)
"""Words that works begin with now and then."""
_PAPERS = ("án", "hoạch", "cáo", "định", "trình", "vụ", "tâm", "bị", "sự", "tịch", "ủy", "uỷ")
"""Leading words that end a work as well as they begin a name: "… mục tiêu dự án Kiểm tra tiến độ …"."""
_BODY_WORDS = ("Ban", "Hội", "Phòng", "Trường", "Trung", "Sở", "Viện", "Cục", "Nhà", "Khu", "Lễ", "Công", "Dự", "Bà")
_ROMAN = ("II", "III", "IV")
_LEADING_WORDS = (
    "của", "và", "về", "cho", "theo", "tại", "do", "với", "trong", "là", "các", "những", "ban", "tổ", "đoàn", "lễ",
    "buổi", "cuộc", "phiên", "lớp", "đợt", "kỳ", "kế", "hoạch", "trình", "gia", "tác", "vụ", "dự", "tham", "số", "đồng",
    "chí", "tịch", "ủy", "uỷ", "đảng", "đội", "đề", "án", "quyết", "định", "nghị", "luật", "lệnh", "báo", "cáo", "tên",
    "chuẩn", "bị", "phục", "cùng", "từ", "đến", "trước", "sau", "khi", "vào", "đi", "họp", "nghe", "để", "nhằm", "sự",
    "bài", "tâm",
)  # fmt: skip
"""Words that a name with a capital belongs to."""


def _times(text: str) -> list[Boundary]:
    return [Boundary(Sort.TIME, *match.span()) for match in re.finditer(_TIME, text)]


def _skip(text: str, at: int) -> int:
    """The place of the first character from ``at`` on that is no blank."""
    while text[at : at + 1] == " ":
        at += 1
    return at


def _bare(text: str, at: int) -> Boundary | None:
    """The boundary of a dash behind a blank."""
    if text[at] == "*" and text[at + 1 : at + 2] != " ":
        return None  # Markdown
    end = _skip(text, at + 1)
    following = text[end : end + 1]
    if "0" <= following <= "9" and re.compile(_HOUR_BEFORE).search(text, max(0, at - 12), at):
        return None  # "Từ 7h30 - 9h00 họp"
    if end > at + 1:
        opens = is_capital(following) or following in _QUOTES or following == "(" or "0" <= following <= "9"
    else:
        opens = text[at] in "-–" and is_capital(following) and is_small(text[end + 1 : end + 2])
    if not opens or not following or (match_title(text, end) and _ends_in_person(text[max(0, at - _NEAR) : at])):
        return None  # "Dự: PGĐ Tuyết - Chủ tịch Công đoàn"
    if text.startswith(_NAMES_GO_ON, end) and text[: at - 1].endswith(_NAMES_WITH_DASH):
        return None  # "Sở Lao động - Thương binh và Xã hội"
    return Boundary(Sort.BARE, at - 1, end)


_NAMES_WITH_DASH = (
    "Lao động", "Thi đua", "Văn hóa", "Văn hoá", "Kế hoạch", "Tài chính", "Văn phòng HĐND", "Phòng Thanh tra",
    "Đội Thanh tra", "Phòng Kiểm tra", "Đội Kiểm tra", "Ban Thanh tra",
)  # fmt: skip
_NAMES_GO_ON = (
    "Thương binh", "TB&XH", "TBXH", "Khen thưởng", "Xã hội", "Thông tin", "Tài chính", "Kế hoạch", "UBND",
    "Kiểm tra số", "Kiểm tra thuế", "Kiểm tra nội bộ", "Thanh tra", "Pháp chế",
)  # fmt: skip
"""Names of bodies and their fields that hold a dash, before it and behind it."""
_SLOT_IN_BRACKETS = r"\((?:buổi )?(?:sáng|chiều|tối)\)$"
_HOUR_IN_BRACKETS = re.compile(r"\((?:[Ll]úc |[Tt]ừ |[Hh]ồi )?\d{1,2}(?:h\d{0,2}|g\d{0,2}| giờ(?: \d\d)?|:\d\d)\)$")
_NEAR = 120
"""So many characters before a dash show whether somebody is named right before it."""


def _ends_in_person(text: str) -> bool:
    """Whether a text ends in somebody printed with a title or a "Đ/c", and nothing behind his name."""
    last = re.split(r"[.;:,(]\s", text)[-1].strip()
    end = match_title(last)
    named = last[end:] if end else re.sub(rf"^(?:{NAMED})\s*", "", last)
    words = named.split()
    return len(named) < len(last) and 0 < len(words) < 6 and all(map(str.istitle, words))


def _behind(text: str, at: int, mark: str) -> Boundary | None:
    """The boundary that begins right behind a punctuation mark."""
    start = at + 1
    begin = _skip(text, start)
    following = text[begin : begin + 1]
    if not following:
        return None
    if following in BULLETS and mark != ")":
        end = _skip(text, begin + 1)
        if mark == ":":
            return Boundary(Sort.LEAD, start, end) if end < len(text) else None
        if end > begin + 1:
            return Boundary(Sort.STRONG, start, end) if end < len(text) else None
        after = text[end : end + 1]
        strong = following in "-–—+•" and (is_capital(after) or (after in _QUOTES and bool(after)))
        return Boundary(Sort.STRONG, start, end) if strong else None
    if following in BULLETS:
        return None
    if begin == start and not (mark == ";" and is_capital(following) and is_small(text[begin + 1 : begin + 2])):
        return None  # "…;Họp …" lacks no more than its blank
    if mark in ":;." and (following in "abcdeđ" or following.isdecimal()):
        number = re.compile(_NUMBER).match(text, start)
        if number:
            return Boundary(Sort.NUMBER, start, number.end())
    if mark in ";." and (following in "(LlTtHh" or following.isdecimal()):
        hour = re.compile(_HOUR).match(text, start)
        if hour:
            return Boundary(Sort.HOUR, start, hour.end())
    if (
        mark in ";."
        and following == "("
        and text.startswith("(1)")
        and re.compile(_BRACKETED_NUMBER).match(text, begin)
    ):
        return Boundary(Sort.BRACKETED, start, begin)
    if mark == ";" and following == "(" and text.startswith(ADDED, begin):
        return Boundary(Sort.STRONG, start, begin)  # "…; (bổ sung) Làm việc …"
    if mark == ";" and text[at - 1] == ")" and re.search(_SLOT_IN_BRACKETS, text[max(0, at - 16) : at]):
        return Boundary(Sort.SEMICOLON, start, begin)  # "Dự lễ (sáng); kiểm tra cơ sở (chiều)"
    if not is_capital(following) and not (mark == ";" and text.startswith("đ/c ", begin)):
        return None
    if mark == ")":
        return Boundary(Sort.TIMED if _HOUR_IN_BRACKETS.search(text, 0, start) else Sort.SLOT, start, begin)
    if mark == ";":
        each = _each_with_people(text, at, begin)
        return Boundary(Sort.STRONG if each else Sort.SEMICOLON, start, begin)
    if mark == "." and is_small(text[begin + 1 : begin + 2]) and _ends_sentence(text[max(0, at - 3) : at]):
        return Boundary(Sort.STOP, start, begin)
    return None


def _each_with_people(text: str, at: int, begin: int) -> bool:
    """Whether the works on both sides of a semicolon say each for itself who attends: "Họp UBND tỉnh (đ/c Hoàn); Kiểm
    tra cơ sở (đ/c Bình)", "Đ/c Hoàn GĐ: Họp …; Đ/c Bình PGĐ: Kiểm tra …"."""
    before, behind = text[text.rfind(";", 0, at) + 1 : at], text[begin:]
    if re.search(_PEOPLE_BEHIND, before):
        return re.search(_PEOPLE_BEHIND, behind.partition(";")[0].rstrip(" .")) is not None
    return all(re.match(_PEOPLE_FIRST, part) is not None for part in (text, before.lstrip(), behind))


_SOMEBODY = rf"(?:{NAMED}|P?(?:GĐ|CT|HT|BT|TB|CCT|VT)(?!\w))"
_PEOPLE_BEHIND = (
    rf"(?:\({_SOMEBODY}\s[^()]{{2,60}}\)|\s[-–]\s{_SOMEBODY}\s[^;:()]{{2,40}}|:\s{_SOMEBODY}\s[^;:()]{{2,40}})$"
)
_PEOPLE_FIRST = rf"{_SOMEBODY}\s(?:(?!chủ trì|trình bày|phát biểu|báo cáo)[^;:()]){{2,40}}:\s"
_BRACKETED_NUMBER = r"\([2-9]\)\s*(?:[A-Z]|[ĐÁÂÔƯỦỨÝÍÚ])"


def _ends_sentence(before: str) -> bool:
    """Whether a full stop behind these letters can end a sentence: none does behind one or two capitals ("TP. Hà
    Tĩnh").
    """
    last = before[-1:]
    if last and not (last.isspace() or last in ".Đ" or "A" <= last <= "Z"):
        return True
    return len(before) == 3 and all(map(is_capital, before))
