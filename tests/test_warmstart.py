"""Kept patterns are the patterns: same behaviour, and whatever is wrong with the file, a run goes on without it."""

from __future__ import annotations

import marshal
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ics_export import warmstart

ROOT = Path(__file__).parents[1]
PATTERNS = [
    (r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?:\D|$)", 0),
    (r"^(?:Sáng|Chiều|Cả ngày)(?!\w)\s*[:：]", re.MULTILINE),
    (r"(?i:phó giám đốc|giám đốc)(?=\s|$)", 0),
    (r"(?<![A-ZĐ])Đ/c\s+(\w+)", re.IGNORECASE),
    *((rf"đợt {number}\b", 0) for number in range(8)),
]
TEXT = "Sáng: 03/02 Đ/c Hoàn và phó Giám đốc; đợt 3\nChiều: đ/c Bình, Giám đốc, đợt 5"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of patterns, in a folder of the test's own; patterns of other tests are out of the way."""
    path = tmp_path / "patterns.bin"
    monkeypatch.setattr(warmstart, "_file", lambda: str(path))
    monkeypatch.setattr(warmstart, "_loaded", set())
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    re.purge()
    return path


def found() -> list[list[tuple[tuple[int, int], dict[str, str | None]]]]:
    return [[(m.span(), m.groupdict()) for m in re.finditer(pattern, TEXT, flags)] for pattern, flags in PATTERNS]


def test_loaded_patterns_find_what_compiled_ones_find(kept: Path) -> None:
    compiled = found()
    warmstart.save()
    re.purge()
    warmstart.load()
    before = re.compile(*PATTERNS[0])
    assert before is re.compile(*PATTERNS[0])
    assert found() == compiled
    assert any(compiled)


def test_they_come_from_the_file(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found()
    warmstart.save()
    re.purge()
    warmstart.load()
    monkeypatch.setattr(re._compiler, "compile", None)  # type: ignore[attr-defined]
    assert any(found())


def test_a_run_with_few_new_patterns_leaves_the_file(kept: Path) -> None:
    found()
    warmstart.save()
    data = kept.read_bytes()
    re.purge()
    warmstart.load()
    re.compile("một mẫu mới")
    warmstart.save()
    assert kept.read_bytes() == data
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not marshal",
        marshal.dumps(None),
        marshal.dumps((("3.0 of another age", 1), [])),
        marshal.dumps((warmstart._version(), [("a", 0, 32, b"\1\2\3", 0, {}, (None,))])),
        marshal.dumps((warmstart._version(), [("a", 0, 32, b"\xff" * 8, 0, {}, (None,))])),
        marshal.dumps((warmstart._version(), [("a", 0)])),
    ],
    ids=["empty", "no marshal", "no tuple", "another interpreter", "half a word", "no code", "short record"],
)
def test_a_broken_file_is_no_file(kept: Path, data: bytes) -> None:
    kept.write_bytes(data)
    warmstart.load()
    assert any(found())


@pytest.mark.parametrize("switch, value", [("dont_write_bytecode", True), ("pycache_prefix", "elsewhere")])
def test_nothing_is_kept_where_byte_code_is_not(
    kept: Path, monkeypatch: pytest.MonkeyPatch, switch: str, value: object
) -> None:
    monkeypatch.setattr(sys, switch, value)
    found()
    warmstart.save()
    assert not kept.exists()


def test_a_folder_that_cannot_be_written_is_no_fault(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    monkeypatch.setattr(warmstart, "_file", lambda: str(kept / "missing" / "patterns.bin"))
    found()
    warmstart.save()
    assert not kept.exists()


def test_the_first_run_and_the_second_print_the_same() -> None:
    command = [sys.executable, "-c", "from ics_export.cli import main; main()", "samples/month.txt", "--format", "json"]
    first, second = (subprocess.run(command, cwd=ROOT, capture_output=True, check=False) for _ in range(2))
    assert first.stdout
    assert (first.stdout, first.stderr) == (second.stdout, second.stderr)


# --- what is put off --------------------------------------------------------------------------------------------------

LIGHTENED = """
import datetime, sys
from ics_export import warmstart
warmstart.lighten()
import icalendar
print(sorted({"tempfile", "ctypes", "importlib.resources"} & set(sys.modules)))
from dateutil import tz
print(tz.gettz("Asia/Ho_Chi_Minh").utcoffset(datetime.datetime(2025, 2, 3)), tz.tzwin)
module = sys.modules.get("dateutil._tzdata_impl")  # python-dateutil 4
print(module is None or module.importlib.resources.files("dateutil").joinpath("tz").is_dir())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there its own zones are read")
def test_what_python_dateutil_loads_for_zone_files_waits_until_it_is_asked_for():
    done = subprocess.run([sys.executable, "-c", LIGHTENED], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines() == ["[]", "7:00:00 None", "True"]


def test_what_is_loaded_already_is_left_alone(monkeypatch):
    own = object()
    monkeypatch.setitem(sys.modules, "dateutil._tzdata_impl", own)
    monkeypatch.setitem(sys.modules, "dateutil.tz.win", own)
    warmstart.lighten()
    assert sys.modules["dateutil._tzdata_impl"] is sys.modules["dateutil.tz.win"] is own


def test_a_python_dateutil_without_the_module_is_no_fault(monkeypatch):
    import importlib.util

    monkeypatch.delitem(sys.modules, "dateutil._tzdata_impl", raising=False)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    warmstart.lighten()
    assert "dateutil._tzdata_impl" not in sys.modules
