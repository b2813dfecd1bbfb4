"""What the commands do: documents in, feeds, tables, findings out. The one place that prints and writes."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from ics_export.config import Config
from ics_export.diagnostics import Finding, Severity, UserError
from ics_export.documents import Documents
from ics_export.model import Event, Leader
from ics_export.pipeline import Result
from ics_export.talk import at_path, complain, one_line, say_findings
from ics_export.tuples import NamedTuple

_OFTEN = 4  # documents
STRICT = "ics-export: còn lỗi hoặc cảnh báo nên không ghi gì (--strict)"


class Wish(NamedTuple):
    """What the user asked of the default command."""

    names: tuple[str, ...]
    out: str
    output: str | None
    form: str
    strict: bool
    alarm: int | None
    observances: bool
    quiet: bool
    verbose: bool

    def configured(self, config: Config) -> Config:
        """The configuration with what the command line sets."""
        if self.alarm is not None:
            config = config._replace(alarm=self.alarm)
        return config._replace(observances=True) if self.observances else config


def export_documents(documents: Documents, wish: Wish) -> int:
    """Read all documents, write what was asked for; returns the exit status."""
    documents = documents._replace(config=wish.configured(documents.config))
    if wish.form != "ics":
        return _tabular(documents, wish)
    from ics_export.feeds.collection import Collection

    failed, doubtful, read = False, False, 0
    with Collection(documents.config) as collection:
        for path, result in _results(documents, documents.in_turn()):
            if result is None:
                failed = True
                continue
            read += 1
            _give_back(read)
            findings = (*result.findings, *collection.add(result.programme, result.events))
            say_findings(findings, path, wish.quiet, wish.verbose)
            failed = failed or result.misunderstood
            doubtful = doubtful or any(f.severity is Severity.WARNING for f in findings)
        if not read:
            return 1
        chosen = _chosen(wish.names, collection.leaders())
        if wish.strict and (failed or doubtful):
            click.echo(STRICT, err=True)
            return 1
        if wish.output:
            if len(chosen) > 1:
                raise UserError("-o chỉ ghi được một lịch; hãy nêu một --leader, hoặc dùng --out cho nhiều lịch", 2)
            _put(wish.output, collection.calendar_bytes(chosen[0].name if chosen else None))
        else:
            written = collection.write(Path(wish.out), [x.name for x in chosen] if chosen else None)
            if not wish.quiet:
                for name in (*written.names, *written.unchanged):
                    same = " (không đổi)" if name in written.unchanged else ""
                    click.echo(f"{Path(wish.out) / name}{same}", err=True)
    return 1 if failed else 0


def _results(documents: Documents, paths: Iterable[str]) -> Iterator[tuple[str, Result | None]]:
    """Each path with its result, None where nothing could be made of it, which is said then; a single one raises."""
    for path in paths:
        result = None
        try:
            result = documents.run(path)
        except UserError as error:
            if len(documents.paths) == 1:
                raise
            complain(error)
        yield path, result


def _give_back(read: int) -> None:
    """Keep a long run's memory flat: give back what the interpreter keeps of freed tuples, more than it needs.

    Only a full collection does that. What was loaded for the first document is left out of it, so it takes no time.
    """
    if read == 1:
        gc.freeze()
    elif read % _OFTEN == 0:
        gc.collect()


def _put(output: str, data: bytes) -> None:
    if output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from ics_export.feeds.publishing import write_file

    write_file(Path(output), data)


def _tabular(documents: Documents, wish: Wish) -> int:
    if len(documents.paths) > 1:
        raise UserError(f"--format {wish.form} chỉ nhận một văn bản mỗi lần; hãy chạy riêng từng tệp", 2)
    from ics_export.feeds.tabular import to_csv, to_json

    path = documents.paths[0]
    result = documents.run(path)
    chosen = _chosen(wish.names, result.programme.leaders)
    say_findings(result.findings, path, wish.quiet, wish.verbose)
    if wish.strict and any(f.severity is not Severity.INFO for f in result.findings):
        click.echo(STRICT, err=True)
        return 1
    events = _of(result, chosen)
    if wish.form == "json":
        text = to_json(result.programme, events, result.findings, documents.config.feed_name)
    else:
        text = to_csv(events)
    _put(wish.output or "-", text.encode())
    return 1 if result.misunderstood else 0


def _chosen(names: Iterable[str], leaders: Sequence[Leader]) -> list[Leader]:
    """The leaders whom the user named, each once."""
    asked = dict.fromkeys(names)
    if not asked:
        return []
    from ics_export.naming import find_leader

    return [find_leader(name, leaders) for name in asked]


def _of(result: Result, chosen: Sequence[Leader]) -> list[Event]:
    names = {leader.name for leader in chosen}
    return [e for e in result.events if not names or names.intersection(e.feeds)]


def check_documents(documents: Documents, form: str, strict: bool) -> int:
    """Print the findings of all documents; returns the exit status."""
    from ics_export import formats

    worst = 0
    findings: list[Finding] = []
    lines: dict[str, Sequence[str]] = {}
    for path in documents.in_turn():
        try:
            result = documents.run(path)
        except UserError as error:
            complain(error)
            worst = max(worst, error.status)
            continue
        findings += at_path(result.findings, path)
        lines[path] = result.document.lines
        if result.misunderstood or (strict and any(f.severity is Severity.WARNING for f in result.findings)):
            worst = max(worst, 1)
    if form == "json":
        click.echo(formats.as_json(findings))
    elif form == "line":
        if findings:
            click.echo(one_line(findings))
    elif lines:
        if findings:
            terminal = sys.stdout.isatty()
            click.echo(formats.human(findings, lambda name: lines.get(name, ()), colour=terminal, width=_columns(100)))
            click.echo()
        click.echo(formats.summary(findings))
    return worst


def _columns(default: int) -> int:
    """The width of the terminal, ``default`` where standard output is none."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else default


def show_documents(documents: Documents, name: str | None, width: int | None) -> int:
    """Print each document's month as a table; returns the exit status."""
    from ics_export.show import month_table

    status = 0
    for number, (_, result) in enumerate(_results(documents, documents.paths)):
        if result is None:
            status = 1
            continue
        found = _chosen([name] if name else [], result.programme.leaders)
        leader = found[0].name if found else None
        if number:
            click.echo()
        click.echo(
            month_table(
                result.programme,
                result.events,
                result.findings,
                leader=leader,
                width=width or _columns(80),
                colour=sys.stdout.isatty(),
            )
        )
        status = max(status, int(result.misunderstood))
    return status
