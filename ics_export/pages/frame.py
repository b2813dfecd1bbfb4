"""What all pages have in common: the templates with their inline style and script, and the limit of size."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from ics_export import __version__
from ics_export.feeds.times import local
from ics_export.pages.links import relative
from ics_export.pages.month import Detail
from ics_export.pages.sitedata import SiteData

LIMIT = 100_000
"""Bytes that no page reaches."""

WHOLE = Detail(1000, 60, 1000)
"""All there is, as far as anybody reads it."""

_DETAILS = (
    *(WHOLE, Detail(300, 12, 300), Detail(120, 3, 120)),
    *(Detail(60, 0, 40), Detail(40, 0, 10)),
)
_MARK = 100  # bytes that kept_or_drawn adds
_TEMPLATES = Path(__file__).parent / "templates"
_BYTE_CODE = Path(__file__).parent / "__pycache__"

_T = TypeVar("_T")


def paged(
    path: str, items: Sequence[_T], draw: Callable[[Sequence[_T], int, Sequence[str]], bytes]
) -> dict[str, bytes]:
    """``items`` on as few pages as halving finds: "thu-ky.html", "thu-ky.2.html" … A list is never cut."""
    parts = [items]
    while True:
        stem, ending = posixpath.splitext(path)
        paths = [path, *(f"{stem}.{number}{ending}" for number in range(2, len(parts) + 1))]
        links = [relative(path, other) for other in paths]
        drawn = [draw(part, number, links) for number, part in enumerate(parts, 1)]
        if all(len(page) < LIMIT or len(part) < 2 for page, part in zip(drawn, parts, strict=True)):
            return dict(zip(paths, drawn, strict=True))
        halved: list[Sequence[_T]] = []
        for page, part in zip(drawn, parts, strict=True):
            middle = len(part) // 2 if len(page) >= LIMIT else 0
            halved += [part[:middle], part[middle:]] if middle else [part]
        parts = halved


def fitting(draw: Callable[[Detail], bytes]) -> bytes:
    """The page in as much detail as keeps it under the limit."""
    page = b""
    for detail in _DETAILS:
        page = draw(detail)
        if len(page) < LIMIT - _MARK:
            break
    return page


def kept_or_drawn(inputs: object, published: bytes | None, draw: Callable[[], bytes]) -> bytes:
    """The published page where it was made from the same ``inputs`` by the same code and is whole, else a new one.

    ``inputs`` are told apart by their repr. The last line of the page remembers their digest and its own.
    """
    made_from = _digest(repr((_code(), inputs)).encode("utf-8", "surrogatepass"))
    if published:
        page = published[:-1].rpartition(b"\n")[0]
        if (page := page + b"\n") + _mark(made_from, page) == published:
            return published
    page = draw()
    return page + _mark(made_from, page)


def _mark(made_from: str, page: bytes) -> bytes:
    return f"<!-- {made_from} {_digest(page)} -->\n".encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


@cache
def _code() -> str:
    """What makes the pages: another version of it makes all of them anew."""
    files = [*sorted(Path(__file__).parent.glob("*.py")), *sorted(_TEMPLATES.iterdir())]
    return _digest(b"".join(file.read_bytes() for file in files if file.is_file())) + __version__


def render(site: SiteData, template: str, **context: Any) -> bytes:
    """One page of ``site``."""
    return (
        _environment()
        .get_template(template)
        .render(**{"updated": site.updated and local(site.updated)} | context)
        .encode()
    )


class _Kept(FileSystemBytecodeCache):
    """Templates compiled once for an installation, beside the byte code: compiling them takes a tenth of a run.

    What can't be read or written is compiled as always.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # a broken file is no file, whatever it brings up
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=None if sys.dont_write_bytecode or sys.pycache_prefix else _Kept(str(_BYTE_CODE), "%s.jinja2"),
    )
    css, script = (_inline(name) for name in ("page.css", "copy.js"))
    environment.globals.update(
        css=Markup(css),
        script=Markup(script),
        # Favicons count as images. Nothing may be framed, sent or loaded.
        policy=(
            f"default-src 'none'; style-src {_hash(css)}; script-src {_hash(script)}; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        ),
        earlier=None, later=None, newest=None, here=(), older=(), hidden=True, pages=(), number=1,
    )  # fmt: skip
    return environment


def _inline(name: str) -> str:
    text = (_TEMPLATES / name).read_text(encoding="utf-8").replace("\r\n", "\n")
    return "\n".join(line.strip() for line in text.splitlines())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
