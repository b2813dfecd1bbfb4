"""Struck words (*chữ gạch bỏ*) in a cell's source text, put into words: a programme is corrected by striking out.

A work that is struck whole is put off, "… (hoãn)". Words that others replace, "<s>14h00</s> 15h30 Họp …", don't put it
off: what was there before is told at the end of the work, so that nothing that is printed is lost.
"""

from __future__ import annotations

import re

_RUN = re.compile(r"<(s|S|strike|STRIKE|del|DEL)(?:[ \t][^<>]{0,200})?>((?:[^<]|<(?!/?\1[ >])){1,2000})</\1>")
_MARKDOWN = re.compile(r"~~([^~\n]{1,2000})~~")
_STRUCK = re.compile(r"<s>((?:[^<]|<(?!/?s>)){1,2000})</s>")
_STRAY = re.compile(r"</?(?:s|S|strike|STRIKE|del|DEL)(?:[ \t][^<>]{0,200})?>")
_BLOCK_INSIDE = re.compile(r"((?:<(?:/?(?:p|P|li|LI|div|DIV)|br|BR)(?:[ \t][^<>]{0,200})?/?>|\n)+)")
_TAG = re.compile(r"<[^<>]{1,300}>")
_COMRADE = r"(?:[ĐđDd]\s?[./]\s?[Cc]|[ĐđDd][Cc]|[Đđ]ồng chí)[.:]?\s*(?=\w)"
_PERSON = re.compile(
    rf"[,;\s]*(?:[Cc]ác )?(?:{_COMRADE}|Ông\s|Bà\s"
    r"|(?:Q\.)?(?:P\.?\s?)?(?:GĐ|TGĐ|CT|CCT|CTT|HT|BT|TB|TP|VT|CVP|CA)(?!\w)"
    r"|Phó \w|P\.\s?\w|Giám đốc|Chủ tịch|Bí thư|Lãnh đạo|Ban Giám|BGĐ|BGH|Thường trực)"
)
"""How a cell of leaders begins, and in it who is struck. A work may begin so too: "Lãnh đạo Sở làm việc …"."""
_UNIT = re.compile(r"(?:Phòng|Văn phòng|VP|Ban|Trung tâm|TT|Thanh tra|Chi cục|Chi bộ|Công đoàn|Các phòng)(?=\s|$|[;,])")
_EACH = re.compile(rf"([;,]\s*|\s(?={_COMRADE}))")
_ONLY_HOUR = re.compile(r"[(]?(?:lúc |Lúc )?\d{1,2}\s?(?:h|g|giờ|:)\s?(?:\d{2})?(?: phút)?[):,.]?")
_SLOT = r"(?:[Bb]uổi\s+)?(?:(?:[Ss]áng|SÁNG|[Cc]hiều|CHIỀU|[Tt]ối|TỐI|[Cc]ả ngày)\s*(?::|\s[-–](?=\s))|[SCT]\s?:)"
_ENDS = re.compile(rf"<(?:u|U|b|B|strong)>|(?<!\w){_SLOT}|[;.](?=\s*(?:$|[-–+•]|[A-ZĐ]))|\s[-–+•*]\s|$")
"""Where a work ends in a paragraph, whose other words are about the next."""
_OPEN_BEFORE = (":", ";", ".", "-", "–", "+", "•", "*", ")")
_OPEN_BEHIND = ("-", "–", "+", "•", ";", ".", "(")
_SLOT_BEHIND = re.compile(rf"[-–+•*\s]*(?:{_SLOT}|(?:Sáng|SÁNG|Chiều|CHIỀU|Tối|TỐI|Cả ngày)\b)")
_SAID = ("(hoãn", "(Hoãn", "(HOÃN", "(tạm hoãn", "(đã hoãn", "(hủy", "(huỷ", "(Hủy", "(HỦY")
_ONLY_SLOT = re.compile(rf"[-–+•*\s]*(?:{_SLOT}|Sáng|Chiều|Tối)\s*")
_ONLY_TITLE = re.compile(r"(?:Q\.)?P?\.?(?:[A-Z]|Đ){1,4}(?: (?:Sở|Ban|Cục|Chi cục|Trường|UBND)(?: \w+)?)?[.,;]?")
_ENDS_IN_ADDRESS = re.compile(r"(?:[ĐđDd]\s?[./]?\s?[Cc]|[Đđ]ồng chí|Ông|Bà)[.:]?\s*$")
_NEAR = 400
"""So many characters before and behind struck words show whether they are a work of their own."""


