"""What is loaded when, and who may know whom: start-up stays short and the house keeps its floors."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "ics_export"

# --- lazy imports -----------------------------------------------------------------------------------------------------

HEAVY = {
    "charset_normalizer",
    "dateutil",
    "holidays",
    "icalendar",
    "importlib.metadata",
    "jinja2",
    "lunardate",
    "pytz",
    "segno",
    "uvicorn",
}
LATER = {"publish", "serve", "sitefiles", "pages", "almanac", "reading", "parsing", "feeds", "scheduling", "pipeline"}
"""What help and usage errors have no use for: packages of others, parts of our own."""

RUN = """
import json, sys
from ics_export.cli import main
try:
    main(sys.argv[1:], prog_name="ics-export")
except SystemExit as end:
    print(json.dumps([end.code, sorted(sys.modules)]), file=sys.stderr)
"""


def loaded(*arguments: str) -> tuple[int, set[str]]:
    """The exit status of the command in a fresh interpreter, and the modules it has loaded by then."""
    command = [sys.executable, "-c", RUN, *arguments]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    result = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    status, modules = json.loads(result.stderr.splitlines()[-1])
    return status or 0, set(modules)


@pytest.mark.parametrize(
    "arguments, status",
    [
        (("--help",), 0),
        (("-h",), 0),
        (("--version",), 0),
        (("check", "--help"), 0),
        (("show", "--help"), 0),
        (("publish", "--help"), 0),
        (("rotate", "--help"), 0),
        (("serve", "--help"), 0),
        (("publish",), 2),
        ((), 2),
        (("--no-such-option",), 2),
        (("month.txt", "--no-such-option"), 2),
        (("month.txt", "--format", "xml"), 2),
        (("month.txt", "--month", "soon"), 2),
        (("check", "--format", "ics"), 2),
    ],
)
def test_help_and_usage_errors_load_nothing_heavy(arguments: tuple[str, ...], status: int) -> None:
    code, modules = loaded(*arguments)
    assert code == status
    assert not modules & HEAVY
    assert not {name for name in modules if name.startswith("ics_export.") and name.split(".")[1] in LATER}


# --- floors -----------------------------------------------------------------------------------------------------------

FLOORS = (
    {"vietnamese", "terminal", "tuples", "warmstart"},
    {"model"},
    {"diagnostics"},
    {"config"},
    {"almanac"},
    {"tables", "settings"},
    {"reading"},
    {"parsing"},
    {"feeds"},
    {"daynotes"},
    {"calendar_checks"},
    {"scheduling"},
    {"formats", "talk", "footnotes", "month", "show", "naming", "catalogue"},
    {"pipeline", "pages"},
    {"documents"},
    {"exporting", "almanac_command", "publish", "serve", "sitefiles"},
    {"cli", "cli_look", "cli_publish", "cli_serve"},
    {"__main__"},
)
"""The lowest first. A module may know those below it and its neighbours on the same floor."""

ONLY = {
    "almanac": {"vietnamese", "tuples"},
    "daynotes": {"vietnamese", "tuples", "model", "config", "almanac", "feeds.identity"},
    "calendar_checks": {"vietnamese", "tuples", "model", "diagnostics", "config", "almanac", "daynotes"},
    "scheduling": {
        "vietnamese",
        "tuples",
        "model",
        "diagnostics",
        "config",
        "feeds.identity",
        "daynotes",
        "calendar_checks",
    },
}
"""Modules that know less than their floor would let them."""


def modules() -> dict[str, Path]:
    """The files of the package by the name of their module within it."""
    paths = (path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
    return {".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


MODULES = modules()


def imported(module: str) -> set[str]:
    """Our modules that a module imports, at its top or inside a function."""
    found: set[str] = set()
    here = ["ics_export", *module.split("."), *(["__init__"] if MODULES[module].name == "__init__.py" else [])]
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = here[: -node.level] if node.level else []
            source = ".".join([*above, *filter(None, [node.module])])
            names = {f"{source}.{alias.name}" for alias in node.names}
            found |= {name for name in names if name.removeprefix("ics_export.") in MODULES} or {source}
    return {name.removeprefix("ics_export.") for name in found} & MODULES.keys()


def room(module: str) -> str:
    """The module or folder at the top of the package."""
    return module.partition(".")[0]


def floor(module: str) -> int:
    """The number of a module's floor."""
    found = [number for number, rooms in enumerate(FLOORS) if room(module) in rooms]
    assert found, f"{module} has no floor: give it one in this test"
    return found[0]


@pytest.mark.parametrize("module", sorted(MODULES))
def test_no_import_leads_upward(module: str) -> None:
    upward = [other for other in imported(module) if floor(other) > floor(module)]
    assert not upward, f"{module} imports what is above it"


@pytest.mark.parametrize("module", [name for name in sorted(MODULES) if room(name) in ONLY])
def test_who_knows_less(module: str) -> None:
    allowed = ONLY[room(module)] | {room(module)}
    assert not [other for other in imported(module) if other not in allowed and room(other) not in allowed]


def test_no_cycles() -> None:
    TopologicalSorter({module: imported(module) - {module} for module in MODULES}).prepare()


def test_the_package_itself_imports_nothing() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
