"""Cells of leaders and units whose paragraphs line breaks part again: "<p>Giám đốc<br>Đ/c Bình PGĐ</p> <p>…</p>"."""

from __future__ import annotations

from collections.abc import Sequence

from ics_export.model import Paragraph
from ics_export.parsing.words import BULLETS


def in_blocks(cell: tuple[Paragraph, ...], content: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs of a ``cell`` with the lines of each in one, where the ``content`` beside has as many paragraphs:
    then each stands beside the works of its own. Lines beside lines, as many works in one paragraph, stay apart.
    """
    blocks, works = _blocks(cell), _blocks(content)
    if len(blocks) != len(works):
        return cell
    found: list[Paragraph] = []
    for block, beside in zip(blocks, works, strict=True):
        # "Họp:", below it "+ Tình hình", is one work; "Họp", below it "Làm việc", are two.
        several = [line for line in beside[1:] if line.text[:1] not in BULLETS or line.text[:1] == "-"]
        if several:
            found += block
        else:
            found.append(block[0]._replace(text="; ".join([line.text.rstrip(" ,;") for line in block])))
    return tuple(found)


def _blocks(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """The paragraphs, each with the lines that breaks part from it."""
    found: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if paragraph.within and found:
            found[-1].append(paragraph)
        else:
            found.append([paragraph])
    return found
