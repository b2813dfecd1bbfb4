"""``ics-export serve SITE``: options in, ``serve.run`` called. What it needs is imported when it runs."""

from __future__ import annotations

from pathlib import Path

import click

from ics_export.cli import VietnameseCommand, guarded, harmless


@click.command(cls=VietnameseCommand)
@click.argument("site", type=click.Path(path_type=Path), metavar="SITE")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ĐỊA-CHỈ", help="Địa chỉ mạng để nghe.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Cổng; 0: cổng nào còn trống."
)
@click.option("-q", "--quiet", is_flag=True, help="Không ghi từng lượt đọc.")
def serve(site: Path, host: str, port: int, quiet: bool) -> None:
    """Phục vụ một trang lịch đã công bố qua HTTP, trong mạng cơ quan."""
    from ics_export.serve import run

    def say(text: str) -> None:
        click.echo(harmless(text), err=True)

    guarded(lambda: run(site, host, port, say, None if quiet else say))
