"""The markup left over in cells: paragraphs, breaks, emphasis, entities, Markdown; cells become ``Paragraph``s."""

from __future__ import annotations

import re
from functools import lru_cache

from ics_export.model import EMPTY, Paragraph

# Bounded repeats: an unclosed "<p <p <p …" must not cost quadratic time.
_BLOCK = re.compile(r"<(?:/?(?:p|P|div|DIV|ul|ol|tr|h[1-6])|br|BR|Br|/?li)(?:[ \t][^<>]{0,200})?/?>")
_INLINE = re.compile(
    r"</?(?:i|I|em|EM|b|B|strong|STRONG|u|U|span|SPAN|font|FONT|a|A|sup|sub|ins|INS|o:p|small|big|mark|table|thead|tbody|tfoot|td|th)"
    r"(?:[ \t][^<>]{0,300})?/?>"
)
# The rarer ones stay text until a cell has such a tag.
# "tuyển dụng<u>Chiều:</u>": a mark that opens glued to the word before it opens a new word.
# (Ranges of Vietnamese letters cost the compiler a millisecond each; "any letter but" costs nothing.)
# (It looks back from behind the tag, so that the search leaps from "<" to "<".)
_BEFORE_GLUED = r"(?<=[^\W\d_A-Z\xaa-\xdf]{0}|[.;)]{0}|”{0})"
_GLUED = (
    rf"<(?:[uU]>{_BEFORE_GLUED.format('<[uU]>')}|[bB]>{_BEFORE_GLUED.format('<[bB]>')}"
    rf"|(?:strong|STRONG)>{_BEFORE_GLUED.format('<(?:strong|STRONG)>')})"
    r"(?=[^\W\d_a-z\xaa-\xbf])"
)
# "… trong cộng đồngChiều: Họp", "Phòng VHVNVăn phòng": paragraphs that lost even the blank between them.
_RUN_TOGETHER = re.compile(
    r"[A-ZĐ](?<=[^\W\d_].)(?<!/[cC].)(?<![ĐđDd][cC].)"
    r"(?:(?<=[^\W_A-ZĐ\xc0-\xde].)(?=[^\W\d_A-ZĐ]{1,6}[\s:])(?=[a-z]*[^\W_A-Za-z])"
    r"|(?<=[A-ZĐ][ĐD])(?:(?:\s?/\s?|\.)[cC](?![^\W\d_A-ZĐ\xc0-\xde])|c\s|(?:(?<=[BPĐ]Đ)|(?<=TTĐ))C\s|ồng chí\s)"
    r"|(?<=[A-ZĐ]P)hòng\s|(?<=[A-ZĐ]V)ăn phòng|(?<=[A-ZĐ]B)an\s|(?<=[A-ZĐ]T)(?:rung tâm|hanh tra))|đ(?<=[A-ZĐ].)/[cC]\s"
    r"|[ĐđD](?<=[^\W\d_A-ZĐ].)(?:(?:\s?/\s?|\.)[cC](?![^\W\d_A-ZĐ\xc0-\xde])|C\s|ồng chí\s)"
    r"|[SCTB](?<=[\d)”].)(?:(?:áng|hiều|ối|ả ngày|ÁNG|HIỀU|ỐI|Ả NGÀY|(?<=[)”][SCT])|(?<=20\d\d[SCT]))\s?:"
    r"|(?:áng|hiều|ối)\s[-–]\s|uổi\s[sct])"
)
_MARKS = ("<u>", "<b>", "<strong>", "<U>", "<B>", "<STRONG>")
_STRUCK = ("<s>", "<S>", "<s ", "<strike", "<STRIKE", "<del", "<DEL", "</s>", "</del>", "~~")
_ITALIC = r"<(i|I|em|EM)>([^<>]{1,2000})</\1>"
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_STAR_ITALIC = r"(?<![*\w])\*([^\s*][^*\n]{1,2000}[^\s*])\*(?![*\w])"

_ESCAPED = r"\\([-*+.#_()\[\]!~>/])"
"""A sign that Markdown would take for its own."""

_TAGS = r"<[^<>]{0,200}>"
_EMPTY = r"(?<=</p>)\s*<p(?: [^<>]{0,200})?>\s?</p>|<p(?: [^<>]{0,200})?>\s?</p>(?=\s*<p)"
_EMPTY_LINE = r"<br\s?/?>\s{0,3}(?=<br)"
"""An empty paragraph among others, and an empty line."""

_BROKEN = r"<p[^<>]{0,200}>(?:[^<]|<(?!/?p)){1,400}<br"
"""A line break within a paragraph."""

_CUT, _OPEN, _CLOSE = "\x1e", "\x02", "\x03"  # stand-ins that cleaned text cannot hold


def paragraphs(raw: str) -> tuple[Paragraph, ...]:
    """The paragraphs of one cell's source text, markup resolved, empty ones left out.

    A line end inside the cell makes a ``soft`` paragraph; an italic phrase of several words that opens a paragraph
    becomes a paragraph of its own, since it is a heading to what follows (an anniversary above the day's work).
    """
    # The same units and leaders stand in row after row, the same rows in a month, its weeks and its corrections.
    return _read_known(raw) if len(raw) < 1000 else _read_cell(raw)


def _read_cell(raw: str) -> tuple[Paragraph, ...]:
    if "<br" in raw and raw.count("</p>") > 1 and re.search(_BROKEN, raw):
        raw = _held_places(raw.replace("&nbsp;", " "))
        blocks = [_read_block(block) for block in re.split(r"(?<=</p>)", raw)]
        return tuple(
            [p._replace(within=number > 0 and not p.soft) for block in blocks for number, p in enumerate(block)]
        )
    return _read_block(raw)


