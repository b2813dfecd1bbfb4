"""Finding a leader by what the user typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.diagnostics import UserError
from ics_export.model import Leader
from ics_export.vietnamese import fold, plain

_HONORIFIC = re.compile(r"^\s*(?:[đĐdD]\s*/\s*[cC]|đồng chí|dong chi|ông|bà)\.?\s*:?\s*", re.IGNORECASE)


def find_leader(typed: str, leaders: Sequence[Leader]) -> Leader:
    """The leader meant by ``typed``: by name, full name or alias, without regard to case, diacritics and tone placement
    where only one fits.

    Raises ``UserError`` (status 2) that lists the leaders there are where none or several fit.
    """
    wanted = _HONORIFIC.sub("", typed)
    for key in (fold, plain):
        found = [
            leader
            for leader in leaders
            if key(wanted) in {key(n) for n in (leader.name, leader.full_name, *leader.aliases) if n}
        ]
        if not found:
            found = [x for x in leaders if key(wanted) and key(x.name).split()[-1] == key(wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            break
    there = ", ".join(f"{x.name} ({x.title})" if x.title else x.name for x in leaders) or "không có ai"
    what = "có nhiều người tên" if found else "không có lãnh đạo tên"
    raise UserError(f"--leader: {what} “{_shown(typed)}”; trong văn bản có: {_shown(there)}", 2)


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in text)
