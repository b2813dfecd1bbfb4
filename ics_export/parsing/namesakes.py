"""Leaders of one name (*trùng tên*) whom their titles alone tell apart: "Đ/c Dũng CT", "Đ/c Dũng PCT"."""

from __future__ import annotations

from collections.abc import Sequence

from ics_export.parsing.mentions import Mention
from ics_export.parsing.titles import contradict

_OFTEN = 3
"""So often both titles must be printed: once or twice is a slip (L404)."""


def told_by_titles(mentions: Sequence[Mention]) -> dict[Mention, str]:
    """The names with their titles, "Dũng PCT", of those mentions whose titles nobody can hold together, each printed
    often, now one and now the other: whoever was promoted has the first no more once he has the second."""
    places: dict[str, dict[str, list[int]]] = {}
    for number, mention in enumerate(mentions):
        if mention.name and mention.title:
            places.setdefault(mention.key, {}).setdefault(mention.title, []).append(number)
    full = {mention.key.rpartition(" ")[2] for mention in mentions if " " in mention.name}
    told = {
        (key, title)
        for key, titles in places.items()
        if key not in full  # the names of their families tell them apart
        for one, here in titles.items()
        for other, there in titles.items()
        if contradict(one, other) and min(len(here), len(there)) >= _OFTEN
        if min(here) < max(there) and min(there) < max(here)
        for title in (one, other)
    }
    return {m: f"{m.name} {m.title}" for m in mentions if (m.key, m.title) in told} if told else {}
