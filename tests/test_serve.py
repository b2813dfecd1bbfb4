"""``ics-export serve``: what a subscriber gets, what nobody gets, and that a server can be stopped at any time."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ics_export import serve, sitefiles
from ics_export.cli import main
from ics_export.cli_serve import serve as serve_command
from ics_export.diagnostics import UserError
from ics_export.feeds.publishing import write_feeds
from ics_export.sitefiles import NotReadyError, NotServedError, SiteFiles

pytest.importorskip("uvicorn", reason="uvicorn is absent: pip install -e '.[serve]'")
testclient = pytest.importorskip("starlette.testclient", reason="starlette is absent: pip install -e '.[test]'")

TOKEN = "k3v5q7xw2m9znb4tc8hj6dfrya"
PAGE_POLICY = "default-src 'none'; style-src 'sha256-AbC+/dEf='; script-src 'sha256-xyz='; img-src data:"
PAGE = f"""<!doctype html><html lang="vi"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{PAGE_POLICY.replace("'", "&#39;")}"><title>Hoàn</title></head>
<body><p>Lịch công tác{" của tháng" * 100}</p></body></html>"""
OLD = dt.datetime(2026, 3, 1, 1, 2, 3, tzinfo=dt.UTC)


def feed(text: str = "Họp", times: int = 20) -> bytes:
    """A feed in form, large enough to be packed."""
    events = "".join(f"BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:{text} {n}\r\nEND:VEVENT\r\n" for n in range(times))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode()


def put(path: Path, data: bytes, moment: dt.datetime = OLD) -> Path:
    """A file with a time stamp that is long past."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.chmod(0o644)
    os.utime(path, (moment.timestamp(), moment.timestamp()))
    return path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    put(root / "hoan.ics", feed())
    put(root / "index.html", b"<!doctype html><p>Xin m\xe1\xbb\x9di</p>")
    put(root / "feeds" / TOKEN / "hoan.ics", feed("Kiểm tra"))
    put(root / "feeds" / TOKEN / "hoan.html", PAGE.encode())
    put(root / "feeds" / TOKEN / "index.html", PAGE.encode())
    put(root / "status.json", b"{}")
    put(root / "robots.txt", b"User-agent: *\nDisallow:\n")
    put(tmp_path / "secret.ics", feed("Bí mật"))
    return root


@pytest.fixture
def log() -> list[str]:
    return []


@pytest.fixture
def client(site: Path, log: list[str]) -> Any:
    found = testclient.TestClient(serve.Site(SiteFiles(site), log.append), follow_redirects=False)
    found.headers["accept-encoding"] = "identity"
    return found


def status(client: Any, path: str, **headers: str) -> int:
    """Of a GET with headers whose names are written with "_"."""
    answer = client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    return int(answer.status_code)


# What a subscriber gets


