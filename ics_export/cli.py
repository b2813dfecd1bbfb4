"""The command line: parse options, call one function, print."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ics_export import __version__


@click.command()
@click.version_option(__version__)
@click.argument("documents", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default=Path("."))
def main(documents: tuple[Path, ...], out: Path) -> None:
    """Read programmes, write feeds."""
    from ics_export.config import Config
    from ics_export.diagnostics import Report, UserError
    from ics_export.feeds.calendar import feeds
    from ics_export.feeds.publishing import write_feeds
    from ics_export.parsing import parse
    from ics_export.reading import read
    from ics_export.scheduling import schedule

    for path in documents:
        report = Report()
        try:
            document = read(path.name, path.read_bytes(), report)
            programme = parse(document, Config(), report)
            events = schedule(programme, Config(), report)
            out.mkdir(parents=True, exist_ok=True)
            write_feeds(out, feeds(programme.organisation, programme.leaders, events, Config()))
        except UserError as error:
            click.echo(str(error), err=True)
            sys.exit(error.status)
