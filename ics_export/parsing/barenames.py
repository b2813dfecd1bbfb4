"""What a flattened cell of leaders puts side by side, told apart by the other cells of its document: names printed
alone, without "Đ/c" and without titles ("Páo Dung Chương"); a deputy and a standing board ("PCT Thường trực HĐND").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ics_export.model import Paragraph
from ics_export.parsing.attribution import read_leaders
from ics_export.parsing.content import read_cell
from ics_export.parsing.groups import find_groups, opens_body
from ics_export.parsing.parts import Part
from ics_export.parsing.people import read_mentions
from ics_export.parsing.titles import SHORT, match_title
from ics_export.parsing.words import CAPITAL, NAMED, SMALL
from ics_export.vietnamese import fold

_ADDRESSED = rf"(?:{NAMED})\s*({CAPITAL}{SMALL}+)(?=\s*(?:[,;.()–-]|$|(?:[A-Z]|Đ){{2}}))"
_TITLED = rf"(?<!\w)(?:{SHORT})\s({CAPITAL}{SMALL}+)(?=\s*(?:[,;()]|$))"
_PARTED = r"\s*[,;]\s*|\s+và\s+"


def known_alone(texts: Collection[str]) -> frozenset[str]:
    """The words (folded) that stand alone as a person in some of the ``texts``, the paragraphs of a document's leaders:
    "Páo" in "Páo, Thái", and behind a "Đ/c" or a title too where a cell has words side by side that may be such names:
    "Hoàn An".
    """
    found: set[str] = set()
    if any(" " in text and "/" not in text and all(map(str.istitle, text.split())) for text in texts):
        found.update(match[1] for text in texts if "/" in text for match in re.finditer(_ADDRESSED, text))
        found.update(match[1] for text in texts if "/" not in text for match in re.finditer(_TITLED, text))
    for text in texts:
        if "/" in text and " " in text:
            continue  # "Đ/c Hoàn": most cells
        for word in re.split(_PARTED, text):
            if word.isalpha() and word.istitle() and not match_title(word) and not opens_body(word):
                found.add(word)
    return frozenset(map(fold, found))


def parted(part: Part, known: frozenset[str]) -> Part:
    """``part`` with the leaders parted who stand side by side and each of whom stands alone elsewhere (``known``)."""
    paragraphs: list[Paragraph] = []
    for paragraph in part.leaders:
        texts = _parted(paragraph.text, known) if " " in paragraph.text else [paragraph.text]
        paragraphs += [paragraph] if len(texts) == 1 else [paragraph._replace(text=text) for text in texts]
    return part if len(paragraphs) == len(part.leaders) else part._replace(leaders=tuple(paragraphs))


def _parted(text: str, known: frozenset[str]) -> list[str]:
    """A paragraph cut between the names of each stretch, between two separators, that has known names only, behind a
    group perhaps: "Páo, Thái Páo" is "Páo, Thái" and "Páo", "Nguyễn Páo" stays."""
    found: list[str] = []
    begin = position = 0
    for match in [*re.finditer(_PARTED, text), None]:
        end = match.start() if match else len(text)
        stretch = text[position:end]
        groups = find_groups(stretch)
        first = groups[-1].end if groups and not groups[0].start else 0
        words = [(m.start(), m[0]) for m in re.finditer(r"\S+", stretch[first:])]
        if len(words) + bool(first) > 1 and all(fold(word) in known and word.istitle() for _, word in words):
            for at, _ in words if first else words[1:]:
                found.append(text[begin : position + first + at].strip())
                begin = position + first + at
        position = match.end() if match else len(text)
    return [*found, text[begin:]]


_STANDING = (
    r"([^\W\d_]+\s*[-–,]?\s*P\.?\s?[A-ZĐ]{1,4})\s+(?=([Tt]hường trực\s.+?)\s*"
    rf"(?=$|[;,.(]|(?<!\w)(?:{NAMED}|[Đđ]\.?[Cc](?!\w)|[ÔôBb](?:ng|à)\s)))"
)


def standing_boards(texts: Collection[str]) -> frozenset[str]:
    """The standing boards that the ``texts``, the paragraphs of a document's leaders, name as such, each with a word
    behind it: "Thường trực HĐND tỉnh"."""
    return frozenset(
        [
            mention.printed
            for text in texts
            if "hường trực " in text
            for mention in read_mentions([text])[0]
            if mention.group and mention.printed.startswith("hường trực ", 1) and len(mention.printed) < 40
        ]
    )


def from_board(part: Part, boards: frozenset[str], parts: Sequence[Part]) -> Part:
    """``part`` with a deputy and one of the ``boards`` behind him told apart, where he is mostly printed without.

    "Đ/c Sỹ - PCT Thường trực LĐLĐ" may be one standing deputy: only where the row has fewer leaders than works, and the
    same "Sỹ - PCT" stands without those words more often in the document, are they two.
    """
    paragraphs: list[Paragraph] = []
    for paragraph in part.leaders:
        text, begin = paragraph.text, 0
        for match in re.finditer(_STANDING, text) if "hường trực " in text else ():
            if match[2] in boards and _mostly_without(match[1], parts) and _short_of_leaders(part):
                paragraphs.append(paragraph._replace(text=text[begin : match.end()].strip()))
                begin = match.end()
        paragraphs.append(paragraph._replace(text=text[begin:]) if begin else paragraph)
    return part if len(paragraphs) == len(part.leaders) else part._replace(leaders=tuple(paragraphs))


def _mostly_without(who: str, parts: Sequence[Part]) -> bool:
    """Whether a deputy, "Sỹ - PCT", stands more often without a standing board's words behind him than with them."""
    found = [
        paragraph.text[match.end() :].lstrip()[1:].startswith("hường trực")
        for part in parts
        for paragraph in part.leaders
        for match in re.finditer(re.escape(who) + r"(?!\w)", paragraph.text)
    ]
    return sum(found) * 2 < len(found)


def _short_of_leaders(part: Part) -> bool:
    """Whether a row has fewer blocks of leaders than pieces of work."""
    joints = read_leaders([part]).column.joints
    return 1 + sum(1 for joint in joints if joint.cut < joint.join) < len(read_cell(part.content).atoms)
