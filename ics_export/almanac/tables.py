"""Reading the almanac's own data files.

They are plain text beside this module, one row a line, so that a person can check a row against its
source and a version control system can show what changed. No csv or importlib machinery: the fields hold
neither quotes nor the separator, and loading that machinery would cost more than the reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def rows(name: str, separator: str = "\t") -> Iterator[dict[str, str]]:
    """Yield the rows of a data file as dictionaries.

    In: the file's name beside this module and its separator. Blank lines and lines that begin with "#"
    are notes; the first other line names the columns. Out: one dict a row, column name to text.
    Raises ValueError for a row with more or fewer fields than there are columns.
    """
    columns: list[str] | None = None
    with Path(__file__).with_name(name).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            text = line.rstrip("\r\n")
            if not text.strip() or text.startswith("#"):
                continue
            fields = text.split(separator)
            if columns is None:
                columns = fields
                continue
            if len(fields) != len(columns):
                raise ValueError(f"{name}:{number}: {len(fields)} fields, {len(columns)} columns")
            yield dict(zip(columns, fields, strict=True))
