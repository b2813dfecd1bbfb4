"""Several offices in one archive: what happens to one is no business of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publish.office import events, feeds, month, publish, published, put

OTHER = "Sở Y tế"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "kho"
    put(folder, "thuy-san.txt", month())
    put(folder, "y-te.txt", month(office=OTHER))
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "lich"


def test_a_broken_programme_of_one_office_holds_up_no_other(archive: Path, site: Path) -> None:
    publish(archive, site)
    (archive / "thuy-san.txt").write_bytes(b"\x00\x01")
    put(archive, "y-te.txt", month(office=OTHER).replace("nuôi tôm đợt 20", "nuôi cá đợt 20"))
    assert publish(archive, site).exit_code == 1
    assert "Nghe báo cáo nuôi cá đợt 20" in events(feeds(site)["so-y-te/all.ics"])


def test_an_office_without_programmes_keeps_its_pages(archive: Path, site: Path) -> None:
    publish(archive, site, "--base-url", "https://lich.vn/")
    before = published(site)
    (archive / "y-te.txt").unlink()
    result = publish(archive, site, "--base-url", "https://lich.vn/")
    assert result.exit_code == 1 and "y-te.txt" in result.output
    assert published(site) == before, "the page that leads to it is the same too"


@pytest.mark.parametrize("option", [(), ("--init",)])
def test_an_archive_that_is_not_mounted_takes_no_page_away(tmp_path: Path, site: Path, option: tuple[str, ...]) -> None:
    put(tmp_path / "mot", "thang-2.txt", month())
    publish(tmp_path / "mot", site, *option)
    before = published(site)
    (tmp_path / "mot/thang-2.txt").unlink()
    assert publish(tmp_path / "mot", site).exit_code == 1
    assert published(site) == before


def test_a_public_index_lists_the_first_office_too(tmp_path: Path, site: Path) -> None:
    put(tmp_path / "kho", "thuy-san.txt", month())
    publish(tmp_path / "kho", site, "--public-index")
    put(tmp_path / "kho", "y-te.txt", month(office=OTHER))
    result = publish(tmp_path / "kho", site, "--public-index")
    index = (site / "index.html").read_text("utf-8")
    assert 'href="so-y-te/index.html"' in index and 'href="hoan.html"' in index
    assert 'href="index.html"' not in index, "a page that leads to itself"
    assert OTHER in result.output, "a new office, or a name spelt otherwise: somebody should know"
