"""What a scan made of the days of a table whose columns are made of blanks: letters for digits, weekdays with other
marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ics_export.diagnostics import Report, Severity
from ics_export.model import Place
from ics_export.vietnamese import plain

_DIGITS = str.maketrans("OolI", "0011")
_NUMBERS = re.compile(
    r"\s{0,8}(?=[^\s]{0,6}\d)(?=[^\s]{0,6}[OolI])[\dOolI]{1,2}(?:\s?[,–-]\s?[\dOolI]{1,2})*(?=\s{2,}|$)"
)
_LATER = re.compile(r"\s{0,8}\d{1,2}(?:\s?[,–-]\s?\d{1,2})*\s?[,–-]\s?(?=[\dOolI]{2})[\dOolI]{1,2}(?=\s{2,}|$)")
_WEEKDAY = re.compile(r"\s{0,8}(\w{2,3} \w{2,4})(?=\s{2,}|$)")
_WEEKDAYS = {plain(word): word for word in ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")}


def mended(name: str, lines: Sequence[str], numbers: Iterable[int], report: Report) -> list[str]:
    """``lines`` with the days that open those of these ``numbers`` as they were printed, "O4" as "04" and "Thứ Sảu" as
    "Thứ Sáu", letter for letter, so that the columns stay where they are; a finding for each."""
    found = [*lines]
    for number in numbers:
        line = lines[number].replace("\f", " ")
        match = _NUMBERS.match(line) or _LATER.match(line)
        said = match[0].translate(_DIGITS) if match else ""
        if match is None and (match := _WEEKDAY.match(line)):
            word = _WEEKDAYS.get(plain(match[1]), "")
            said = match[0].replace(match[1], word) if word.casefold() != match[1].casefold() else match[0]
        if match and said and said != match[0] and len(said) == len(match[0]):
            found[number] = said + lines[number][len(said) :]
            report.add(
                "D311", Severity.WARNING, Place(name, number + 1), "Số trong ô ngày có lẽ bị quét sai thành chữ.",
                excerpt=match[0].strip(), action=f"Đã đọc là “{said.strip()}”.",
            )  # fmt: skip
    return found
