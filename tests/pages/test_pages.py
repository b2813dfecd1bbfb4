"""The web pages: well-formed, small, the same every time, closed to the outside, proof against any text."""

from __future__ import annotations

import base64
import hashlib
import os
import posixpath
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import segno
import small_month
from hypothesis import given, settings
from hypothesis import strategies as st

from ics_export.diagnostics import Finding, Severity, UserError
from ics_export.model import Kind, Leader, Place, Slot
from ics_export.pages import frame
from ics_export.pages.frame import LIMIT
from ics_export.pages.links import base_of, inside, relative
from ics_export.pages.quotes import counts, note
from ics_export.pages.site import INDEX, pages
from ics_export.pages.sitedata import SiteData, SiteLeader
from tests.pages.sites import Parsed, sample_site, sites, small_site

HOSTILE = "\"><script>alert(1)</script>' onload=x {{ 7*7 }} </style><!--&amp;\u202e"


@cache
def all_pages() -> list[tuple[SiteData, str, bytes]]:
    return [(site, path, page) for site in sites() for path, page in pages(site).items()]


# What holds for every page


def test_every_page_is_well_formed_and_small() -> None:
    for _, path, page in all_pages():
        found = Parsed(page)
        assert page.startswith(b'<!DOCTYPE html>\n<html lang="vi">') and re.search(
            rb"</html>\n(<!-- \w{32} \w{32} -->\n)?$", page
        ), path
        assert len(page) < LIMIT == 100_000
        assert len(found.ids) == len(set(found.ids)), [i for i, n in Counter(found.ids).items() if n > 1]
        assert b"\r" not in page and found.text("title") and len(found.all("h1")) == 1
        assert "None" not in found.text() and "{{" not in found.text()


def test_landmarks_headings_and_tables_are_told_to_a_screen_reader() -> None:
    for _, path, page in all_pages():
        found = Parsed(page)
        for landmark in ("header", "main", "footer"):
            assert len(found.all(landmark)) == 1, (path, landmark)
        assert all("aria-label" in nav for nav in found.all("nav"))
        levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels)), (path, levels)
        assert all(th.get("scope") in ("col", "rowgroup", "row") for th in found.all("th"))
        labelled = [a["aria-labelledby"] for _, a in found.tags if "aria-labelledby" in a]
        assert set(labelled) | {label["for"] for label in found.all("label")} <= set(found.ids)
        skip = found.all("a")[0]
        assert skip["class"] == "skip" and skip["href"] == "#noi-dung"


def test_links_lead_somewhere() -> None:
    for site in sites():
        made = pages(site)
        ids = {path: set(Parsed(page).ids) for path, page in made.items()}
        feeds = {site.all_feed, *(leader.feed for leader in site.leaders)}
        offices = {f"{folder}/{INDEX}" for _, folder in site.offices}
        for path, page in made.items():
            for link in Parsed(page).all("a"):
                parts = urlsplit(link["href"])
                if parts.scheme:
                    continue
                folder = posixpath.dirname(path)
                target = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else path
                assert target in {*made, *feeds, *offices}, (path, link)
                assert not parts.fragment or parts.fragment in ids[target], (path, link)