def test_a_feed_is_given_as_calendars_are(client: Any, site: Path) -> None:
    answer = client.get("/hoan.ics")
    data = (site / "hoan.ics").read_bytes()
    assert answer.status_code == 200 and answer.content == data
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == "inline"
    assert answer.headers["etag"] == f'"{hashlib.sha256(data).hexdigest()}"'
    assert answer.headers["last-modified"] == "Sun, 01 Mar 2026 01:02:03 GMT"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["content-length"] == str(len(data))
    assert "server" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/hoan.ics", "/", f"/feeds/{TOKEN}/hoan.html", "/robots.txt", "/none.ics", "/healthz"]
)
def test_every_answer_is_safe_to_show(client: Any, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "cache-control" in headers


@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize("path", ["/hoan.ics", "/", "/none.ics", "/status.json", "/healthz"])
def test_head_is_get_without_its_body(client: Any, path: str, coding: str) -> None:
    get, head = (client.request(method, path, headers={"accept-encoding": coding}) for method in ("GET", "HEAD"))
    assert head.status_code == get.status_code and head.content == b""
    assert head.headers == get.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND", "OPTIONS"])
def test_nothing_can_be_written(client: Any, site: Path, method: str) -> None:
    answer = client.request(method, "/hoan.ics")
    assert answer.status_code == 405 and answer.headers["allow"] == "GET, HEAD"
    assert (site / "hoan.ics").read_bytes() == feed()


def test_it_knows_http_alone(site: Path) -> None:
    with pytest.raises(NotImplementedError), testclient.TestClient(serve.Site(SiteFiles(site))):
        pass


def test_index_pages(client: Any) -> None:
    assert "Xin mời" in client.get("/").text
    assert client.get(f"/feeds/{TOKEN}/").text == PAGE
    answer = client.get(f"/feeds/{TOKEN}")
    assert answer.status_code == 308 and answer.headers["location"] == f"/feeds/{TOKEN}/"


def test_a_folder_is_not_listed(client: Any) -> None:
    for path in ("/feeds/", "/feeds"):
        answer = client.get(path)
        assert answer.status_code == 404 and TOKEN not in answer.text


def test_names_in_vietnamese(client: Any, site: Path) -> None:
    put(site / "Lịch công tác" / "Hoàn.ics", feed())
    put(site / "Lịch công tác" / "index.html", b"<p>")
    assert status(client, "/L%E1%BB%8Bch%20c%C3%B4ng%20t%C3%A1c/Ho%C3%A0n.ics") == 200
    assert client.get("/Lịch công tác").headers["location"] == "/L%E1%BB%8Bch%20c%C3%B4ng%20t%C3%A1c/"


# Asking again (RFC 9110 section 13)


def test_not_modified_by_tag(client: Any) -> None:
    tag = client.get("/hoan.ics").headers["etag"]
    answer = client.get("/hoan.ics", headers={"if-none-match": tag})
    assert answer.status_code == 304 and answer.content == b""
    assert answer.headers["etag"] == tag and answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["vary"] == "accept-encoding"
    assert "content-type" not in answer.headers and "content-length" not in answer.headers
    for value in (f"W/{tag}", f'"a", W/{tag} , "b"', '"a,b",' + tag, "*"):
        assert status(client, "/hoan.ics", if_none_match=value) == 304, value
    for value in ('"other"', tag.strip('"'), "", '"' + tag, f'"x{tag[1:]}'):
        assert status(client, "/hoan.ics", if_none_match=value) == 200, value
    assert client.get("/hoan.ics", headers=[("if-none-match", '"a"'), ("if-none-match", tag)]).status_code == 304
    assert client.head("/hoan.ics", headers={"if-none-match": tag}).status_code == 304


def test_not_modified_by_date(client: Any) -> None:
    forms = ("Sun, 01 Mar 2026 01:02:03 GMT", "Sunday, 01-Mar-26 01:02:03 GMT", "Sun Mar  1 01:02:03 2026")
    for value in (*forms, "Mon, 02 Mar 2026 00:00:00 GMT"):
        assert status(client, "/hoan.ics", if_modified_since=value) == 304, value
    for value in ("Sun, 01 Mar 2026 01:02:02 GMT", "yesterday", "", "Sun, 99 Mar 2026 01:02:03 GMT", "1"):
        assert status(client, "/hoan.ics", if_modified_since=value) == 200, value


def test_the_tag_counts_before_the_date(client: Any) -> None:
    tag, date = (client.get("/hoan.ics").headers[name] for name in ("etag", "last-modified"))
    assert status(client, "/hoan.ics", if_none_match='"other"', if_modified_since=date) == 200
    assert status(client, "/hoan.ics", if_none_match=tag, if_modified_since="Sun, 01 Mar 2020 01:02:03 GMT") == 304


def test_other_conditions(client: Any) -> None:
    tag, date = (client.get("/hoan.ics").headers[name] for name in ("etag", "last-modified"))
    assert status(client, "/hoan.ics", if_match=tag) == 200
    assert status(client, "/hoan.ics", if_match="*") == 200
    assert status(client, "/hoan.ics", if_match='"other"') == 412
    assert status(client, "/hoan.ics", if_match=f"W/{tag}") == 412
    assert status(client, "/hoan.ics", if_unmodified_since=date) == 200
    assert status(client, "/hoan.ics", if_unmodified_since="Sun, 01 Mar 2020 01:02:03 GMT") == 412
    assert status(client, "/hoan.ics", if_match=tag, if_unmodified_since="Sun, 01 Mar 2020 01:02:03 GMT") == 200
    assert status(client, "/none.ics", if_none_match="*") == 404


def test_a_time_stamp_in_the_future_is_not_told(client: Any, site: Path) -> None:
    put(site / "hoan.ics", feed(), dt.datetime.now(dt.UTC) + dt.timedelta(days=30))
    told = parsedate_to_datetime(client.get("/hoan.ics").headers["last-modified"])
    assert told <= dt.datetime.now(dt.UTC)


# gzip


def test_gzip_only_when_asked_for(client: Any) -> None:
    plain = client.get("/hoan.ics")
    assert "content-encoding" not in plain.headers and plain.headers["vary"] == "accept-encoding"
    packed = client.get("/hoan.ics", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip" and packed.content == plain.content
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert packed.headers["content-type"] == plain.headers["content-type"]


def test_the_packed_bytes_have_a_tag_of_their_own(client: Any) -> None:
    plain = client.get("/hoan.ics").headers["etag"]
    packed = client.get("/hoan.ics", headers={"accept-encoding": "gzip"}).headers["etag"]
    assert packed != plain and not packed.startswith("W/")
    assert status(client, "/hoan.ics", accept_encoding="gzip", if_none_match=packed) == 304
    assert status(client, "/hoan.ics", accept_encoding="gzip", if_none_match=plain) == 200
    assert status(client, "/hoan.ics", if_none_match=packed) == 200


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("deflate, gzip;q=1.0, *;q=0.5", True),
        ("br, x-gzip", True),
        ("identity;q=0.5, gzip ; q=0.8", True),
        ("", False),
        ("*", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip;q=0.000", False),
        ("identity, gzip;q=0.5", False),
        ("gzip;q=a", False),
        ("br", False),
    ],
)
def test_who_asks_for_gzip(asked: str, wanted: bool) -> None:
    assert serve.wants_gzip(asked) is wanted


def test_what_does_not_shrink_is_not_packed(site: Path) -> None:
    put(site / "robots.txt", b"User-agent: *\n")
    put(site / "a.png", os.urandom(2000))
    for path in ("/robots.txt", "/a.png"):
        assert SiteFiles(site).get(path).packed is None


def test_the_same_bytes_are_packed_alike(site: Path) -> None:
    first, second = (SiteFiles(site).get("/hoan.ics").packed for _ in range(2))
    assert first and second and first.body == second.body and gzip.decompress(first.body) == feed()


# Pages and their policies


def test_a_page_keeps_the_policy_it_brings(client: Any) -> None:
    policy = client.get(f"/feeds/{TOKEN}/hoan.html").headers["content-security-policy"]
    assert policy == f"{PAGE_POLICY}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def test_a_page_without_policy_gets_no_script(client: Any) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src" not in policy and "style-src 'self'" in policy


@pytest.mark.parametrize(
    "content", ["default-src 'none'\r\nX-Evil: 1", "default-src *, script-src *", "script-src “x”", ""]
)
def test_a_policy_that_cannot_stand_in_a_header_is_not_sent(content: str) -> None:
    page = f'<head><meta http-equiv=Content-Security-Policy content="{content}"></head>'.encode()
    assert sitefiles.policy(page, ".html") == sitefiles.policy(b"<p>", ".html")


def test_only_a_policy_in_the_head_counts() -> None:
    meta = b'<meta http-equiv="content-security-policy" content="script-src \'self\'">'
    assert sitefiles.policy(b"<body>" + meta, ".html") == sitefiles.policy(b"<p>", ".html")
    twice = sitefiles.policy(meta + meta, ".html").split(", ")
    assert len(twice) == 2 and twice[0] == twice[1] and twice[0].startswith("script-src 'self'; ")


# What nobody gets


@pytest.mark.parametrize(
    "path",
    [
        "/status.json",
        "/STATUS.JSON",
        "/status.json/",
        "/hoan.ics/",
        "/hoan.ics/x.ics",
        "/hoan.ics.",
        "/hoan.ics ",
        "/hoan.ics::$DATA",
        "/../secret.ics",
        "/feeds/../../secret.ics",
        "/feeds/../hoan.ics",
        "/./hoan.ics",
        "//hoan.ics",
        "//example.org",
        "//example.org/..",
        "/\\..\\secret.ics",
        "/..\\secret.ics",
        "/C:\\secret.ics",
        "/.key",
        "/.hidden.ics",
        "/.git/x.ics",
        "/site.key",
        "/hoan.ics\x00",
        "/hoan\x00.ics",
        "/hoan.ics~",
        "/HOAN~1.ICS",
        "/feeds/robots.txt",
        "/notes.txt",
        "/hoan.tmp",
        "/\udcff.ics",
        "/" + "a" * 5000 + ".ics",
        "/" + "a/" * 2000 + "a.ics",
        "hoan.ics",
        "*",
    ],
)
def test_no_way_out_of_the_site_or_to_what_is_not_for_readers(site: Path, path: str) -> None:
    for name in (
        ".key",
        ".hidden.ics",
        ".git/x.ics",
        "site.key",
        "hoan.ics~",
        "feeds/robots.txt",
        "notes.txt",
        "hoan.tmp",
    ):
        put(site / name, feed())
    answer = serve.Site(SiteFiles(site)).answer("GET", path, {})
    assert answer.status == 404 and b"VCALENDAR" not in answer.body


@pytest.mark.parametrize(
    "path", ["/%2e%2e/secret.ics", "/..%2fsecret.ics", "/%2e%2e%2fsecret.ics", "/%252e%252e/secret.ics"]
)
def test_encoded_ways_out(client: Any, path: str) -> None:
    assert status(client, path) == 404


@pytest.mark.parametrize("at", [True, False])
def test_links_are_not_followed(site: Path, at: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitefiles, "_AT", at and sitefiles._AT)
    outside = site.parent / "outside"
    put(outside / "a.ics", feed())
    try:
        (site / "link.ics").symlink_to(site.parent / "secret.ics")
        (site / "inside.ics").symlink_to(site / "hoan.ics")
        (site / "folder").symlink_to(outside, target_is_directory=True)
        (site.parent / "current").symlink_to(site, target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made here")
    files = SiteFiles(site)
    for path in ("/link.ics", "/inside.ics", "/folder/a.ics", "/folder/"):
        with pytest.raises(NotServedError):
            files.get(path)
    assert SiteFiles(site.parent / "current").get("/hoan.ics").plain.body == feed(), "the site itself may be one"
    assert files.get(f"/feeds/{TOKEN}/hoan.ics").plain.body == feed("Kiểm tra")
    for path in ("/none/a.ics", "/hoan.ics/a.ics", "/feeds.ics"):
        with pytest.raises(NotServedError):
            files.get(path)
    files = SiteFiles(site.parent / "gone")
    with pytest.raises(NotReadyError):
        files.get("/hoan.ics")


def test_a_folder_turned_into_a_link_is_no_way_to_bytes_kept(site: Path) -> None:
    files = SiteFiles(site)
    assert files.get(f"/feeds/{TOKEN}/hoan.ics").plain.body
    try:
        (site / "feeds").rename(site / "elsewhere")
        (site / "feeds").symlink_to(site / "elsewhere", target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made here")
    with pytest.raises(NotServedError):
        files.get(f"/feeds/{TOKEN}/hoan.ics")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_what_its_owner_alone_may_read_is_not_served(site: Path) -> None:
    (site / "hoan.ics").chmod(0o600)
    assert serve.Site(SiteFiles(site)).answer("GET", "/hoan.ics", {}).status == 404
    (site / "hoan.ics").chmod(0o640)
    assert serve.Site(SiteFiles(site)).answer("GET", "/hoan.ics", {}).status == 200


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_is_not_waited_for(site: Path) -> None:
    os.mkfifo(site / "pipe.ics", 0o644)
    (site / "folder.ics").mkdir()
    for path in ("/pipe.ics", "/folder.ics"):
        assert serve.Site(SiteFiles(site)).answer("GET", path, {}).status == 404


# Files that change, vanish or are not whole


def test_a_new_file_is_served_at_once(client: Any, site: Path) -> None:
    for text in ("Một", "Hai", "Haj"):
        write_feeds(site, {"hoan.ics": feed(text)})
        assert client.get("/hoan.ics").content == feed(text)


def test_a_change_that_leaves_no_trace(client: Any, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In place, as long as before, within one tick of the clock that stamps files."""
    monkeypatch.setattr(sitefiles, "_stamp", lambda status: (0, 0, status.st_size, 0, 0))
    for text in ("Sang", "Toi1"):
        put(site / "hoan.ics", feed(text), dt.datetime.now(dt.UTC))
        assert client.get("/hoan.ics").content == feed(text)


def test_bytes_are_prepared_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = SiteFiles(site)
    files.warm()
    monkeypatch.setattr(sitefiles, "prepare", lambda *_: pytest.fail("prepared again"))
    assert files.get("/hoan.ics") is files.get("/hoan.ics")
    assert files.get(f"/feeds/{TOKEN}/").plain.body == PAGE.encode()


def test_the_same_bytes_written_anew_keep_their_tag(client: Any, site: Path) -> None:
    tag = client.get("/hoan.ics").headers["etag"]
    os.utime(site / "hoan.ics")
    assert status(client, "/hoan.ics", if_none_match=tag) == 304


def test_memory_is_bounded(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitefiles, "MAX_CACHE", 3 * len(feed()))
    for number in range(20):
        put(site / f"{number}.ics", feed(f"Tệp {number}"))
    files = SiteFiles(site)
    files.warm()
    for number in range(20):
        assert files.get(f"/{number}.ics").plain.body == feed(f"Tệp {number}")
        assert files._size <= sitefiles.MAX_CACHE
    assert files._size == sum(ready.size for ready in files._ready.values())


@pytest.mark.parametrize("data", [b"", b"\r\n", feed()[:-20], feed()[:1], b"<html>", feed()[30:]])
def test_half_a_feed_is_never_given(client: Any, site: Path, data: bytes) -> None:
    """Evolution and Thunderbird drop every event on a 200 with nothing in it; a 503 keeps them."""
    assert status(client, "/hoan.ics") == 200
    put(site / "hoan.ics", data, dt.datetime.now(dt.UTC))
    answer = client.get("/hoan.ics")
    assert answer.status_code == 503 and answer.headers["retry-after"]
    assert answer.headers["cache-control"] == "no-store" and b"VCALENDAR" not in answer.content
    assert status(client, "/hoan.ics", if_none_match="*") == 503
    put(site / "hoan.ics", feed())
    assert status(client, "/hoan.ics") == 200


def test_an_empty_page_is_none(client: Any, site: Path) -> None:
    put(site / "index.html", b"")
    assert status(client, "/") == 503


def test_a_feed_too_large_is_none(client: Any, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitefiles, "MAX_FILE", 100)
    assert status(client, "/hoan.ics") == 503


def test_a_file_that_vanishes(client: Any, site: Path) -> None:
    assert status(client, "/hoan.ics") == 200
    (site / "hoan.ics").unlink()
    assert status(client, "/hoan.ics") == 404


def test_a_file_that_vanishes_between_two_looks(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def vanish(name: Any, *rest: Any, **more: Any) -> int:
        if str(name).endswith("hoan.ics"):
            (site / "hoan.ics").unlink()
        return real(name, *rest, **more)

    monkeypatch.setattr(os, "open", vanish)
    assert serve.Site(SiteFiles(site)).answer("GET", "/hoan.ics", {}).status == 404


def test_a_file_that_changes_while_it_is_read(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fstat
    looks: list[os.stat_result] = []

    def change(handle: int) -> os.stat_result:
        looks.append(real(handle))
        put(site / "hoan.ics", feed("Dài hơn"))
        return looks[-1]

    monkeypatch.setattr(os, "fstat", change)
    assert serve.Site(SiteFiles(site)).answer("GET", "/hoan.ics", {}).status == 503
    assert looks


def test_a_failing_disk_says_nothing_of_the_path(client: Any, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> int:
        raise OSError(5, "Input/output error", "/a/secret/path")

    monkeypatch.setattr(os, "stat", broken)
    answer = client.get("/hoan.ics")
    monkeypatch.undo()
    assert answer.status_code == 503 and "secret" not in answer.text


def test_a_site_that_is_away_is_not_an_empty_one(client: Any, site: Path) -> None:
    assert client.get("/healthz").text == "ok\n"
    site.rename(site.parent / "away")
    assert status(client, "/hoan.ics") == 503
    assert status(client, "/healthz") == 503


# The access log


def test_the_log_holds_no_secret(client: Any, log: list[str]) -> None:
    for path in (
        f"/feeds/{TOKEN}/hoan.ics?key={TOKEN}",
        f"/feeds/{TOKEN[:-1]}/",
        f"/{TOKEN}.ics",
        f"/hoan-{TOKEN}.ics",
    ):
        client.get(path, headers={"referer": f"https://example.org/{TOKEN}", "user-agent": "Google-Calendar-Importer"})
    assert len(log) == 4
    for text in log:
        for start in range(len(TOKEN) - 5):
            assert TOKEN[start : start + 5] not in text
        assert "Google-Calendar-Importer" in text and "example" not in text and "testclient" in text
    assert re.search(r" GET /feeds/\*[0-9a-f]{6}/hoan\.ics 200 \d+ ", log[0])


@pytest.mark.parametrize("name", ["hoan.ics", "nguyen-van-hoan.ics", "index.html", "all.ics", "hoan-2.ics", "2025-02"])
def test_names_that_are_no_secret_are_shown(name: str) -> None:
    assert serve.masked(f"/{name}") == f"/{name}"


@pytest.mark.parametrize(
    "name",
    ["Zm9vYmFyYmF6cXV4MTIzNA", "3f2a9c11", "abcdefghijklmnopqrstuvwxyz", "a1-b2-c3", "Hoan", "a-b-" * 20 + "c", "x\ny"],
)
def test_whatever_may_be_a_secret_is_masked(name: str) -> None:
    assert re.fullmatch(r"/\*[0-9a-f]{6}\.ics", serve.masked(f"/{name}.ics"))


def test_a_log_line_cannot_be_forged(client: Any, site: Path) -> None:
    asked = {b"user-agent": 'x" 200\r\n\x1b[31m' + "y" * 500}
    text = serve.line("1.2.3.4", "GET\r\nX", "/hoan.ics\n2026", 200, 5, asked)
    assert text.isprintable() and text.count('"') == 2 and len(text) < 300


# The command


def run_serve(*arguments: object) -> Any:
    return CliRunner().invoke(main, ["serve", *map(str, arguments)], prog_name="ics-export")


def test_a_site_that_is_not_there(tmp_path: Path) -> None:
    result = run_serve(tmp_path / "none")
    assert result.exit_code == 1 and "không có thư mục này" in result.stderr


def test_a_port_that_is_taken(site: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run_serve(site, "--port", taken.getsockname()[1])
    assert result.exit_code == 1 and "--port" in result.stderr and "Traceback" not in result.output


@pytest.mark.parametrize("host", ["256.1.1.1.1", "không có", "a" * 300])
def test_a_host_that_is_none(site: Path, host: str) -> None:
    with pytest.raises(UserError, match="--host"):
        serve.bound(host, 0)


def test_without_the_extra_it_says_what_to_install(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = run_serve(site)
    assert result.exit_code == 1 and "pip install 'ics-export[serve]'" in result.stderr


def test_it_listens_to_this_machine_unless_told() -> None:
    options = {option.name: option.default for option in serve_command.params}
    assert options["host"] == "127.0.0.1"
    with serve.bound("127.0.0.1", 0) as listener:
        assert serve.address(listener).startswith("http://127.0.0.1:") and serve._is_local(listener)
        assert listener.proto == socket.IPPROTO_TCP, "or asyncio leaves Nagle's algorithm on"
    with serve.bound("0.0.0.0", 0) as listener:
        assert not serve._is_local(listener)


def test_ipv6_addresses_can_be_typed() -> None:
    try:
        listener = serve.bound("::1", 0)
    except UserError:
        pytest.skip("no IPv6 here")
    with listener:
        assert serve.address(listener).startswith("http://[::1]:") and serve._is_local(listener)


class Server:
    """A real process."""

    def __init__(self, site: Path, *options: str) -> None:
        command = [sys.executable, "-c", "from ics_export.cli import main; main()", "serve", str(site), "--port", "0"]
        self.process = subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True, encoding="utf-8")
        assert self.process.stderr
        first = self.process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", first)
        assert found, first
        self.port = int(found[1])

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        """Status and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Exit status and what it said."""
        self.process.send_signal(number)
        _, said = self.process.communicate(timeout=20)
        return self.process.returncode, said

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to send")
def test_a_real_server_while_feeds_are_replaced_and_then_told_to_stop(site: Path) -> None:
    whole = {feed(f"Bản {number}", 200 + number) for number in range(30)}
    write_feeds(site, {"hoan.ics": next(iter(whole))})
    stop = threading.Event()

    def publish() -> None:
        while not stop.is_set():
            for data in whole:
                write_feeds(site, {"hoan.ics": data})

    with Server(site) as server:
        writer = threading.Thread(target=publish)
        writer.start()
        try:
            for _ in range(200):
                code, body = server.get("/hoan.ics")
                assert code == 200 and body in whole
            assert server.get(f"/feeds/{TOKEN}/hoan.ics")[0] == 200
            with socket.create_connection(("127.0.0.1", server.port), timeout=20) as idle:
                idle.sendall(b"GET /hoan.ics HTTP/1.1\r\nHost: x\r\n\r\n")
                assert idle.recv(12) == b"HTTP/1.1 200"
                began = time.monotonic()
                code, said = server.stop()  # a subscriber still holds its connection, and the writer goes on
        finally:
            stop.set()
            writer.join()
    assert code == 0 and time.monotonic() - began < 8
    assert said.endswith("Đã dừng.\n") and said.count(" GET /hoan.ics 200 ") == 201 and "Traceback" not in said
    assert TOKEN not in said and not list(site.glob("*.tmp"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_ctrl_c_ends_it_as_well_and_quiet_is_quiet(site: Path) -> None:
    with Server(site, "-q") as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        connection.request("HEAD", "/hoan.ics", headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        assert answer.status == 200 and answer.headers["Date"] and answer.headers["Content-Encoding"] == "gzip"
        assert "Server" not in answer.headers and answer.read() == b""
        connection.request("GET", "/hoan.ics", headers={"If-Modified-Since": formatdate(usegmt=True)})
        assert connection.getresponse().status == 304
        connection.close()
        code, said = server.stop(signal.SIGINT)
    assert code == 0 and said == "Đã dừng.\n"


@pytest.mark.skipif(os.name == "nt", reason="raw sockets suffice elsewhere")
def test_raw_requests_that_no_client_library_would_send(site: Path) -> None:
    with Server(site, "-q") as server:
        for target in (
            b"/../secret.ics",
            b"/%2e%2e/secret.ics",
            b"/..%5csecret.ics",
            b"//secret.ics",
            b"/%00",
            b"/%ff.ics",
        ):
            with socket.create_connection(("127.0.0.1", server.port), timeout=20) as raw:
                raw.sendall(b"GET " + target + b" HTTP/1.0\r\n\r\n")
                answer = b"".join(iter(lambda raw=raw: raw.recv(65536), b""))
            assert answer.split()[1] in (b"404", b"400"), target
            assert b"VCALENDAR" not in answer
        assert server.get("/healthz") == (200, b"ok\n")
        assert server.stop()[0] == 0


def test_run_in_this_process(site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The same code once more where coverage sees it: the server is told to stop before it has begun."""
    import uvicorn

    before = signal.getsignal(signal.SIGTERM)

    def serve_nothing(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        signal.raise_signal(signal.SIGTERM)
        assert server.should_exit and sockets[0].getsockname()[1]

    monkeypatch.setattr(uvicorn.Server, "run", serve_nothing)
    result = run_serve(site, "--host", "0.0.0.0", "--port", "0")
    assert result.exit_code == 0
    assert "không mã hóa" in result.stderr and result.stderr.endswith("Đã dừng.\n")
    assert signal.getsignal(signal.SIGTERM) is before
