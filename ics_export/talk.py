"""What is said on standard error: findings, and one sentence for what could not be done. Nothing here steers a
terminal.
"""

from __future__ import annotations

from collections.abc import Sequence

import click

from ics_export.diagnostics import Finding, Severity, UserError


def complain(error: UserError) -> None:
    """Say why one document could not be read, and go on."""
    from ics_export.terminal import harmless_lines

    click.echo(f"ics-export: {harmless_lines(str(error))}", err=True)


def say_findings(findings: Sequence[Finding], path: str, quiet: bool, verbose: bool) -> None:
    """Findings on standard error: errors and warnings, with -v all, with -q none."""
    chosen = [f for f in findings if verbose or f.severity is not Severity.INFO]
    if chosen and not quiet:
        from ics_export.formats import one_line

        click.echo(one_line(at_path(chosen, path)), err=True)


def at_path(findings: Sequence[Finding], path: str) -> list[Finding]:
    """The findings of one document with its path as the user typed it, so that an editor can go there."""
    return [f._replace(place=f.place._replace(file=path)) for f in findings]