def test_nothing_is_asked_from_outside() -> None:
    """No source, no frame, no form; what is inline is allowed by its hash, and only that."""
    outside = {"calendar.google.com", "outlook.office.com", "outlook.live.com", "lich.example.vn", "10.0.0.5:8000"}
    for _, path, page in all_pages():
        found = Parsed(page)
        tags = {tag for tag, _ in found.tags}
        assert not tags & {"img", "iframe", "object", "embed", "form", "base", "audio", "video", "source", "use"}, path
        for tag, attributes in found.tags:
            assert not set(attributes) & {"src", "srcset", "style", "background", "action", "ping"}, (path, tag)
            assert not any(name.startswith("on") for name in attributes)
            if "href" in attributes and urlsplit(attributes["href"]).scheme:
                assert tag == "a" or attributes["href"] == "data:,"
                assert tag != "a" or urlsplit(attributes["href"]).netloc in outside
        assert "url(" not in found.text("style") and "@import" not in found.text("style")
        policy = next(m["content"] for m in found.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
        assert "unsafe" not in policy and "*" not in policy and "http" not in policy
        for tag in ("style", "script"):
            for text in re.findall(rf"<{tag}>(.*?)</{tag}>", page.decode(), re.DOTALL):
                digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
                assert rules[f"{tag}-src"] == f"'sha256-{digest}'"
        assert {"name": "referrer", "content": "no-referrer"} in found.all("meta")


def test_the_same_site_gives_the_same_bytes_in_another_process_too() -> None:
    first = pages(small_site())
    assert first == pages(small_site()) and list(first) == list(pages(small_site()))
    code = (
        "import hashlib\n"
        "from tests.pages.test_pages import pages, small_site\n"
        "made = pages(small_site())\n"
        "print(hashlib.sha256(repr(made).encode()).hexdigest())"
    )
    for seed, zone in (("1", "UTC"), ("2", "America/New_York")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        environment["PYTHONPATH"] = os.pathsep.join(sys.path)
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == hashlib.sha256(repr(first).encode()).hexdigest()


# What strangers wrote

hostile = st.lists(
    st.one_of(
        st.sampled_from(["<script>", "</script>", "</style>", "\"", "'", "`", "<!--", "-->"]),
        st.sampled_from(["{{x}}", "{%", "&lt;", "&#60;", "javascript:", "<svg onload=x>", "]]>", "<b", "="]),
        st.sampled_from(["\x00", "\u2028", "\u202e", "\ud800", "</td>"]),
        st.text(max_size=6),
    ),
    max_size=8,
).map(lambda parts: "Xu " + "".join(parts))  # fmt: skip


def written(name: str, title: str, office: str, text: str) -> SiteData:
    """A site in which everything that strangers write is what is given."""
    site = small_site(organisation=office)
    work = small_month.work(3, Slot.MORNING, f"A {text}", "Z", line=1)._replace(
        agenda=(f"B {text}",), groups=(f"C {text}",),
        units=(f"D {text}",), location=f"E {text}", note=f"F {text}", certain=False,
    )  # fmt: skip
    gone = small_month.work(4, Slot.EVENING, f"G {text}", line=1)._replace(cancelled=True, printed=f"H {text}")
    free = small_month.marker(Kind.HOLIDAY, 5, 5, f"I {text}", line=1)._replace(note=f"K {text}")
    finding = Finding("L401", Severity.ERROR, Place(text, 1), f"L {text}", f"M {text}", f"N {text}")
    told = replace(
        site.programmes[0], title=f"O {text}", file=f"P {text}", findings=(finding,), lines=(f"x\tM {text}\ty",)
    )
    leader = SiteLeader(Leader(name, title), "a.ics", "a.html", (work, gone, free))
    return replace(site, leaders=(leader,), programmes=(told,), events=leader.events)


PLAIN = {path: Parsed(page).skeleton for path, page in pages(written("Xu", "Xu", "Xu", "Xu")).items()}


@settings(max_examples=40, deadline=None)
@given(hostile, hostile, hostile, hostile)
def test_no_text_breaks_out(name: str, title: str, office: str, text: str) -> None:
    """Whatever stands in a name or a text, the page has the tags and attributes it has with a plain one."""
    for path, page in pages(written(name, title, office, text)).items():
        assert Parsed(page).skeleton == PLAIN[path]


def test_a_hostile_name_is_shown_as_it_is() -> None:
    page = pages(written(HOSTILE, "GĐ", "Sở", HOSTILE))["a.html"]
    assert HOSTILE.rstrip("\u202e") in Parsed(page).text("h1")
    assert "\u202e" not in page.decode(), "nothing turns the direction of reading"


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(exclude_characters="/\\\0", exclude_categories=("Cs",)), min_size=1, max_size=12))
def test_paths_are_quoted(stem: str) -> None:
    feed = f"feeds/{stem}.ics"
    site = small_site(leaders=(SiteLeader(Leader("A"), feed, f"feeds/{stem}.html", ()),), programmes=(), events=())
    found = Parsed(pages(site)[f"feeds/{stem}.html"])
    links = [link["href"] for link in found.all("a")]
    webcal = next(link for link in links if link.startswith("webcal:"))
    assert unquote(webcal) == f"webcal://lich.example.vn/so/{feed}"
    assert webcal.isascii() and not re.search(r"[\s\"'<>?#]", webcal)
    google = next(link for link in links if "google" in link)
    assert parse_qs(urlsplit(google).query) == {"cid": [webcal]}


@pytest.mark.parametrize("path", ["../a.html", "/a.html", "a/../../b.html", "..", ".", "a\\b.html", "a\0.html"])
def test_a_path_out_of_the_site_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="inside the site"):
        inside(path)


def test_relative_links() -> None:
    assert relative("a/b.html", "a/b.ics") == "b.ics"
    assert relative("index.html", "feeds/x/hoàn.html") == "feeds/x/ho%C3%A0n.html"
    assert relative("feeds/x/a.html", "index.html") == "../../index.html"
    assert relative("a.html", "javascript:alert(1)") == "javascript%3Aalert%281%29"


# Subscribing


def buttons(site: SiteData, path: str = "hoan.html") -> dict[str, str]:
    return {
        urlsplit(a["href"]).netloc: a["href"] for a in Parsed(pages(site)[path]).all("a") if a.get("class") == "button"
    }


