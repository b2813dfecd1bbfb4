"""The command line as its users meet it: what is written, what is said where, and with which exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

from ics_export import __version__
from ics_export.cli import main

SAMPLES = Path(__file__).parent.parent / "samples"
MONTH = SAMPLES / "month.txt"
TABLE = "Ngày\tNội dung công việc\tCơ quan chuẩn bị\tLãnh đạo Sở\n"
HEAD = "CHƯƠNG TRÌNH CÔNG TÁC THÁNG 02 NĂM 2025 CỦA SỞ NỘI VỤ\n\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def ics_export(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], prog_name="ics-export")


def programme(text: str, name: str = "month.txt") -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def test_one_leader_gives_one_feed(tmp_path: Path) -> None:
    result = ics_export(MONTH, "--leader", "Hoàn")
    assert result.exit_code == 0
    assert [p.name for p in tmp_path.iterdir()] == ["hoan.ics"]
    calendar = Calendar.from_ical((tmp_path / "hoan.ics").read_bytes())
    assert "Hoàn" in str(calendar["X-WR-CALNAME"])
    assert len(calendar.walk("VEVENT")) > 10


@pytest.mark.parametrize("typed", ["Hoàn", "hoan", "HOÀN", "Hoàn", "Đ/c Hoàn", "đồng chí hoàn", "d/c hoan"])
def test_a_leader_is_found_as_people_type(typed: str) -> None:
    assert ics_export(MONTH, "--leader", typed).exit_code == 0
    assert Path("hoan.ics").exists()


def test_an_unknown_leader_lists_those_there_are() -> None:
    result = ics_export(MONTH, "--leader", "Bách")
    assert result.exit_code == 2
    assert "Hoàn (GĐ)" in result.stderr
    assert not list(Path().iterdir())


def test_without_a_leader_all_feeds_are_written() -> None:
    assert ics_export(MONTH, "--out", "site").exit_code == 0
    assert {p.name for p in Path("site").iterdir()} >= {"all.ics", "hoan.ics"}


def test_standard_output_is_data_and_standard_error_is_talk() -> None:
    result = ics_export(MONTH, "--leader", "Hoàn", "-o", "-")
    assert result.stdout.startswith("BEGIN:VCALENDAR")
    assert "S501" in result.stderr
    quiet = ics_export(MONTH, "--leader", "Hoàn", "-o", "-", "-q")
    assert quiet.stderr == ""


def test_json_is_the_contract() -> None:
    result = ics_export(MONTH, "--format", "json", "-q")
    data = json.loads(result.stdout)
    assert list(data) == ["organisation", "period", "issued", "leaders", "events", "findings"]
    assert list(data["period"]) == ["from", "to"]
    assert list(data["leaders"][0]) == ["name", "title", "feed"]
    assert set(data["events"][0]) >= {
        "uid", "kind", "start", "end", "slot", "summary", "agenda", "leaders", "groups", "feeds", "units", "location",
        "certain", "tags", "lunar", "source",
    }  # fmt: skip
    assert data["events"][0]["lunar"]
    assert {e["kind"] for e in data["events"]} >= {"event", "weekend", "observance"}


def test_csv_has_googles_columns() -> None:
    result = ics_export(MONTH, "--format", "csv", "--leader", "Hoàn", "-q")
    head = result.stdout.splitlines()[0]
    assert head == "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location,Private"


def test_strict_writes_nothing_while_there_are_warnings() -> None:
    result = ics_export(MONTH, "--strict")
    assert result.exit_code == 1
    assert not list(Path().iterdir())


def test_a_bad_row_does_not_lose_the_month() -> None:
    path = programme(HEAD + TABLE + "03\tSáng: Họp\tVăn phòng\tĐ/c Hoàn GĐ\n31\tSáng: Đi\tVăn phòng\tĐ/c Hoàn GĐ\n")
    result = ics_export(path, "--out", "site")
    assert result.exit_code == 1
    assert "month.txt:5" in result.stderr
    assert "D301" in result.stderr
    assert Path("site/hoan.ics").exists()


def test_one_bad_file_does_not_lose_the_run() -> None:
    bad = programme("", "empty.txt")
    result = ics_export(bad, MONTH, "--out", "site")
    assert result.exit_code == 1
    assert "empty.txt" in result.stderr
    assert Path("site/hoan.ics").exists()


BAD = {
    "empty": (b"", 1, "tệp rỗng"),
    "binary": (b"\x00\x01\x02" * 200, 1, "nhị phân"),
    "docx": (b"PK\x03\x04" + b"x" * 200, 1, "Word/Excel mới"),
    "pdf": (b"%PDF-1.7\n" + b"x" * 200, 1, "PDF"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 200, 1, "Word/Excel cũ"),
    "no table": ("CHƯƠNG TRÌNH CÔNG TÁC THÁNG 2 NĂM 2025\n\nHọp\n".encode(), 1, "không thấy bảng"),
    "no date column": ((HEAD + "Nội dung công việc\tĐơn vị\tGhi chú\nHọp\tVP\t\n").encode(), 1, "cột ngày"),
    "no month": (("LỊCH CÔNG TÁC\n\n" + TABLE + "03\tHọp\tVP\tĐ/c An GĐ\n").encode(), 2, "--month"),
    "a month without its year": (
        ("LỊCH CÔNG TÁC THÁNG 5\n\n" + TABLE + "03/5\tHọp\tVP\tĐ/c An GĐ\n").encode(), 2,
        "tiêu đề ghi tháng 5 nhưng không ghi năm; hãy chạy lại với --month",
    ),
    "two programmes": (
        (
            (HEAD + TABLE + "03\tHọp\tVP\tĐ/c An GĐ\n\n").encode()
            + (HEAD.replace("02", "03") + TABLE + "04\tHọp\tVP\tĐ/c An GĐ\n").encode()
        ),
        1,
        "hai chương trình",
    ),
    "classified": (("TỐI MẬT\n" + HEAD + TABLE + "03\tHọp\tVP\tĐ/c An GĐ\n").encode(), 1, "TỐI MẬT"),
    "too large": (b"a b c\n" * 9_000_000, 1, "quá lớn"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_one_clear_sentence(name: str, tmp_path: Path) -> None:
    data, status, words = BAD[name]
    Path("bad.txt").write_bytes(data)
    Path("site").mkdir()
    Path("site/all.ics").write_bytes(b"the feed before")
    result = ics_export("bad.txt", "--out", "site")
    assert result.exit_code == status
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert [p.name for p in Path("site").iterdir()] == ["all.ics"]
    assert Path("site/all.ics").read_bytes() == b"the feed before"


def test_month_and_classification_can_be_given() -> None:
    Path("a.txt").write_text("MẬT\nLỊCH CÔNG TÁC\n\n" + TABLE + "03\tSáng: Họp\tVP\tĐ/c An GĐ\n", encoding="utf-8")
    result = ics_export("a.txt", "--month", "2025-02", "--allow-classified", "--out", "site")
    assert result.exit_code == 0, result.stderr
    assert Path("site/an.ics").exists()


def test_a_name_can_not_leave_the_folder() -> None:
    path = programme(HEAD + TABLE + "03\tSáng: Họp\tVP\tĐ/c ../../etc GĐ; Đ/c An PGĐ\n")
    assert ics_export(path, "--out", "site").exit_code in (0, 1)
    assert {p.parent.name for p in Path().rglob("*.ics")} == {"site"}


def test_control_characters_reach_no_terminal() -> None:
    path = programme(HEAD + TABLE + "03\tSáng: Họp \x1b[31mđỏ\u202e\tVP\tĐ/c An\x07 GĐ\n")
    result = ics_export(path, "--out", "site", "-v")
    assert "\x1b" not in result.output + result.stderr
    assert "R104" in result.stderr
    assert b"\x1b" not in Path("site/all.ics").read_bytes()


def test_a_file_that_is_not_there() -> None:
    result = ics_export("nothing.txt")
    assert result.exit_code == 1
    assert "không có tệp này" in result.stderr


def test_no_document_is_a_usage_error() -> None:
    assert ics_export().exit_code == 2
    assert ics_export("check").exit_code == 2


def test_check_prints_findings_three_ways() -> None:
    human = ics_export("check", MONTH)
    assert "^" in human.stdout
    assert human.exit_code == 0
    lines = ics_export("check", MONTH, "--format", "line").stdout.splitlines()
    assert all(line.startswith(f"{MONTH}:") for line in lines)
    data = json.loads(ics_export("check", MONTH, "--format", "json").stdout)
    assert set(data[0]) == {"code", "severity", "file", "line", "column", "message", "excerpt", "action"}
    assert ics_export("check", MONTH, "--strict").exit_code == 1


def test_check_explains_a_code() -> None:
    assert "Cách ghi cho rõ" in ics_export("check", "--explain", "l401").stdout
    unknown = ics_export("check", "--explain", "Z999")
    assert unknown.exit_code == 2
    assert "L401" in unknown.stderr


def test_show_draws_the_month_within_its_width() -> None:
    result = ics_export("show", MONTH, "--leader", "hoan", "--width", "80")
    assert result.exit_code == 0
    assert "Sáng" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_almanac_prints_a_day_and_a_year() -> None:
    assert "mùng 6 tháng Giêng năm Ất Tỵ" in ics_export("almanac", "2025-02-03").stdout
    assert "Tết Canh Tuất" in ics_export("almanac", "2030").stdout
    day = json.loads(ics_export("almanac", "2030-02-02", "--format", "json").stdout)
    assert day["lunar"]["name"] == "mùng 1 tháng Giêng năm Canh Tuất"
    feed = ics_export("almanac", "2030", "--format", "ics").stdout_bytes
    assert len(Calendar.from_ical(feed).walk("VEVENT")) > 20
    assert ics_export("almanac", "1900").exit_code == 2
    assert ics_export("almanac", "hôm nay").exit_code == 2


def test_version() -> None:
    assert __version__ in ics_export("--version").stdout


def test_configuration_is_found_and_used() -> None:
    Path("ics-export.toml").write_text('organisation = "Sở Thử nghiệm"\n', encoding="utf-8")
    ics_export(MONTH, "--leader", "Hoàn")
    assert "Sở Thử nghiệm" in str(Calendar.from_ical(Path("hoan.ics").read_bytes())["X-WR-CALNAME"])
    Path("ics-export.toml").write_text('organisatoin = "x"\n', encoding="utf-8")
    result = ics_export(MONTH)
    assert result.exit_code == 2
    assert "organisation" in result.stderr


@pytest.mark.parametrize("command", ["check", "show", "almanac", "publish", "rotate", "serve"])
def test_every_command_says_its_help_in_vietnamese(command: str) -> None:
    said = CliRunner().invoke(main, [command, "--help"], prog_name="ics-export").output
    assert said.startswith(f"Cách dùng: ics-export {command} [TÙY CHỌN]")
    assert "Hiện trợ giúp này rồi thoát." in said and "Tùy chọn:" in said and "Show this" not in said
