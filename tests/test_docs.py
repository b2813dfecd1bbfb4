"""The documents tell the truth: what they name exists, what exists is named, and CI runs what the README tells."""

from __future__ import annotations

import ast
import configparser
import importlib
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from ics_export import __version__, catalogue
from ics_export.cli import main

ROOT = Path(__file__).parent.parent
README, CONTRIBUTING, CHANGELOG = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
)
CI = (ROOT / ".ci/run").read_text(encoding="utf-8")
TOP_LEVEL = {
    *("ics_export", "tests", "samples", ".ci"),
    *("setup.cfg", "pyproject.toml", ".gitattributes", ".gitignore", ".pre-commit-config.yaml"),
    *("README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"),
}
SECTIONS = {
    *("metadata", "options", "options.packages.find", "options.package_data", "options.entry_points"),
    *("options.extras_require", "tool:pytest", "mypy", "coverage:run", "coverage:report"),
}


def shell_lines(text: str) -> list[str]:
    """The lines of all ```sh blocks."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def setup_cfg() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


# The two commands


def test_the_first_command_does_the_main_job_and_shows_it() -> None:
    first = shell_lines(README)[0]
    assert first.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert ".venv/bin/ics-export samples/month.txt --leader Hoàn --out out && ls -l out && " in first
    assert first.endswith(".venv/bin/ics-export show samples/month.txt --leader Hoàn")


def test_the_second_command_passes_the_tests_and_is_what_ci_runs() -> None:
    second = shell_lines(README)[1]
    assert second.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert ".[test]" in second and ".venv/bin/python -m pytest" in second and "--cov" in second
    there = re.sub(r"\.venv([^\s']*)", r'"$venv\1"', second)
    steps = [line for line in CI.splitlines() if line and not line.startswith("#")]
    assert steps[-1] == there, "the last command of .ci/run is the README's, in a venv of its own"


def test_ci_runs_ruff_and_mypy_and_stops_at_the_first_failure() -> None:
    assert CI.startswith("#!/usr/bin/env bash\n") and "\nset -eu\n" in CI
    for tool in ('ruff" check .', 'ruff" format --check .', 'mypy"\n'):
        assert f'"$dev/bin/{tool}' in CI
    assert (ROOT / ".ci/run").stat().st_mode & 0o111, "it can be executed"


def test_coverage_of_branches_is_enforced() -> None:
    settings = setup_cfg()
    assert settings.getboolean("coverage:run", "branch")
    assert settings.getint("coverage:report", "fail_under") >= 95


# The command line


def commands() -> dict[str, click.Command]:
    """All commands by name, those that are loaded when they are asked for too."""
    context = click.Context(main)
    found = {name: main.get_command(context, name) for name in main.list_commands(context)}
    return {name: command for name, command in found.items() if command}


def parameters() -> Iterator[tuple[str, click.Parameter]]:
    for name, command in commands().items():
        for parameter in command.params:
            yield name, parameter
    for parameter in main.params:
        yield "", parameter


def test_every_command_is_named_and_has_help() -> None:
    for name, command in commands().items():
        assert command.help, name
        if not command.hidden:
            assert f"`ics-export {name}" in README or f"\nics-export {name}" in README, name


def test_every_option_is_named() -> None:
    options = {spelling for _, p in parameters() if isinstance(p, click.Option) and not p.hidden for spelling in p.opts}
    assert options, "there are options"
    missing = {option for option in options | {"-h", "--help"} if not re.search(rf"`{option}\b", README)}
    assert not missing


def test_every_choice_is_named() -> None:
    for command, parameter in parameters():
        if isinstance(parameter.type, click.Choice):
            for choice in parameter.type.choices:
                assert re.search(rf"(?:[`|]|--format ){choice}\b", README), (command, parameter.name, choice)


def examples() -> list[str]:
    lines = (line.split("#")[0].split("|")[0].split(">")[0].strip() for line in shell_lines(README))
    return [line for line in lines if line.startswith("ics-export ")]


@pytest.mark.parametrize("line", examples())
def test_every_example_is_understood(line: str) -> None:
    """Its options are parsed as in a run; nothing is read or written."""
    arguments = shlex.split(line)[1:]
    name = arguments.pop(0) if arguments[0] in commands() else "export"
    commands()[name].make_context(name, arguments).close()


def test_the_picture_is_what_show_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    """If this fails after a change of the table, put the new lines into the README."""
    command = "ics-export show samples/month.txt --leader Hoàn"
    assert f"`{command}`" in README
    found = re.search(r"```text\n(CHƯƠNG TRÌNH.*?)```", README, re.DOTALL)
    assert found
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    printed = iter(result.stdout.splitlines())
    for line in found[1].splitlines():
        assert line == "…" or line in printed, f"not printed, or not in this order: {line}"


def test_the_finding_shown_is_what_check_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    found = re.search(r"```text\n(month\.txt:.*?)```", README, re.DOTALL)
    assert found
    monkeypatch.chdir(ROOT)
    assert found[1] in CliRunner().invoke(main, ["check", "samples/month.txt"]).stdout


def test_completion_is_the_one_click_makes() -> None:
    for shell in ("bash", "zsh", "fish"):
        variable = f"_ICS_EXPORT_COMPLETE={shell}_source"
        assert variable in README
        name, value = variable.split("=")
        result = CliRunner().invoke(main, [], prog_name="ics-export", env={name: value})
        assert result.exit_code == 0 and "ics-export" in result.stdout


# Configuration and findings


def test_every_configuration_key_is_named() -> None:
    """The keys are those that settings.py lets through (``only``) or knows as slots."""
    source = (ROOT / "ics_export/settings.py").read_text(encoding="utf-8")
    keys = {key for call in re.findall(r"\.only\(([^)*]+)\)", source) for key in re.findall(r'"(\w+)"', call)}
    assert {"organisation", "aliases", "markers"} <= keys
    sample = (ROOT / "samples/ics-export.toml").read_text(encoding="utf-8")
    for key in keys | {"morning", "afternoon", "evening", "all_day"}:
        assert re.search(rf"[`\[]{key}[`\]]", README), f"{key} is not in the README"
        assert re.search(rf"^#?\[*{key}\b", sample, re.MULTILINE), f"{key} is not in samples/ics-export.toml"


def codes_in_the_source() -> set[str]:
    """Every string in the package that is a code."""
    files = [file for file in (ROOT / "ics_export").rglob("*.py") if file.name != "catalogue.py"]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if re.fullmatch(r"[A-Z]\d{3}", text)}


def test_every_letter_of_a_code_is_explained() -> None:
    for code in sorted(codes_in_the_source()):
        assert f"| `{code[0]}…` |" in README, code


def test_every_code_is_in_the_catalogue_and_can_be_explained() -> None:
    assert not codes_in_the_source() - set(catalogue.CODES), "codes without an entry"
    for code in catalogue.CODES:
        assert f"| `{code[0]}…` |" in README, code
        text = catalogue.explain(code)
        assert code in text and len(text.split()) > 10, code
    for code in set(re.findall(r"\b[A-Z]\d{3}\b", README)):
        assert code in catalogue.CODES, f"{code} is in the README but is no code"


# The repository


def test_setup_cfg_has_no_section_that_nobody_reads() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "ics_export").rglob("*.py"))
    for section in setup_cfg().sections():
        if module := re.fullmatch(r"mypy-(\w+)(?:\.\*)?", section):
            assert re.search(rf"^\s*(?:import|from) {module[1]}\b", source, re.MULTILINE), section
        else:
            assert section in SECTIONS


def test_pyproject_has_the_build_system_and_ruff_only() -> None:
    """One [tool.mypy] there, and mypy would no longer read setup.cfg; a [project] would hide its metadata."""
    tables = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(tables) == {"build-system", "tool"}
    assert set(tables["tool"]) == {"ruff"}


def test_the_top_level_is_tidy() -> None:
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a clone, so what belongs to the repository cannot be told")
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, check=False, text=True)
    if listed.returncode:
        pytest.skip(f"git cannot tell: {listed.stderr}")
    tops = {name.split("/")[0] for name in listed.stdout.split("\0") if name}
    assert not tops - TOP_LEVEL
    assert all((ROOT / name).exists() for name in TOP_LEVEL)


def test_git_leaves_calendars_and_goldens_alone() -> None:
    lines = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    folders = ("samples", "tests/data", "tests/**/data", "tests/programmes")
    assert {"*.ics -text", *(f"{folder}/** -text" for folder in folders)} <= set(lines)


def test_the_licence_is_the_one_named() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in text[:200] and "Version 3, 29 June 2007" in text[:200]
    assert setup_cfg()["metadata"]["license"] == "GPL-3.0-or-later"
    assert "[GPL-3.0-or-later](LICENSE)" in README


def test_the_changelog_has_this_version() -> None:
    assert re.search(rf"^## \[{re.escape(__version__)}\] - ", CHANGELOG, re.MULTILINE)


def named_files() -> list[str]:
    """Links, and paths in commands and code marks, that lie in the repository."""
    text = README + CONTRIBUTING
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    paths = re.findall(r"(?<![\w/])(?:samples|tests|ics_export)/[\w/.-]*\w", text)
    modules = [f"{name.replace('.', '/')}.py" for name in re.findall(r"python -m (ics_export[\w.]*)", text)]
    return sorted(path for path in {*links, *paths, *modules} if "NAME" not in path)


@pytest.mark.parametrize("path", named_files())
def test_every_file_named_exists(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_package_can_be_imported_whole() -> None:
    """A module that nothing else imports, a maintenance command, is still whole."""
    for file in sorted((ROOT / "ics_export").rglob("*.py")):
        importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