def test_the_buttons_give_each_program_the_address_it_takes() -> None:
    found = buttons(small_site())
    assert found["calendar.google.com"] == (
        "https://calendar.google.com/calendar/r?cid=webcal://lich.example.vn/so/hoan.ics"
    )
    assert found["lich.example.vn"] == "webcal://lich.example.vn/so/hoan.ics"
    for host in ("outlook.office.com", "outlook.live.com"):
        parts = urlsplit(found[host])
        assert (parts.scheme, parts.path) == ("https", "/calendar/0/addfromweb")
        assert parse_qs(parts.query) == {
            "url": ["https://lich.example.vn/so/hoan.ics"],
            "name": ["Lịch công tác – Hoàn (Sở Thủy sản tỉnh Biển Xanh)"],
        }


def test_the_address_can_be_copied_and_scanned() -> None:
    page = pages(small_site())["hoan.html"]
    found = Parsed(page)
    field = found.all("input")[0]
    assert field["value"] == "https://lich.example.vn/so/hoan.ics" and "readonly" in field
    assert "hidden" in found.all("button")[0], "without JavaScript there is no button that does nothing"
    for address in ("webcal://lich.example.vn/so/hoan.ics", "https://lich.example.vn/so/hoan.html"):
        code = segno.make(address, error="m", micro=False)
        assert (
            code.svg_inline(border=4, omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None).encode()
            in page
        )
    assert [a["aria-label"] for _, a in found.tags if a.get("role") == "img"] == [
        "Mã QR của địa chỉ đăng ký (webcal)", "Mã QR của trang này",
    ]  # fmt: skip


def test_each_program_has_its_help_and_says_how_long_it_takes() -> None:
    text = Parsed(pages(small_site())["hoan.html"]).text()
    for program in ("Google Lịch", "iPhone", "máy Mac", "Outlook", "Thunderbird"):
        assert program in text
    for time in ("8 đến 24 giờ", "khoảng 3 giờ", "12 giờ", "từ 5 phút", "30 phút"):
        assert time in text
    assert text.count("Bao lâu:") == 6


def test_plain_http_is_warned_of() -> None:
    site = small_site(base_url="http://10.0.0.5:8000")
    assert buttons(site)["10.0.0.5:8000"] == "webcal://10.0.0.5:8000/hoan.ics"
    assert "thường chỉ nhận địa chỉ https" in Parsed(pages(site)["hoan.html"]).text()
    assert "thường chỉ nhận địa chỉ https" not in Parsed(pages(small_site())["hoan.html"]).text()


def test_without_the_sites_address_the_page_says_what_is_missing() -> None:
    page = pages(small_site(base_url=None))["hoan.html"]
    found = Parsed(page)
    assert "--base-url" in found.text("aside") and not found.all("svg") and not found.all("script")
    assert not [a for a in found.all("a") if urlsplit(a["href"]).scheme]
    assert "hoan.ics" in [a["href"] for a in found.all("a")]


@pytest.mark.parametrize(
    ("given_url", "address"),
    [
        ("https://a.vn", "https://a.vn/x.ics"),
        ("https://a.vn/lịch công tác/", "https://a.vn/l%E1%BB%8Bch%20c%C3%B4ng%20t%C3%A1c/x.ics"),
        ("HTTPS://A.vn:8443/b/", "https://a.vn:8443/b/x.ics"),
        ("http://[::1]:80/", "http://[::1]:80/x.ics"),
        ("https://lịch.vn", "https://xn--lch-llz.vn/x.ics"),
    ],
)  # fmt: skip
def test_the_sites_address(given_url: str, address: str) -> None:
    base = base_of(given_url)
    assert base and base.url("x.ics") == address


@pytest.mark.parametrize(
    "address", ["", "a.vn", "javascript:alert(1)", "ftp://a.vn", "https://", "https://a.vn/?q", "https://a.vn/#x",
                "https://u:p@a.vn/", "https://a b.vn", "https://a\".vn", "https://a.vn:x", "webcal://a.vn"],
)  # fmt: skip
def test_what_is_no_address_of_a_site_is_refused(address: str) -> None:
    with pytest.raises(UserError) as error:
        pages(small_site(base_url=address))
    assert error.value.status == 2 and "--base-url" in str(error.value)


def test_an_address_too_long_to_scan_has_no_code() -> None:
    found = Parsed(pages(small_site(base_url="https://a.vn/" + "x" * 700))["hoan.html"])
    assert not found.all("svg") and found.all("button")


# Index and secretary


def test_the_index_names_addresses_only_where_it_is_public() -> None:
    found = Parsed(pages(small_site())[INDEX])
    links = [a["href"] for a in found.all("a")]
    assert {"hoan.html", "hoan.ics", "all.ics"} <= set(links) and "https://lich.example.vn/so/hoan.ics" in found.text()
    assert not any(m.get("name") == "robots" for m in found.all("meta"))
    for private in (True, False):
        page = pages(small_site(public_index=False, private=private))[INDEX]
        for word in ("hoan", "Hoàn", "binh", ".ics", "van-phong"):
            assert word not in page.decode()
        assert {"name": "robots", "content": "noindex, nofollow"} in Parsed(page).all("meta")
    assert "all.ics" not in pages(small_site(private=True))[INDEX].decode(), "everyone's work is for no list"