def _read_block(raw: str) -> tuple[Paragraph, ...]:
    if "\\" in raw:
        raw = re.sub(_ESCAPED, r"\1", raw)
    if "_" in raw:
        raw = re.sub(_UNDERSCORED, r"*\1*", raw)
    plain = "<" not in raw and "&" not in raw and "*" not in raw and "\n" not in raw and "~~" not in raw
    if plain and not _RUN_TOGETHER.search(raw):
        text = " ".join(raw.split())
        return (Paragraph(text),) if text else ()
    if _RUN_TOGETHER.search(raw):
        raw = re.sub(_RUN_TOGETHER, r"<br>\g<0>", raw)
    if "&nbsp;" in raw:
        raw = raw.replace("&nbsp;", " ")
    raw = _held_places(raw)
    if "&" in raw:
        raw = re.sub(_ENTITY, _character, raw.replace("&amp;", "&"))  # some converters escape twice
    italic = "</i>" in raw or "</em>" in raw or "</I>" in raw or "</EM>" in raw
    struck = any(tag in raw for tag in _STRUCK)
    if not italic and "*" not in raw and not struck:
        return _plain_blocks(raw)
    if struck:
        from ics_export.reading.struck import in_words

        raw = in_words(raw)
    if "<" in raw:
        if italic:
            raw = re.sub(_ITALIC, rf"{_OPEN}\2{_CLOSE}", raw)
        raw = _BLOCK.sub(_CUT, raw)
        if any(mark in raw for mark in _MARKS):
            raw = re.sub(_GLUED, " ", _with_colons(raw))
        if "<" in raw:
            raw = _INLINE.sub("", raw)
    if "*" in raw:
        if "**" in raw:
            raw = re.sub(_STARRED_SLOT, r"\1: ", raw).replace("**", " ")
        raw = re.sub(_STAR_ITALIC, rf"{_OPEN}\1{_CLOSE}", raw)
    found: list[Paragraph] = []
    for block in raw.split(_CUT):
        for number, line in enumerate(block.split("\n")):
            found += _emphasised(line, soft=number > 0)
    return tuple(found)


_read_known = lru_cache(maxsize=256)(_read_cell)


def _held_places(raw: str) -> str:
    """A cell's source text with its empty paragraphs and lines filled, "" where all are empty."""
    if "> </p>" in raw or "></p>" in raw or ("<br" in raw and re.search(_EMPTY_LINE, raw)):
        return _with_empty(raw) if re.sub(_TAGS, "", raw).strip() else ""
    return raw


def _with_empty(raw: str) -> str:
    """A cell's source text with words for the empty paragraphs among others."""
    return re.sub(_EMPTY_LINE, rf"\g<0>{EMPTY}", re.sub(_EMPTY, f"<p>{EMPTY}</p>", raw))


_UNDERSCORED = r"(?<!\w)_(?![\s_])([^_\n]{1,200})(?<!\s)_(?!\w)"
"""Italics as Markdown writes them too: "_Sáng:_"."""


def _plain_blocks(raw: str) -> tuple[Paragraph, ...]:
    """``paragraphs`` of text without italics, stars and struck words: each block stands for itself."""
    found: list[Paragraph] = []
    for block in _BLOCK.split(raw) if "<" in raw else (raw,):
        if "<" in block:
            if any(mark in block for mark in _MARKS):
                block = re.sub(_GLUED, " ", _with_colons(block))
            block = _INLINE.sub("", block)
        soft = False
        for line in block.split("\n") if "\n" in block else (block,):
            text = " ".join(line.split())
            if text:
                found.append(Paragraph(text, False, soft))
            soft = True
    return tuple(found)


_SLOT = r"(?:[Bb]uổi\s+)?(?:[Ss]áng|SÁNG|[Cc]hiều|CHIỀU|[Tt]ối|TỐI|[Cc]ả\s+ngày|CẢ\s+NGÀY)"
_NO_SIGN = r"(?!(?:\s*</\w+>)*\s*(?:[:：(]|[-–]\s))"
_TAGGED_SLOT = rf"<(u|b|strong|U|B|STRONG)>\s*({_SLOT})\s*[-–]?\s*</\1>{_NO_SIGN}"
_STARRED_SLOT = rf"\*\*\s*({_SLOT})\s*[-–]?\s*\*\*{_NO_SIGN}"


def _with_colons(raw: str) -> str:
    """Source text whose slots, underlined or bold and without a sign behind them, have a colon: "<u>Chiều</u> Họp"."""
    return re.sub(_TAGGED_SLOT, r"\2: ", raw)


def _character(entity: re.Match[str]) -> str:
    """What an entity stands for; the table of them is loaded for the rare file that has one."""
    import html

    return html.unescape(entity[0])


def _emphasised(line: str, soft: bool) -> list[Paragraph]:
    if _OPEN not in line:
        text = " ".join(line.split())
        return [Paragraph(text, soft=soft)] if text else []
    stripped = line.strip()
    head, _, rest = stripped[1:].partition(_CLOSE) if stripped.startswith(_OPEN) else ("", "", stripped)
    head = " ".join(head.split())
    rest = " ".join(rest.replace(_OPEN, "").replace(_CLOSE, "").split())
    if head and rest and (head.endswith(":") or head.count(" ") < 3 or rest[0] in ".,;:)"):
        return [Paragraph(f"{head} {rest}" if rest[0] not in ".,;:)" else head + rest, soft=soft)]
    found = [Paragraph(head, italic=True, soft=soft)] if head else []
    return found + ([Paragraph(rest, soft=soft and not found)] if rest else [])
