"""Addresses of a site's files: relative ones between its pages, and those that calendar programs subscribe by.

Every part of an address that comes from data is percent-encoded, so no name can end an attribute, change the scheme or
leave the site.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

import segno
from markupsafe import Markup

from ics_export.diagnostics import UserError
from ics_export.tuples import NamedTuple

_PATH = "/-._~"
# A QR code of more is too fine for a telephone's camera (and 2,331 octets are the most it can hold at this level).
_QR_LIMIT = 600


@dataclass(frozen=True, slots=True)
class Subscription:
    """All ways to one feed. Outlook on the web wants https, Google's link and the other programs webcal."""

    https: str
    webcal: str
    google: str
    outlook_office: str
    outlook_live: str
    secure: bool
    """False where the site is served by plain http, which Google and Outlook on the web will not read."""


class Base(NamedTuple):
    """Where the site is served: scheme ("https"), and host with path, which ends in "/"."""

    scheme: str
    rest: str

    def url(self, path: str, scheme: str | None = None) -> str:
        """The address of a file of the site."""
        return f"{scheme or self.scheme}://{self.rest}{quote(inside(path), safe=_PATH)}"


def base_of(base_url: str | None) -> Base | None:
    """The site's address, checked; None for None. Raises UserError (status 2) where it is no web address."""
    if base_url is None:
        return None
    try:
        parts = urlsplit(base_url.strip())
        host = (parts.hostname or "").encode("ascii" if ":" in (parts.hostname or "") else "idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        host = ""
    known = host and host == quote(host, safe="-._~:") and parts.scheme in ("http", "https")
    if not known or parts.query or parts.fragment or "@" in parts.netloc:
        shown = "".join(c if c.isprintable() else "�" for c in base_url)
        raise UserError(f"--base-url: “{shown}” không phải địa chỉ trang web; hãy viết như https://lich.coquan.vn/", 2)
    host = f"[{host}]" if ":" in host else host
    path = quote(parts.path, safe=_PATH + "%").strip("/")
    return Base(parts.scheme, f"{host}{port}/{path}{'/' if path else ''}")


def inside(path: str) -> str:
    """``path`` in normal form; ValueError where it leads out of the site."""
    normal = posixpath.normpath(path)
    if normal.startswith(("/", "..")) or normal == "." or "\\" in path or "\0" in path:
        raise ValueError(f"{path!r} is no path inside the site")
    return normal


def relative(page: str, target: str) -> str:
    """The link from one file of the site to another."""
    return quote(posixpath.relpath(inside(target), posixpath.dirname(inside(page)) or "."), safe=_PATH)


def subscription(base: Base, feed: str, name: str) -> Subscription:
    """The ways to subscribe to ``feed``; ``name`` is what Outlook will call it."""
    plain, webcal = base.url(feed), base.url(feed, "webcal")
    outlook = f"/calendar/0/addfromweb?url={quote(plain, safe='')}&name={quote(name, safe='')}"
    return Subscription(
        https=plain,
        webcal=webcal,
        # "webcal" and nothing else: with https Google looks for a person of that e-mail address.
        google="https://calendar.google.com/calendar/r?cid=" + quote(webcal, safe=":/"),
        outlook_office="https://outlook.office.com" + outlook,
        outlook_live="https://outlook.live.com" + outlook,
        secure=base.scheme == "https",
    )


@lru_cache(maxsize=64)
def qr_code(text: str) -> Markup:
    """A QR code as inline SVG (markup), black on white in dark mode too; "" for a text too long to be scanned."""
    if len(text) > _QR_LIMIT:
        return Markup()
    code = segno.make(text, error="m", micro=False)
    # segno draws lines only: nothing of the text is in the markup.
    return Markup(code.svg_inline(border=4, omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None))
