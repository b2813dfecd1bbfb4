"""Readers: a file becomes a ``Document`` of rows and cells, each with its place. No reader knows what a cell means."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ics_export.diagnostics import Report, UserError
from ics_export.model import Document
from ics_export.tuples import NamedTuple

MAX_BYTES = 4_000_000
"""Larger files are refused: a month's programme has some 8 kB, so this is 500 of them."""


class Reader(Protocol):
    """One format. ``detect`` says whether the first bytes are of it, ``read`` makes the document.

    ``read`` raises ``UserError`` where nothing can be read at all; whatever else it notices goes into the report.
    """

    def detect(self, head: bytes) -> bool: ...

    def read(self, name: str, data: bytes, report: Report) -> Document: ...


class _Unread(NamedTuple):
    """A format we know by its first bytes and cannot read yet."""

    name: str
    detect: Callable[[bytes], bool]


_UNREAD = (
    _Unread("PDF", lambda head: head.lstrip()[:5] == b"%PDF-"),
    _Unread("Word/Excel mới (.docx, .xlsx)", lambda head: head[:4] == b"PK\x03\x04"),
    _Unread("Word/Excel cũ (.doc, .xls)", lambda head: head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    _Unread("RTF", lambda head: head[:5] == b"{\\rtf"),
    _Unread("ảnh", lambda head: head[:8] == b"\x89PNG\r\n\x1a\n" or head[:3] in (b"\xff\xd8\xff", b"GIF")),
)
_ADVICE = "hãy mở tệp, chép toàn bộ nội dung ra một tệp văn bản (.txt, mã UTF-8) rồi chạy lại"


def read(name: str, data: bytes, report: Report) -> Document:
    """The document in ``data``, a file's bytes; ``name`` is the file's name for messages.

    Raises ``UserError`` for an empty, too large or binary file and for a format that is not read yet.
    """
    from ics_export.reading.text import TextReader

    if not data.strip():
        raise UserError(f"{name}: tệp rỗng, không có chữ nào; {_ADVICE}")
    if len(data) > MAX_BYTES:
        raise UserError(
            f"{name}: tệp có hơn {MAX_BYTES // 1_000_000} MB, quá lớn cho một chương trình công tác;"
            " hãy tách ra mỗi tháng một tệp"
        )
    head = data[:1024]
    for unread in _UNREAD:
        if unread.detect(head):
            raise UserError(f"{name}: định dạng {unread.name} chưa đọc được, mới đọc văn bản thuần (.txt); {_ADVICE}")
    if b"</t" in data or b"</T" in data:
        from ics_export.reading.html import HtmlReader

        page = HtmlReader()
        if page.detect(data):
            return page.read(name, data, report)
    return TextReader().read(name, data, report)
