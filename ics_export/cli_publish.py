"""The commands publish and rotate: parse options, call one function, print. Heavy imports wait for the run."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ics_export.cli import VietnameseCommand, guarded, harmless, load_config

if TYPE_CHECKING:
    import datetime as dt

    from ics_export.config import Config
    from ics_export.publish.site import Outcome, Wish


def _day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> dt.date | None:
    import datetime as dt

    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value if value.count("-") != 1 else f"{value}-01")
    except ValueError:
        raise click.BadParameter(f"“{value}” không phải là một ngày; hãy viết như 2025-02-01") from None


def _moment(ctx: click.Context, parameter: click.Parameter, value: str | None) -> dt.datetime:
    """The one place where the clock comes in."""
    import datetime as dt

    if value is None:
        return dt.datetime.now(dt.UTC)
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(
            f"“{value}” không phải là một thời điểm; hãy viết như 2025-02-01T06:00+07:00"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.timezone(dt.timedelta(hours=7)))


def _address(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    if not value.startswith(("https://", "http://")) or any(c.isspace() or c in "?#\"'<>" for c in value):
        raise click.BadParameter(f"“{value}” không phải là địa chỉ trang; hãy viết như https://lich.example.vn/")
    return value.rstrip("/") + "/"


_key_option = click.option(
    "--key-file",
    type=click.Path(path_type=Path),
    help="Tệp khóa của các địa chỉ riêng (mặc định: biến ICS_EXPORT_KEY, rồi .ics-export-key bên cạnh SITE).",
)
_addresses_option = click.option(
    "--addresses",
    "list_file",
    type=click.Path(path_type=Path),
    help="Ghi danh sách địa chỉ vào tệp này, chỉ chủ tệp đọc được; không bao giờ in ra màn hình.",
)
_now_option = click.option("--now", callback=_moment, hidden=True)


@click.command(cls=VietnameseCommand)
@click.argument("archive", type=click.Path(path_type=Path))
@click.argument("site", type=click.Path(path_type=Path))
@click.option("--config", "config_path", type=click.Path(path_type=Path), help="Tệp cấu hình.")
@click.option("--since", callback=_day, metavar="NGÀY", help="Bỏ các việc đã xong trước ngày này.")
@click.option("--keep", type=click.IntRange(1, 1200), metavar="SỐ", help="Chỉ giữ ngần ấy tháng, tính từ tháng cuối.")
@click.option("--accept-loss", is_flag=True, help="Vẫn thay lịch dù mất nhiều việc.")
@click.option("--init", "create", is_flag=True, help="Tạo tệp khóa (nếu chưa có) để dùng địa chỉ riêng.")
@_key_option
@_addresses_option
@click.option("--public-index", is_flag=True, help="Trang đầu liệt kê địa chỉ của mọi lịch.")
@click.option("--base-url", callback=_address, metavar="ĐỊA_CHỈ", help="Địa chỉ của trang trên mạng.")
@click.option("-q", "--quiet", is_flag=True, help="Chỉ nói khi có lỗi.")
@_now_option
def publish(
    archive: Path, site: Path, config_path: Path | None, since: dt.date | None, keep: int | None, accept_loss: bool,
    create: bool, key_file: Path | None, list_file: Path | None, public_index: bool, base_url: str | None, quiet: bool,
    now: dt.datetime,
) -> None:  # fmt: skip
    """Công bố kho chương trình (ARCHIVE) thành một trang lịch (SITE).

    Mỗi đêm chạy một lần từ cron: không có gì đổi thì không ghi gì và không nói gì.
    """
    from ics_export.publish.site import Wish

    wish = Wish(archive, site, since, keep, accept_loss, public_index, base_url)
    outcome = guarded(lambda: _publish(wish, load_config(config_path), create, key_file, list_file, now))
    _say(outcome, quiet)
    sys.exit(outcome.exit_status)


@click.command(cls=VietnameseCommand)
@click.argument("site", type=click.Path(path_type=Path))
@click.option("--leader", "names", multiple=True, metavar="TÊN", help="Đổi địa chỉ lịch của người này (lặp lại được).")
@click.option("--all", "everything", is_flag=True, help="Đổi cả địa chỉ của lịch chung (all.ics).")
@click.option("--organisation", metavar="TÊN", help="Cơ quan, khi trang có nhiều cơ quan.")
@_key_option
@_addresses_option
def rotate(
    site: Path, names: tuple[str, ...], everything: bool, organisation: str | None, key_file: Path | None,
    list_file: Path | None,
) -> None:  # fmt: skip
    """Cho một lịch địa chỉ mới; địa chỉ cũ thành lịch trống có lời báo."""
    import os

    from ics_export.publish.addresses import Addresses, load_key
    from ics_export.publish.rotation import rotate as new_addresses
    from ics_export.publish.rotation import write_list

    if not names and not everything:
        raise click.UsageError("Thiếu --leader TÊN; ví dụ: ics-export rotate SITE --leader Hoàn")

    def work() -> tuple[str, ...]:
        addresses = Addresses(load_key(site, key_file, os.environ))
        done = new_addresses(site, addresses, names, everything, organisation)
        if list_file:
            write_list(site, addresses, list_file)
        return done

    for name in guarded(work):
        click.echo(f"ics-export: {name} đã có địa chỉ mới, địa chỉ cũ nay là lịch trống;"
                   " các trang sẽ theo ở lần publish sau.", err=True)  # fmt: skip


def _publish(
    wish: Wish, config: Config, create: bool, key_file: Path | None, list_file: Path | None, now: dt.datetime
) -> Outcome:
    import os

    from ics_export.pages.links import base_of
    from ics_export.pages.site import pages
    from ics_export.publish import site
    from ics_export.publish.addresses import Addresses, beside, create_key, is_open, load_key
    from ics_export.publish.rotation import write_list

    base_of(wish.base_url)  # a wrong one is said before anything is written
    path = key_file or beside(wish.site)
    if create and (key_file or not os.environ.get("ICS_EXPORT_KEY")) and not path.exists():
        site.before(wish.site, Addresses(None))  # a private site has a key, and a new one would not be it
        create_key(path)
    addresses = Addresses(load_key(wish.site, key_file, os.environ))
    outcome = site.publish(wish, config, addresses, now, render=pages, progress=_progress)
    if list_file:
        write_list(wish.site, addresses, list_file)
    if outcome.changed and (key_file or not os.environ.get("ICS_EXPORT_KEY")) and is_open(path):
        said = f"{path}: tệp khóa này ai cũng đọc được, mọi địa chỉ riêng có thể lộ; hãy chạy chmod 600 cho tệp."
        outcome = outcome._replace(notes=(*outcome.notes, said))
    return outcome


def _progress(names: Iterable[str], count: int) -> Iterator[str]:
    """A bar where a person waits at a terminal."""
    if count < 10 or not sys.stderr.isatty():
        yield from names
        return
    with click.progressbar(names, length=count, file=sys.stderr, label="Đang đọc") as bar:
        yield from bar


def _say(outcome: Outcome, quiet: bool) -> None:
    """What is new, on standard error; a run that changed nothing has nothing to say."""
    from ics_export.diagnostics import Severity
    from ics_export.talk import one_line

    lines = list(outcome.problems)
    if not quiet:
        lines += outcome.notes
        errors = [f for f in outcome.findings if f.severity is Severity.ERROR and f.code != "X807"]
        warnings = sum(f.severity is Severity.WARNING for f in outcome.findings)
        if errors:
            click.echo(one_line(errors), err=True)
        if warnings:
            lines.append(f"{warnings} điều cần lưu ý mới, xem trang của văn phòng hoặc ics-export check.")
        if outcome.changed:
            shown = ", ".join(outcome.changed[:8]) + (" …" if len(outcome.changed) > 8 else "")
            lines.append(f"đã cập nhật {len(outcome.changed)} lịch: {shown}")
    for line in lines:
        click.echo(f"ics-export: {harmless(line)}", err=True)
