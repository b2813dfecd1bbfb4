"""What is said on standard error: findings, and one sentence for what could not be done. Nothing here steers a
terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ics_export.diagnostics import Finding, Severity, UserError
from ics_export.terminal import harmless, harmless_lines


def complain(error: UserError) -> None:
    """Say why one document could not be read, and go on."""
    import click

    click.echo(f"ics-export: {harmless_lines(str(error))}", err=True)


def say_findings(findings: Sequence[Finding], path: str, quiet: bool, verbose: bool) -> None:
    """Findings on standard error: errors and warnings, with -v all, with -q none."""
    chosen = [f for f in findings if verbose or f.severity is not Severity.INFO]
    if chosen and not quiet:
        import click

        click.echo(one_line(at_path(chosen, path)), err=True)


def one_line(findings: Iterable[Finding]) -> str:
    """Findings one a line, as editors and scripts read them: ``file:line:col: CODE message``."""
    return "\n".join(f"{at(f)}: {harmless(f'{f.code} {f.message}')}" for f in findings)


def at(finding: Finding) -> str:
    """Where a finding is: ``file:line:col``."""
    place = finding.place
    return f"{harmless(place.file)}:{place.line}:{place.column}"


def at_path(findings: Sequence[Finding], path: str) -> list[Finding]:
    """The findings of one document with its path as the user typed it, so that an editor can go there."""
    return [f._replace(place=f.place._replace(file=path)) for f in findings]