def in_words(raw: str) -> str:
    """A cell's source text with what is struck in words, and without the tags that strike."""
    raw = re.sub(r"[^\S\n]+", " ", raw)
    raw = _RUN.sub(_by_blocks, _MARKDOWN.sub(r"<s>\1</s>", raw))
    plain = _TAG.sub("", raw[:_NEAR]).strip()
    people, unit = _PERSON.match(plain) is not None, _UNIT.match(plain) is not None
    blocks = _BLOCK_INSIDE.split(raw)
    blocks[::2] = [_STRAY.sub("", _paragraph(block, people, unit)) if "<" in block else block for block in blocks[::2]]
    return "".join(blocks)


def _by_blocks(match: re.Match[str]) -> str:
    """Struck text with tags of its own for each of its paragraphs."""
    pieces = _BLOCK_INSIDE.split(match[2])
    pieces[::2] = [f"<s>{piece}</s>" if piece.strip() else piece for piece in pieces[::2]]
    return "".join(pieces)


def _paragraph(text: str, people: bool, unit: bool) -> str:
    """One paragraph; ``people``: of a cell that begins as one of leaders does, where who is struck bears it behind his
    name, ``unit``: as one of units does, the same."""
    pieces = _STRUCK.split(text)  # plain, struck, plain, …
    said = pieces[0]
    former: list[str] = []  # words and names that others replace
    names: list[str] = []
    titles: list[str] = []
    for number in range(1, len(pieces), 2):
        struck, below = pieces[number].strip(), pieces[number + 1]
        bare = _TAG.sub("", struck).strip()
        if _ONLY_HOUR.fullmatch(bare) and text.strip() == f"<s>{pieces[number]}</s>":
            said += bare  # a column of hours, whose row is struck as a whole
        elif _ONLY_SLOT.fullmatch(bare):
            pass  # an empty part of the day
        elif people and _ONLY_TITLE.fullmatch(bare):
            titles.append(bare.rstrip(".,;"))  # mended
        elif people and _ENDS_IN_ADDRESS.search(said):
            names.append(bare)
        elif (people and _PERSON.match(bare)) or (unit and _UNIT.match(bare)):
            said += _put_off(struck, below.lstrip(), people)
        elif _is_whole(said[-_NEAR:], struck, below[:_NEAR]):
            said += _put_off(struck, below.lstrip(), people=False)
            if _opens_anew(below):
                said += "<br>"  # what the struck work shared a paragraph with is none of it
        else:
            former.append(bare.strip(" ;,.()").removeprefix("tại "))
        end = _ENDS.search(below)
        if (former or names or titles) and end and (end[0] or number + 2 == len(pieces)):
            rest = below[end.start() :].lstrip()
            blank = " " * (rest != "" and rest[0] not in ";.")
            notes = [f"thay Đ/c {', '.join(names)}"] * bool(names)
            notes += [f"trước là {' và '.join(titles)}"] * bool(titles)  # no comma, which parts those who attend
            notes += [f"điều chỉnh, trước là {', '.join(former)}"] * bool(former)
            below = f"{below[: end.start()].rstrip()} ({') ('.join(notes)}){blank}{rest}"
            former, names, titles = [], [], []
        said += below
    return said


def _is_whole(above: str, struck: str, below: str) -> bool:
    """Whether struck words are a work of their own, and none that others in their place replace."""
    if _ONLY_HOUR.fullmatch(struck):
        return False
    slot = _SLOT_BEHIND.match(struck)
    if slot and len(struck[slot.end() :].split()) > 1:
        return True  # "… <s>Chiều: Kiểm tra cơ sở</s>", whatever stands beside it
    above, below = _TAG.sub("", above).strip(), _TAG.sub("", below).strip()
    opens = not above or above.endswith(_OPEN_BEFORE)
    return opens and (not below or below.startswith(_OPEN_BEHIND) or _SLOT_BEHIND.match(below) is not None)


def _opens_anew(below: str) -> bool:
    """Whether words of another work, or of a day off, follow struck ones without a sign between."""
    plain = _TAG.sub("", below[:_NEAR]).strip()
    return plain[:1].isupper() and _SLOT_BEHIND.match(plain) is None


def _put_off(struck: str, below: str, people: bool) -> str:
    """Struck words, each of the ``people`` among them or all in one, with what says that they are put off."""
    if people and len(each := _EACH.split(struck)) > 1:
        return "".join(
            [_put_off(one, "", people) if number % 2 == 0 else one for number, one in enumerate(each) if one]
        )
    if _TAG.sub("", below[:_NEAR]).lstrip().startswith(_SAID) or any(said in struck for said in _SAID):
        return f"{struck} "
    words = struck.rstrip(" ;,.")
    return f"{words} (hoãn){struck[len(words) :]} "
