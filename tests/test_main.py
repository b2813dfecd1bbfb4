"""The process: it ends at once, but not before all is said and written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MONTH = str(ROOT / "samples" / "month.txt")


def ended(*arguments: str, before: str = "", **options: object) -> subprocess.CompletedProcess[str]:
    """The program run to its end in a process of its own; ``before`` is run first there."""
    code = f"{before}\nfrom ics_export.__main__ import run\nrun()\nprint('the interpreter went on')"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-c", code, *arguments], env=environment, encoding="utf-8", capture_output=True, **options
    )


@pytest.mark.parametrize(
    "arguments, status",
    [(("--version",), 0), (("--no-such-option",), 2), (("missing.txt",), 1), (("check", MONTH), 0), (("--help",), 0)],
)
def test_exit_status(tmp_path: Path, arguments: tuple[str, ...], status: int) -> None:
    result = ended(*arguments, cwd=tmp_path)
    assert result.returncode == status
    assert "went on" not in result.stdout
    assert result.stdout or result.stderr


def test_all_of_the_output_is_there(tmp_path: Path) -> None:
    assert json.loads(ended(MONTH, "--format", "json", "-q", cwd=tmp_path).stdout)["events"]
    assert ended(MONTH, "-o", "-", "-q", cwd=tmp_path).stdout.endswith("END:VCALENDAR\n")


def test_feeds_are_written(tmp_path: Path) -> None:
    assert ended(MONTH, "--out", "feeds", "-q", cwd=tmp_path).returncode == 0
    assert {path.suffix for path in (tmp_path / "feeds").iterdir()} == {".ics"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_standard_output_is_no_success(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "ics_export", "--version"]
        result = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert result.returncode != 0


def test_a_tracer_may_finish(tmp_path: Path) -> None:
    before = "import sys, atexit\nsys.settrace(lambda *a: None)\natexit.register(print, 'traced to the end')"
    assert "traced to the end" in ended("--version", before=before, cwd=tmp_path).stdout


def test_as_a_module() -> None:
    command = [sys.executable, "-m", "ics_export", "--version"]
    result = subprocess.run(command, cwd=ROOT, encoding="utf-8", capture_output=True, check=True)
    assert result.stdout.startswith("ics-export")
