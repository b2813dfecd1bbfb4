"""Slots (*buổi*): the words that open a part of the day, before the work, behind it or in a column of their own."""

from __future__ import annotations

import re

from ics_export.model import Slot

SLOT_WORDS = {
    "sáng": Slot.MORNING, "chiều": Slot.AFTERNOON, "tối": Slot.EVENING, "cả ngày": Slot.ALL_DAY,
    "trưa": Slot.AFTERNOON, "sang": Slot.MORNING, "chiêu": Slot.AFTERNOON, "chièu": Slot.AFTERNOON,
    "chiểu": Slot.AFTERNOON, "chiếu": Slot.AFTERNOON, "chieu": Slot.AFTERNOON, "tôi": Slot.EVENING, "ca ngày": Slot.ALL_DAY,
    "s": Slot.MORNING, "c": Slot.AFTERNOON, "t": Slot.EVENING, "cả ngay": Slot.ALL_DAY, "đêm": Slot.EVENING,
}  # fmt: skip
_WORD = r"(?:Sáng|SÁNG|Chiều|CHIỀU|Tối|TỐI|Trưa|TRƯA|Cả ngày|CẢ NGÀY|Cả Ngày)"
_SLIP = r"(?:Sang|SANG|Chiêu|Chièu|Chiểu|Chiếu|Chieu|CHIÊU|Ca ngày|Cả ngay|Tôi)"
_LOWER = r"(?:sáng|chiều|tối|trưa|cả ngày)"
HOUR = r"(?:từ\s|lúc\s|vào lúc\s|hồi\s)?\d{1,2}\s?(?:h|g|giờ|:)[\d\s'’]{0,5}(?:phút)?(?:\s?(?:-|–|đến)\s?\d{1,2}\s?(?:h|g|giờ|:)[\d\s'’]{0,5}(?:phút)?)?"
MARK = re.compile(
    r"(?:^|(?<=[\s.;,>(]))(?:[-–+*•]\s*)?"
    rf"(?:(?:(?:Buổi|BUỔI|buổi|Vào buổi)\s+(?P<b>{_WORD}|{_LOWER})|(?P<w>{_WORD})|(?P<slip>{_SLIP}))"
    rf"(?:\s*(?:,|và|\+|/|&|-|–)\s*(?:buổi\s+)?(?P<second>{_WORD}|{_LOWER}))?"
    r"(?:\s+(?:cùng ngày|[Tt]hứ \w{2,4}|ngày \d{1,2}(?:/\d{1,2})?|\d{1,2}/\d{1,2}))?"
    rf"(?P<mid>\s*[,(–-]?\s*{HOUR}\s*\)?)?(?:\s*[:：]|\s+[-–](?=\s|$))|(?P<letter>[SC]|(?:^|(?<=[.;]\s))T)\s?:(?=\s|$))"
)
DASHED = re.compile(rf"(?:[-–+*•]\s*)?(?:(?:Buổi|BUỔI)\s+)?{_WORD}\s+[-–](?=\s|$)")
OPENING = re.compile(
    rf"^(?:[-–+*•]\s*)?(?:(?:Buổi|BUỔI)\s+)?(?P<w>{_WORD}|(?<=uổi\s){_LOWER})(?:\s+(?:[Tt]hứ \w{{2,4}}|ngày \d{{1,2}}(?:/\d{{1,2}})?))?"
    rf"(?P<mid>)(?:\s*$|\s*[-–]\s+|,\s*|\s+(?=\d{{1,2}}\s?(?:h|g|giờ|:\d))|\s+(?=(?!kiến|tạo|lập|suốt|cao|dài|hôm|tác|nay|mai)[a-zà-ỹđ]))"
)
SENTENCE_SLOT = re.compile(
    rf"(?<=[.;]\s)(?P<w>{_WORD})(?P<mid>)\s+(?=(?!kiến|tạo|lập|suốt|cao|dài|hôm|tác|nay|mai)[a-zà-ỹđ])"
)
SUFFIX = re.compile(
    r"\s*[(\[]\s*(?:buổi\s+|vào buổi\s+|[Bb]uổi\s+)?(?P<w>[Cc]ả ngày|CẢ NGÀY|[Ss]áng|[Cc]hiều|[Tt]ối|[Nn]gày|SÁNG|CHIỀU)(?:\s+\d{1,2}/\d{1,2})?"
    r"\s*[)\]]|,\s(?P<tail>cả ngày)\s*[.;]?$|\s-\s(?P<dash>cả ngày)\s*[.;]?$"
)


def slot_of(word: str) -> Slot | None:
    """The slot that a word names ("Sáng", "buổi chiều", "Cả ngày"), None where it names none."""
    return SLOT_WORDS.get(" ".join(word.lower().replace("buổi", "").split()).rstrip(":. "))


def slot_suffix(text: str) -> tuple[Slot | None, str]:
    """The slot printed behind an item, "(cả ngày)", "(sáng)", ", cả ngày", and the text without it."""
    if "(" not in text and "cả ngày" not in text and "[" not in text:
        return None, text
    match = SUFFIX.search(text)
    if not match:
        return None, text
    word = (match["w"] or match["tail"] or match["dash"]).lower()
    slot = Slot.ALL_DAY if word == "ngày" else SLOT_WORDS[word]
    return slot, (text[: match.start()] + text[match.end() :]).strip()
