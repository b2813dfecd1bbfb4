"""The commands that only look: ``check``, ``show`` and ``almanac``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ics_export import warmstart
from ics_export.cli import CONFIG_FILE, VietnameseCommand, chosen, guarded, load_config, reading_options


@click.command(cls=VietnameseCommand)
@reading_options
@click.option("--format", "form", type=click.Choice(["human", "line", "json"]), default="human", help="Cách in.")
@click.option("--strict", is_flag=True, help="Cảnh báo cũng tính là lỗi.")
@click.option("--explain", metavar="MÃ", help="Giải thích một mã và cách viết cho rõ.")
def check(
    documents: tuple[str, ...], config_path: Path | None, month: tuple[int, int] | None, allow_classified: bool,
    form: str, strict: bool, explain: str | None,
) -> None:  # fmt: skip
    """Chỉ xem những điều cần lưu ý trong văn bản."""
    if explain:
        from ics_export.catalogue import explain as explanation

        click.echo(guarded(lambda: explanation(explain)))
        return
    warmstart.load()
    from ics_export.exporting import check_documents

    sys.exit(guarded(lambda: check_documents(chosen(documents, config_path, month, allow_classified), form, strict)))


@click.command(cls=VietnameseCommand)
@reading_options
@click.option("--leader", "name", metavar="TÊN", help="Chỉ xem việc của người này.")
@click.option("--width", type=click.IntRange(20, 400), help="Số cột (mặc định: theo cửa sổ).")
def show(
    documents: tuple[str, ...], config_path: Path | None, month: tuple[int, int] | None, allow_classified: bool,
    name: str | None, width: int | None,
) -> None:  # fmt: skip
    """Xem cả tháng thành bảng trên màn hình."""
    warmstart.load()
    from ics_export.exporting import show_documents

    sys.exit(guarded(lambda: show_documents(chosen(documents, config_path, month, allow_classified), name, width)))


@click.command(cls=VietnameseCommand)
@click.argument("when", metavar="NGÀY|NĂM")
@click.option(
    "--config", "config_path", type=click.Path(path_type=Path), help=f"Tệp cấu hình (mặc định: ./{CONFIG_FILE})."
)
@click.option("--format", "form", type=click.Choice(["text", "json", "ics"]), default="text", help="Cách in.")
def almanac(when: str, config_path: Path | None, form: str) -> None:
    """Xem âm lịch, Tết, ngày nghỉ của một ngày hay một năm."""

    def text() -> str:
        from ics_export.almanac_command import almanac_text
        from ics_export.daynotes import almanac_of

        return almanac_text(when, form, almanac_of(load_config(config_path)))

    sys.stdout.buffer.write(guarded(text).encode())
