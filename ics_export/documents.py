"""The documents a command names: read one by one, each run through the pipeline."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ics_export.diagnostics import UserError
from ics_export.pipeline import Result, run
from ics_export.reading import MAX_BYTES
from ics_export.tuples import NamedTuple

if TYPE_CHECKING:
    from ics_export.config import Config

STANDARD_INPUT = "-"


class Documents(NamedTuple):
    """What to read and how: paths as typed (``-`` is standard input), the month where headings name none.

    Paths are kept as text: a thousand ``Path`` objects would weigh more than all that is remembered of the documents.
    """

    paths: Sequence[str]
    config: Config
    month: tuple[int, int] | None = None
    allow_classified: bool = False

    def run(self, path: str) -> Result:
        """One document read, parsed and scheduled; raises ``UserError`` where nothing can be made of it."""
        name = "stdin" if path == STANDARD_INPUT else Path(path).name
        return run(name, read_bytes(path), self.config, month=self.month, allow_classified=self.allow_classified)

    def in_turn(self) -> Iterator[str]:
        """The paths, with a bar where a person waits at a terminal."""
        if len(self.paths) < 10 or not sys.stderr.isatty():
            yield from self.paths
            return
        import click

        with click.progressbar(self.paths, file=sys.stderr, label="Đang đọc") as bar:
            yield from bar


def read_bytes(path: str) -> bytes:
    """A document's bytes, a little more than the limit at the most; raises ``UserError`` where they can't be had."""
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        reason = "không có tệp này; hãy xem lại tên và thư mục"
    except IsADirectoryError:
        reason = "đây là thư mục, không phải tệp; hãy nêu tên từng tệp"
    except PermissionError:
        reason = "không có quyền đọc tệp này; hãy xin quyền đọc"
    except OSError as error:
        reason = f"không đọc được ({error.strerror}); hãy kiểm tra lại tệp"
    except ValueError:
        reason = "tên tệp không hợp lệ; hãy xem lại tên"
    raise UserError(f"{path}: {reason}")