def test_no_page_of_a_leader_names_anothers_address() -> None:
    made = pages(small_site())
    assert "binh." not in made["hoan.html"].decode() and "hoan." not in made["binh.html"].decode()
    assert "all.ics" not in made["hoan.html"].decode() and "van-phong" not in made["hoan.html"].decode()
    assert "hoan." not in made["van-phong.html"].decode()


def test_the_root_leads_to_the_offices() -> None:
    found = Parsed(pages(sites()[4])[INDEX])
    assert [a["href"] for a in found.all("a")][1:] == ["so-thuy-san/index.html", "ubnd/index.html"]
    assert list(pages(sites()[4])) == [INDEX]


def test_an_offices_index_lies_in_its_folder() -> None:
    assert "so/index.html" in pages(small_site(folder="so"))


def test_two_pages_on_one_path_are_refused() -> None:
    leader = small_site().leaders[0]
    with pytest.raises(ValueError, match="two pages"):
        pages(small_site(leaders=(leader, leader)))


def test_the_secretary_sees_the_words_in_their_line() -> None:
    page = pages(small_site())["van-phong.html"].decode()
    assert "┊ Sáng: Lễ chào cờ. - <mark>Tiếp công dân định kỳ</mark> ┊ Thanh tra Sở</blockquote>" in page
    text = Parsed(page.encode()).text()
    assert "1 lỗi, 2 cảnh báo, 1 lưu ý" in text and "ban hành 28/02/2025" in text and "điều chỉnh lần 1" in text
    assert "Lỗi Dòng 21: Không hiểu ô ngày “32” (L201)" in text and "Đã xử lý: Bỏ qua hàng này" in text
    assert "1 lưu ý nhỏ" in text and "<blockquote><mark>32</mark></blockquote>" in page


def test_samples_quote_their_lines() -> None:
    for name in ("uncertain-rows.txt", "contradictions.txt", "page-breaks.txt"):
        site = sample_site(name)
        for finding in site.programmes[0].findings:
            told = note(finding, site.programmes[0].lines)
            assert told.quote and (told.quote.words or told.quote.before or told.quote.after)
    assert counts(()) == "không có gì phải xem lại"


def test_long_lines_are_quoted_in_part() -> None:
    finding = Finding("L401", Severity.WARNING, Place("a.txt", 1), "m", "b" * 500)
    quote = note(finding, ("a" * 500 + "b" * 500 + "c" * 500,)).quote
    assert quote and quote.before == "…" + "a" * 90 and quote.words == "b" * 300 + "…" and quote.after == "…"
    whole = note(finding._replace(excerpt=""), ("x" * 500,)).quote
    assert whole and whole == ("", "", "x" * 180 + "…")
    assert note(finding._replace(excerpt=""), ("",)).quote is None


def test_many_findings_take_several_pages_and_none_is_lost() -> None:
    findings = tuple(
        Finding("L401", Severity.WARNING, Place("a.txt", n), f"việc số {n}z " + "&" * 200, "", "") for n in range(500)
    )
    told = replace(small_site().programmes[0], findings=findings, lines=())
    made = pages(small_site(programmes=(told,)))
    paths = [path for path in made if path.startswith("van-phong")]
    assert paths[:2] == ["van-phong.html", "van-phong.2.html"] and all(len(made[path]) < LIMIT for path in paths)
    text = " ".join(Parsed(made[path]).text() for path in paths)
    assert all(f"iệc số {n}z" in text for n in range(500))
    assert "(tiếp)" in Parsed(made[paths[1]]).text("h2") and "(tiếp)" not in Parsed(made[paths[0]]).text("h2")
    current = [a["href"] for a in Parsed(made[paths[1]]).all("a") if a.get("aria-current")]
    assert current == [paths[1]]


def test_compiled_templates_are_kept_and_a_broken_file_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "_BYTE_CODE", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    made = []
    for damage in (b"", b"jinja2noise", None):
        frame._environment.cache_clear()
        made.append(pages(small_site()))
        kept = sorted(tmp_path.iterdir())
        assert kept and all(path.suffix == ".jinja2" for path in kept)
        for path in kept:
            if damage is not None:
                path.write_bytes(path.read_bytes()[:40] + damage)
    monkeypatch.setattr(frame, "_BYTE_CODE", tmp_path / "none")
    frame._environment.cache_clear()
    made.append(pages(small_site()))
    frame._environment.cache_clear()
    assert all(one == made[0] for one in made)
