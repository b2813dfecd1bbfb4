"""A published site over HTTP (RFC 9110), for an office network: what ``ics-export serve`` runs.

A subscriber asks once an hour whether something is new, and mostly nothing is: all is laid out for the 304. What is on
the disk and how it is laid out is the business of ``sitefiles``.

``Site`` speaks ASGI itself: it has one route, and a framework's routing cost as much as all of its own work.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import signal
import socket
import time
from collections.abc import Awaitable, Callable, MutableMapping
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote

from ics_export.diagnostics import UserError
from ics_export.sitefiles import SAFETY, STRICT, TYPES, Headers, NotReadyError, NotServedError, Ready, SiteFiles, suffix
from ics_export.terminal import cut, harmless
from ics_export.tuples import NamedTuple

Message = MutableMapping[str, Any]
"""What an application and its server tell each other (ASGI 3)."""
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

HEALTH = "/healthz"
RETRY = 60
"""Seconds after which a client may come again for a file that was not ready."""

_GRACE = 10  # seconds that answers under way have when the server is told to stop
_CONNECTIONS = 1000
_BACKLOG = 1024

_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_PLAIN = re.compile(r"(?:[a-z]{1,9}|\d{1,4})(?:[-.](?:[a-z]{1,9}|\d{1,4}))*")
_AGENT_WIDTH = 80
_PATH_WIDTH = 120

_NOT_FOUND = "Không có trang này. Hãy xem lại địa chỉ.\n"
_NOT_READY = "Tệp này đang được cập nhật; hãy thử lại sau ít phút.\n"
_WRONG_METHOD = "Chỉ đọc được, không ghi được.\n"
_UNMET = "Tệp đã đổi.\n"
_OPEN = "Lịch đi qua mạng không mã hóa; chỉ dùng trong mạng cơ quan. Trên Internet hãy dùng nginx hoặc Caddy."


class Answer(NamedTuple):
    """What is sent back; ``body`` goes out for everything but HEAD."""

    status: int
    headers: Headers
    body: bytes


class Site:
    """The files of one folder as an ASGI application; ``log`` is told of each answer, in one line."""

    def __init__(self, files: SiteFiles, log: Callable[[str], None] | None = None) -> None:
        self._files = files
        self._log = log

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":  # so ASGI has an application say that it needs no lifespan and knows no WebSocket
            raise NotImplementedError(scope["type"])
        method: str = scope["method"]
        asked = _asked(scope["headers"])
        answer = self.answer(method, scope["path"], asked)
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        body = b"" if method == "HEAD" else answer.body
        await send({"type": "http.response.body", "body": body})
        if self._log:
            client = scope.get("client")
            self._log(line(client[0] if client else "-", method, scope["path"], answer.status, len(body), asked))

    def answer(self, method: str, path: str, asked: dict[bytes, str]) -> Answer:
        """The answer to one request; ``path`` is decoded, ``asked`` has the headers by their names in small letters."""
        if method not in ("GET", "HEAD"):  # RFC 9110 section 15.5.6
            return _said(405, _WRONG_METHOD, (b"allow", b"GET, HEAD"))
        if path == HEALTH:
            return _said(200, "ok\n") if self._files.alive() else _said(503, "không đọc được thư mục\n")
        try:
            ready = self._files.get(path)
        except NotServedError:
            if path[-1:] != "/" and self._files.is_folder(path):
                return _said(308, "", (b"location", quote(path).encode() + b"/"))
            return _said(404, _NOT_FOUND)
        except NotReadyError:
            return _said(503, _NOT_READY, (b"retry-after", b"%d" % RETRY))
        variant = ready.packed if ready.packed and wants_gzip(asked.get(b"accept-encoding", "")) else ready.plain
        status = condition(asked, ready, variant.tag)
        if status == 304:
            return Answer(304, variant.unchanged, b"")
        if status == 412:
            return _said(412, _UNMET)
        return Answer(200, variant.headers, variant.body)


def _said(status: int, text: str, *headers: tuple[bytes, bytes]) -> Answer:
    """A short answer that nobody is to keep."""
    body = text.encode()
    fixed: Headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        (b"content-security-policy", STRICT.encode()),
    ]
    return Answer(status, [*fixed, *SAFETY, *headers], body)


def _asked(headers: list[tuple[bytes, bytes]]) -> dict[bytes, str]:
    """The headers of a request; those that stand there twice are one list (RFC 9110 section 5.3)."""
    asked: dict[bytes, str] = {}
    for name, value in headers:
        text = value.decode("latin-1")
        asked[name] = f"{asked[name]}, {text}" if name in asked else text
    return asked


def condition(asked: dict[bytes, str], ready: Ready, tag: str) -> int:
    """200, 304 or 412, by the preconditions in the order of RFC 9110 section 13.2.2.

    If-None-Match hides If-Modified-Since (13.1.3): a date tells nothing of two changes within a second.
    """
    if match := asked.get(b"if-match"):
        if not _listed(match, tag, strong=True):
            return 412
    elif (moment := _seconds(asked.get(b"if-unmodified-since"))) is not None and ready.modified > moment:
        return 412
    if (none := asked.get(b"if-none-match")) is not None:
        return 304 if _listed(none, tag) else 200
    moment = _seconds(asked.get(b"if-modified-since"))
    return 304 if moment is not None and ready.modified <= moment else 200


def _listed(value: str, tag: str, *, strong: bool = False) -> bool:
    """Whether ``tag`` is in a list of entity tags; the comparison is the weak one unless told (RFC 9110, 8.8.3.2)."""
    if value == tag or value.strip() == "*":
        return True
    return any(found[1] == tag and not (strong and found[0].startswith("W/")) for found in _TAG.finditer(value))


def _seconds(value: str | None) -> float | None:
    """An HTTP-date in any of its three forms (RFC 9110 section 5.6.7); None where it is none."""
    if value is None:
        return None
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).timestamp()


def wants_gzip(accepted: str) -> bool:
    """Whether gzip is asked for by its name, and no less than the plain bytes (RFC 9110 section 12.5.3)."""
    accepted = accepted.lower()
    if "gzip" not in accepted:
        return False
    weights = {"identity": 0.0}
    for part in accepted.split(","):
        coding, _, parameter = part.partition(";")
        key, _, number = parameter.partition("=")
        try:
            weight = float(number) if key.strip() == "q" else 1.0
        except ValueError:
            weight = 0.0
        weights[coding.strip()] = weight
    gzip = max(weights.get("gzip", 0.0), weights.get("x-gzip", 0.0))
    return gzip > 0 and gzip >= weights["identity"]


def line(client: str, method: str, path: str, status: int, size: int, asked: dict[bytes, str]) -> str:
    """One line of the access log. Query and Referer are left out: who knows what they hold."""
    now = time.strftime("%Y-%m-%dT%H:%M:%S%z")
    agent = cut(harmless(asked.get(b"user-agent", "-")), _AGENT_WIDTH).replace('"', "'")
    return f'{now} {harmless(client)} {cut(harmless(method), 10)} {masked(path)} {status} {size} "{agent}"'


def masked(path: str) -> str:
    """``path`` without what may be a secret address, or a part of one mistyped.

    Shown are short words in small letters and short numbers ("/hoan.ics", "/2025/index.html"). Any other step becomes
    "*" and six digits of its hash, enough to tell subscribers apart and too little to find the address by.
    """
    return cut("/".join(_masked(name) if name else "" for name in path.split("/")), _PATH_WIDTH)


def _masked(name: str) -> str:
    if len(name) <= 40 and _PLAIN.fullmatch(name):
        return name
    kind = suffix(name)
    return f"*{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:6]}{kind if kind in TYPES else ''}"


def run(site: Path, host: str, port: int, say: Callable[[str], None], log: Callable[[str], None] | None = None) -> None:
    """Serve ``site`` until SIGTERM or Ctrl+C, then let the answers under way end. ``port`` 0 takes any free one."""
    try:
        import uvicorn
    except ImportError:
        raise UserError("serve: cần cài thêm gói; hãy chạy: pip install 'ics-export[serve]'") from None
    if not site.is_dir():
        raise UserError(f"{site}: không có thư mục này; hãy chạy ics-export publish trước, hoặc xem lại tên")
    files = SiteFiles(site)
    with bound(host, port) as listener:
        files.warm()
        # log_config: uvicorn's own log would show whole addresses; server_header: nobody need know what runs here
        config = uvicorn.Config(
            Site(files, log), lifespan="off", ws="none", interface="asgi3", log_config=None, access_log=False,
            server_header=False, proxy_headers=False, timeout_graceful_shutdown=_GRACE, limit_concurrency=_CONNECTIONS,
        )  # fmt: skip
        server = uvicorn.Server(config)

        def stop(number: int, frame: FrameType | None) -> None:
            server.should_exit = True

        # uvicorn takes the signals over, and after its clean end raises them once more: these handlers make it a clean
        # end of the process too, and catch a signal that comes before uvicorn listens.
        before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            say(f"Đang phục vụ {site} tại {address(listener)} (Ctrl+C để dừng)")
            if not _is_local(listener):
                say(_OPEN)
            server.run(sockets=[listener])
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
    say("Đã dừng.")


def bound(host: str, port: int) -> socket.socket:
    """A listening socket; raises ``UserError`` where there is none to be had.

    Not by ``socket.create_server``: it leaves the protocol open, and asyncio then does not switch Nagle's algorithm
    off, so that an answer waits 40 ms for the acknowledgement of its headers.
    """
    listener = None
    try:
        found = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP, flags=socket.AI_PASSIVE
        )
        family, kind, protocol, _, place = found[0]
        listener = socket.socket(family, kind, protocol)
        if os.name == "posix":  # an address just left can be taken again; on Windows it would let two servers share one
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen(_BACKLOG)
    except (OSError, UnicodeError, OverflowError) as error:
        if listener:
            listener.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError(
            f"serve: không mở được {host}:{port} ({reason}); hãy chọn --host hoặc --port khác, hay dừng chương trình "
            "đang dùng cổng ấy"
        ) from None
    return listener


def address(listener: socket.socket) -> str:
    """The listener's address as one types it into a browser."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _is_local(listener: socket.socket) -> bool:
    host = str(listener.getsockname()[0])
    return host == "::1" or host.startswith("127.")
