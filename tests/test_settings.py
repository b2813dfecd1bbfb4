"""ics-export.toml: what it may say, and the one sentence that answers everything else."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ics_export.config import Config, RosterEntry, Season, Span
from ics_export.diagnostics import UserError
from ics_export.model import Slot
from ics_export.settings import load

EXAMPLE = Path(__file__).parent.parent / "samples" / "ics-export.toml"
LATE = dt.date(2025, 7, 1)
SEASONS = """
[[season]]
from="{}"
to="{}"
hours={{morning="7h-11h"}}
[[season]]
from="{}"
to="{}"
hours={{morning="8h-11h"}}
"""


def time(text: str) -> dt.time:
    return dt.time.fromisoformat(text)


def span(start: str, end: str) -> Span:
    return Span(time(start), time(end))


@pytest.fixture
def config(tmp_path, monkeypatch):
    """Load a text as ics-export.toml of the current folder."""
    monkeypatch.chdir(tmp_path)

    def load_text(text: str | bytes) -> Config:
        path = Path("ics-export.toml")
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return load(path)

    return load_text


def refusal(load_text, text: str | bytes) -> str:
    with pytest.raises(UserError) as caught:
        load_text(text)
    assert caught.value.status == 2
    sentence = str(caught.value)
    assert sentence.startswith("ics-export.toml:")
    assert sentence.endswith(".")
    assert sentence.isprintable(), "no line end and nothing a terminal obeys"
    return sentence


# What is there without a file, and with one that says nothing ----------------------------------------------------


def test_without_a_file_all_is_default():
    assert load(None) == Config()


@pytest.mark.parametrize("text", ["", "\n# lời giải thích\n", "[hours]\n[groups]\n[feeds]\n", b"\xef\xbb\xbf", "\r\n"])
def test_an_empty_file_is_default(config, text):
    assert config(text) == Config()


def test_the_example_is_the_defaults():
    assert load(EXAMPLE) == Config()


def test_the_example_shows_every_key(config):
    """Every line behind "#" without a blank is a key to use; all of them together make a whole configuration."""
    found = config(re.sub(r"(?m)^#(?=\S)", "", EXAMPLE.read_text(encoding="utf-8")))
    assert found == Config(
        seasons=(
            Season(
                name="mùa hè",
                first=(4, 16),
                last=(10, 15),
                hours=(
                    (Slot.MORNING, span("07:00", "11:00")),
                    (Slot.AFTERNOON, span("14:00", "17:30")),
                    (Slot.ALL_DAY, span("07:00", "17:30")),
                ),
            ),
        ),
        roster=(
            RosterEntry("Hoàn", "PGĐ", until=dt.date(2024, 12, 31)),
            RosterEntry("Hoàn", "GĐ", "Trần Thị Hoàn", ("chị Hoàn", "T. Hoàn"), since=dt.date(2025, 1, 1)),
            RosterEntry("Bình", "PGĐ", since=dt.date(2023, 3, 1)),
        ),
        groups=(("Ban Chấp hành", ("Hoàn", "Bình")),),
        alarm=30,
        days_off=((dt.date(2026, 1, 2), "Nghỉ hoán đổi dịp Tết Dương lịch"),),
        working_days=(dt.date(2026, 1, 10),),
    )


# Hours -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    ["07:00-11:15", "7:00 - 11:15", "7h-11h15", "7h00 – 11h15", "7g-11g15", "07.00—11.15", " 7H - 11H15 "],
)
def test_ways_to_write_hours(config, written):
    assert config(f'[hours]\nmorning = "{written}"').span(Slot.MORNING, LATE) == span("07:00", "11:15")


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ('[hours]\nevening = "18:00-20:00"', Slot.EVENING, span("18:00", "20:00")),
        ('[hours]\nevening = "18:00-20:00"', Slot.MORNING, span("07:30", "11:30")),
        ('[hours]\nevening = "18:00-20:00"', Slot.ALL_DAY, span("07:30", "17:00")),
        # The whole day goes with the hours of its two halves, unless it has its own.
        ('[hours]\nmorning = "07:00-11:00"', Slot.ALL_DAY, span("07:00", "17:00")),
        ('[hours]\nafternoon = "13:00-16:30"', Slot.ALL_DAY, span("07:30", "16:30")),
        ('[hours]\nmorning = "07:00-11:00"\nall_day = "08:00-16:00"', Slot.ALL_DAY, span("08:00", "16:00")),
        # A season's hours come first, then the year's.
        ('[[season]]\nfrom="1/6"\nto="31/8"\nhours.morning="06:30-10:30"', Slot.MORNING, span("06:30", "10:30")),
        ('[[season]]\nfrom="1/6"\nto="31/8"\nhours.morning="06:30-10:30"', Slot.ALL_DAY, span("06:30", "17:00")),
        ('[[season]]\nfrom="1/6"\nto="31/8"\nhours.evening="20:00-21:00"', Slot.ALL_DAY, span("07:30", "17:00")),
        ('[[season]]\nfrom="1/8"\nto="31/8"\nhours.morning="06:30-10:30"', Slot.MORNING, span("07:30", "11:30")),
        ('[[season]]\nfrom="1/12"\nto="1/7"\nhours.morning="06:30-10:30"', Slot.MORNING, span("06:30", "10:30")),
        ('[[season]]\nfrom="2/7"\nto="30/6"\nhours.morning="06:30-10:30"', Slot.MORNING, span("07:30", "11:30")),
    ],
)
def test_hours_on_the_first_of_july(config, text, slot, expected):
    assert config(text).span(slot, LATE) == expected


def test_seasons_may_touch(config):
    assert [(s.name, s.first, s.last) for s in config(SEASONS.format("1/1", "29/2", "1/3", "31/12")).seasons] == [
        ("1/1–29/2", (1, 1), (2, 29)),
        ("1/3–31/12", (3, 1), (12, 31)),
    ]


# Leaders, groups, feeds ------------------------------------------------------------------------------------------


def test_text_is_cleaned(config):
    decomposed = "Hoa\u0300n"
    found = config(f'organisation = "  Sở\u00a0Thủy \\n sản "\n[[leader]]\nname = "{decomposed}"')
    assert (found.organisation, found.roster[0].name) == ("Sở Thủy sản", "Hoàn")


@pytest.mark.parametrize("written", ["2025-02-01", '"01/02/2025"', '"1.2.2025"', '" 1-2-2025 "'])
def test_ways_to_write_a_date(config, written):
    assert config(f'[[leader]]\nname="Hoàn"\nfrom={written}').roster[0].since == dt.date(2025, 2, 1)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ('["Hoàn", "Bình"]', ("Hoàn", "Bình")),
        ('["bình", "HOÀN"]', ("Bình", "Hoàn")),  # as the roster spells them, in the order written
        ('["chị Hoàn", "Hoàn"]', ("Hoàn",)),  # an alias is the same person
        ('["Trần Thị Hoàn"]', ("Hoàn",)),
    ],
)
def test_members_of_a_group_are_found_in_the_roster(config, members, expected):
    roster = '[[leader]]\nname="Hoàn"\nfull_name="Trần Thị Hoàn"\naliases=["chị Hoàn"]\n[[leader]]\nname="Bình"\n'
    assert config(f'{roster}[groups]\n"Ban Chấp hành" = {members}').groups == (("Ban Chấp hành", expected),)


def test_without_a_roster_members_are_taken_as_written(config):
    assert config('[groups]\nTổ = ["Hoàn"]'.replace("Tổ", '"Tổ"')).groups == (("Tổ", ("Hoàn",)),)


@pytest.mark.parametrize("pattern", ["{slug}.ics", "lich-{slug}.ics", "{title}-{slug}.ics", "{slug}{slug}.ics"])
def test_names_of_feeds(config, pattern):
    assert config(f'[feeds]\nname = "{pattern}"').feed_name == pattern


@pytest.mark.parametrize("minutes", [0, 30, 40320])
def test_alarms(config, minutes):
    assert config(f"[feeds]\nalarm = {minutes}\nmarkers = false") == Config(alarm=minutes, markers=False)


# Refusals: the place, what was found, what to do -----------------------------------------------------------------

HOANS = '[[leader]]\nname="Hoàn"\n{}\n[[leader]]\nname="{}"\n{}'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # Unknown keys, with a suggestion where one is near.
        ("organization = 'x'", ['"organization"', '"organisation"?', "organisation, hours, season"]),
        ("[hours]\nmornning = '7h-11h'", ["[hours]", '"mornning"', '"morning"?']),
        ("[hours]\nMorning = '7h-11h'", ['"Morning"', '"morning"?']),
        ("[hours]\nxyz = '7h-11h'", ['[hours] không có khóa "xyz";', "morning, afternoon, evening, all_day"]),
        ("[[leader]]\nname='Hoàn'\n[[leader]]\nname='Bình'\nalias=['B']", ["[[leader]] thứ 2", '"aliases"?']),
        ("[[season]]\nstart='1/1'", ["[[season]] thứ 1", '"start"', "name, from, to, hours"]),
        ("[[season]]\nfrom='1/1'\nto='2/1'\nhours={night='7h-9h'}", ["[[season]] thứ 1, [season.hours]", '"night"']),
        ("[feeds]\nalarms = 5", ["[feeds]", '"alarm"?']),
        ('"\\u001b[31m" = 1', ["␛[31m"]),
        # Values of the wrong type.
        ("organisation = 5", ['khóa "organisation"', "số 5", "chuỗi"]),
        ("hours = '7h-11h'", ['khóa "hours"', "chữ “7h-11h”", "[hours]"]),
        ("leader = 'Hoàn'", ['khóa "leader"', "[[leader]]"]),
        ("[leader]\nname = 'Hoàn'", ["một bảng", "[[leader]]", "hai ngoặc vuông"]),
        ("leader = ['Hoàn']", ["một danh sách", "[[leader]]"]),
        ("[hours]\nmorning = 07:30:00", ["[hours]", '"morning"', "giờ 07:30:00", "ngoặc kép"]),
        ("[[leader]]\nname='Hoàn'\naliases='H'", ['"aliases"', "chữ “H”", "danh sách"]),
        ("[[leader]]\nname='Hoàn'\naliases=['H', 1]", ["một danh sách", "danh sách tên"]),
        ("[[leader]]\nname='Hoàn'\naliases=['']", ["danh sách tên"]),
        ("[[leader]]\nname='Hoàn'\nfrom=2025", ['"from"', "số 2025", "2025-02-01"]),
        ("[[leader]]\nname='Hoàn'\nfrom=2025-01-01T00:00:00", ["ngày giờ 2025-01-01", "một ngày"]),
        ("[[leader]]\nname='Hoàn'\nfrom='31/02/2025'", ["31/02/2025", "một ngày"]),
        ("[[leader]]\nname='Hoàn'\ntitle=2025-01-01", ["ngày 01/01/2025", "chuỗi"]),
        ("[feeds]\nmarkers = 'true'", ['"markers"', "chữ “true”", "true hoặc false"]),
        ("[feeds]\nalarm = true", ['"alarm"', "tìm thấy true", "số phút"]),
        ("[feeds]\nalarm = 1.5", ["số 1.5"]),
        ("[feeds]\nalarm = -5", ["số -5", "từ 0 đến 40320"]),
        ("[feeds]\nalarm = 40321", ["số 40321"]),
        ("[groups]\n'Ban' = 'Hoàn'", ["[groups]", '"Ban"', "danh sách"]),
        # Hours.
        ("[hours]\nmorning = 'sáng'", ["[hours]", '"morning"', "“sáng”", "07:30-11:30"]),
        ("[hours]\nmorning = ''", ["“” không phải là khoảng giờ"]),
        ("[hours]\nmorning = '7-11'", ["“7-11”"]),
        ("[hours]\nmorning = '25:00-26:00'", ["“25:00-26:00”"]),
        ("[hours]\nmorning = '07:60-11:00'", ["“07:60-11:00”"]),
        ("[hours]\nmorning = '11:30-07:30'", ["“11:30-07:30” kết thúc trước"]),
        ("[hours]\nmorning = '07:30-07:30'", ["“07:30-07:30” kết thúc trước hoặc đúng lúc"]),
        ("[hours]\nmorning = '18h-19h'", ["[hours]", "18:00", "17:00", "all_day"]),
        # Seasons.
        ("[[season]]\nto='1/1'\nhours={morning='7h-11h'}", ["[[season]] thứ 1", 'thiếu khóa "from"']),
        ("[[season]]\nfrom='1/1'\nhours={morning='7h-11h'}", ['thiếu khóa "to"']),
        ("[[season]]\nfrom='1/1'\nto='2/1'", ['thiếu khóa "hours"', "[season.hours]"]),
        ("[[season]]\nfrom='1/1'\nto='2/1'\nhours={}", ["[season.hours]", "chưa có giờ"]),
        ("[[season]]\nfrom='31/4'\nto='2/1'\nhours={morning='7h-11h'}", ["“31/4”", "16/4"]),
        ("[[season]]\nfrom='hè'\nto='2/1'\nhours={morning='7h-11h'}", ["“hè”"]),
        (SEASONS.format("16/4", "15/10", "15/10", "15/4"), ["[[season]] thứ 2", "[[season]] thứ 1", "ngày 15/10"]),
        (SEASONS.format("1/12", "31/1", "31/1", "1/2"), ["[[season]] thứ 2", "ngày 31/1"]),
        # Leaders.
        ("[[leader]]\ntitle='GĐ'", ["[[leader]] thứ 1", 'thiếu khóa "name"']),
        ("[[leader]]\nname='李'", ["“李”", "tên tệp"]),
        ("[[leader]]\nname='../..'", ["“../..”", "tên tệp"]),
        ('[[leader]]\nname="Ho\\u202eàn"', ["ký tự điều khiển"]),
        ("[[leader]]\nname='Hoàn'\nfrom=2025-02-01\nuntil=2025-01-31", ["31/01/2025", "01/02/2025"]),
        (HOANS.format("", "Hoàn", ""), ["[[leader]] thứ 2", "“Hoàn”", "[[leader]] thứ 1"]),
        (HOANS.format("", "hoàn", ""), ["“hoàn”", "[[leader]] thứ 1"]),
        (HOANS.format("", "Bình", "aliases=['Hoàn']"), ["[[leader]] thứ 2", "“Hoàn”"]),
        (HOANS.format("aliases=['Bình']", "Bình", ""), ["“Bình” cũng là tên gọi"]),
        (HOANS.format("until=2025-01-31", "Hoàn", "from=2025-01-31"), ["cùng thời gian"]),
        # Groups.
        ("[groups]\n'Ban' = []", ["[groups]", '"Ban"', "chưa có ai"]),
        ("[groups]\n'Ban' = ['Hoàn']\n'ban' = ['Bình']", ["“ban” đã có"]),
        ("[groups]\n'' = ['Hoàn']", ["khóa rỗng"]),
        ("[groups]\n'Ban' = ['Hoan']\n[[leader]]\nname='Hoàn'", ["“Hoan”", '"Hoàn"?', "[[leader]]"]),
        # Names of feeds.
        ("[feeds]\nname = 'lich.ics'", ["[feeds]", '"name"', "“lich.ics” không có {slug}"]),
        ("[feeds]\nname = '{name}.ics'", ["{name}", "chỉ có {slug} và {title}"]),
        ("[feeds]\nname = '{slug.__class__}.ics'", ["{slug.__class__}"]),
        ("[feeds]\nname = '{slug!r}.ics'", ["{slug!r}"]),
        ("[feeds]\nname = '{slug}{.ics'", ["dấu ngoặc nhọn"]),
        ("[feeds]\nname = '../{slug}.ics'", ["không được có /"]),
        ("[feeds]\nname = '{slug}:*.ics'", ["không được có * :"]),
        ("[feeds]\nname = '.{slug}.ics'", ["dấu chấm"]),
        ("[feeds]\nname = '{slug}.txt'", [".ics"]),
    ],
)
def test_a_refusal_says_where_what_and_how(config, text, words):
    sentence = refusal(config, text)
    for word in words:
        assert word in sentence


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("organisation = Sở Thủy sản", 1, "ngoặc kép"),
        ("\n[hours]\nmorning = 07:30-11:30\n", 3, "ngoặc kép"),
        ("organisation = 'x'\norganisation = 'y'", 2, "đã có ở trên"),
        ("[hours]\n[hours]", 2, "gộp hai bảng"),
        ("[hours\n", 1, "ngoặc vuông"),
        ("[groups]\nBan Chấp hành = ['Hoàn']", 2, "tên khóa có dấu"),
        ("[groups]\nTổ = ['Hoàn']", 2, "tên khóa có dấu"),
        ("lời giải thích không có dấu thăng", 1, "tên khóa có dấu"),
        ('organisation = "Sở', 1, "ngoặc kép ở cuối"),
        ('organisation = "Sở\n[hours]', 1, "ngoặc kép ở cuối"),
        ('organisation = "C:\\tệp\\q"', 1, "viết hai lần"),
        ("[groups]\n'Ban' = ['Hoàn'", 2, "ngoặc vuông"),
        ("[[leader]]\nname='Hoàn'\nfrom=2025-02-31", 3, "không có thật"),
    ],
)
def test_a_syntax_error_has_its_line(config, text, line, words):
    sentence = refusal(config, text)
    assert re.match(rf"ics-export\.toml:{line}:\d+: không hiểu dòng ", sentence)
    assert f"“{text.splitlines()[line - 1]}”" in sentence
    assert words in sentence


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ('organisation = "Sở"'.encode("utf-16"), "UTF-8"),
        (b"organisation = '\xff'", "UTF-8"),
        (b"a = " + b"[" * 100_000, "lồng nhau"),
        (b"a = " + b"9" * 5000, "quá lớn"),
        (b"#" * 1_000_001, "1 MB"),
        (b"\x00\x1b[2J", "không hiểu dòng"),
    ],
)
def test_a_file_that_is_none(config, data, words):
    assert words in refusal(config, data)


def test_a_file_that_is_not_there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match=r"^thiếu\.toml: không có tệp này; .*\.$") as caught:
        load(Path("thiếu.toml"))
    assert caught.value.status == 2
    with pytest.raises(UserError, match="đây là thư mục"):
        load(tmp_path)


def test_a_file_that_cannot_be_read(monkeypatch):
    def refuse(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UserError, match="không đọc được"):
        load(Path("x.toml"))


@given(st.text(max_size=60))
def test_any_text_is_a_configuration_or_a_sentence(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        assert isinstance(load(path), Config)
    except UserError as error:
        assert error.status == 2 and str(error).isprintable()


def test_what_is_not_needed_is_not_loaded():
    code = (
        "import sys, ics_export.settings as s; s.load(None); print({'tomllib', 'difflib', 'click'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
