"""The command line: parse options, call one function, print. Everything heavy is imported where it is used."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ics_export import __version__, warmstart

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from ics_export.config import Config
    from ics_export.documents import Documents

CONFIG_FILE = "ics-export.toml"
ELSEWHERE = {
    "check": "ics_export.cli_look",
    "show": "ics_export.cli_look",
    "almanac": "ics_export.cli_look",
    "publish": "ics_export.cli_publish",
    "rotate": "ics_export.cli_publish",
    "serve": "ics_export.cli_serve",
}
"""Commands that live in modules of their own, loaded when they are asked for."""

_Result = TypeVar("_Result")
_Command = TypeVar("_Command", bound=Callable[..., Any])


class VietnameseCommand(click.Command):
    """A command whose help speaks Vietnamese throughout."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx)).replace("[OPTIONS]", "[TÙY CHỌN]")
        formatter.write_usage(_path(ctx), pieces, prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [row for p in self.get_params(ctx) if isinstance(p, click.Option) and (row := p.get_help_record(ctx))]
        if rows:
            with formatter.section("Tùy chọn"):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Hiện trợ giúp này rồi thoát."
        return option


class DefaultGroup(VietnameseCommand, click.Group):
    """A group whose first command needs no name: ``ics-export month.txt`` is ``ics-export export month.txt``."""

    default = "export"
    command_class = VietnameseCommand

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        from importlib import import_module

        command: click.Command = getattr(import_module(ELSEWHERE[cmd_name]), cmd_name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, *ELSEWHERE} and args[0] not in ("--help", "-h", "--version"):
            self._refuse_mistyped(args[0])
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def _refuse_mistyped(self, word: str) -> None:
        """ "shwo month.txt" means the command, not two documents."""
        if word.isalpha() and not Path(word).exists():
            from difflib import get_close_matches

            meant = get_close_matches(word, [n for n in (*self.commands, *ELSEWHERE) if n != self.default], 1)
            if meant:
                raise click.UsageError(f"Không có lệnh “{word}”; có phải là “{meant[0]}”?")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        own = self.commands[self.default].get_params(ctx)
        rows = [row for p in own if isinstance(p, click.Option) and (row := p.get_help_record(ctx))]
        rows += [row for p in self.params if (row := p.get_help_record(ctx))]
        with formatter.section("Tùy chọn"):
            formatter.write_dl(rows)
        named = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        commands = [(name, c.get_short_help_str(70)) for name, c in named if c and not c.hidden]
        with formatter.section("Lệnh"):
            formatter.write_dl(commands)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands, and what the default command takes: its options, and files."""
        from click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            return self.commands[self.default].shell_complete(ctx, incomplete)
        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Like click's, but usage errors are one Vietnamese sentence."""
        if not kwargs.get("standalone_mode", True):
            return super().main(*args, **kwargs)
        try:
            status = super().main(*args, **{**kwargs, "standalone_mode": False})
            sys.exit(status if isinstance(status, int) else 0)
        except click.UsageError as error:
            click.echo(f"ics-export: {harmless(usage_message(error))} (xem: ics-export --help)", err=True)
            sys.exit(2)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            click.echo("ics-export: đã dừng theo yêu cầu", err=True)
            sys.exit(130)
        except BrokenPipeError:
            # The reader of our output has gone (| head): nothing more to say, and nothing to say it to.
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123
            sys.exit(0)


def _path(ctx: click.Context) -> str:
    return ctx.command_path.replace(f" {DefaultGroup.default}", "")


def usage_message(error: click.UsageError) -> str:
    """A usage error in Vietnamese."""
    if isinstance(error, click.NoSuchOption):
        hint = f"; có phải là {', '.join(error.possibilities)}?" if error.possibilities else ""
        return f"không có tùy chọn {error.option_name}{hint}"
    if isinstance(error, click.BadOptionUsage):
        return f"tùy chọn {error.option_name} cần có giá trị"
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(click.Context(VietnameseCommand("x"))) if error.param else ""
        return f"thiếu {name}"
    if isinstance(error, click.BadParameter) and error.param is not None and isinstance(error.param.type, click.Choice):
        return f"{'/'.join(error.param.opts)} chỉ nhận một trong: {', '.join(error.param.type.choices)}"
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"{'/'.join(error.param.opts)}: {error.message}"
    return error.message[:1].lower() + error.message[1:]


class Problem(click.ClickException):
    """One clear sentence on standard error and an exit status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        """click reads it when it ends the program."""
        return self.status

    def show(self, file: Any = None) -> None:
        click.echo(f"ics-export: {harmless(self.message)}", err=True)


def harmless(text: str) -> str:
    """``text`` without anything that could steer a terminal."""
    from ics_export.terminal import harmless_lines

    return harmless_lines(text)


def _month(ctx: click.Context, parameter: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    year, _, month = value.partition("-")
    if not (year.isdigit() and month.isdigit() and 1 <= int(month) <= 12 and 1900 <= int(year) <= 2099):
        raise click.BadParameter(f"“{value}” không phải là một tháng; hãy viết như 2025-02")
    return int(year), int(month)


def reading_options(command: _Command) -> _Command:
    """The options of every command that reads programmes."""
    for option in (
        click.argument("documents", nargs=-1, type=click.Path(allow_dash=True), metavar="DOCUMENT..."),
        click.option(
            "--config",
            "config_path",
            type=click.Path(path_type=Path),
            help=f"Tệp cấu hình (mặc định: ./{CONFIG_FILE}).",
        ),
        click.option(
            "--month", callback=_month, metavar="NĂM-THÁNG", help="Tháng của chương trình, khi tiêu đề không ghi."
        ),
        click.option("--allow-classified", is_flag=True, help="Vẫn đọc văn bản có dấu MẬT, TỐI MẬT, TUYỆT MẬT."),
    ):
        command = option(command)
    return command


def load_config(path: Path | None) -> Config:
    """The configuration of ``path``, else of ics-export.toml in the current folder, else the defaults."""
    if path is None and not Path(CONFIG_FILE).is_file():
        from ics_export.config import Config

        return Config()
    from ics_export.settings import load

    return load(path or Path(CONFIG_FILE))


def chosen(
    paths: Sequence[str], config_path: Path | None, month: tuple[int, int] | None, allow_classified: bool
) -> Documents:
    """The documents that a command is to read; a usage error where none is named."""
    if not paths:
        raise click.UsageError("Thiếu tên tệp chương trình; ví dụ: ics-export month.txt --leader Hoàn")
    from ics_export.documents import Documents

    return Documents(paths, load_config(config_path), month, allow_classified)


@click.group(
    cls=DefaultGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Chạy “ics-export LỆNH --help” để xem từng lệnh.",
    subcommand_metavar="DOCUMENT... | LỆNH ...",
)
@click.version_option(__version__, prog_name="ics-export", help="Hiện phiên bản rồi thoát.")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Đọc chương trình, lịch công tác và ghi lịch .ics riêng cho từng lãnh đạo.

    Ví dụ: ics-export month.txt --leader Hoàn
    """
    if ctx.invoked_subcommand is None:
        chosen((), None, None, False)


@main.command(hidden=True)
@reading_options
@click.option("--leader", "names", multiple=True, metavar="TÊN", help="Chỉ ghi lịch của người này (lặp lại được).")
@click.option(
    "--out", type=click.Path(), default=".", metavar="THƯ_MỤC", help="Thư mục ghi lịch (mặc định: thư mục hiện tại)."
)
@click.option("-o", "output", metavar="TỆP", help="Ghi vào một tệp; “-” là đầu ra chuẩn.")
@click.option("--format", "form", type=click.Choice(["ics", "json", "csv"]), default="ics", help="Định dạng ghi ra.")
@click.option("--strict", is_flag=True, help="Còn lỗi hay cảnh báo thì không ghi gì.")
@click.option("--alarm", type=click.IntRange(0, 40320), metavar="PHÚT", help="Nhắc trước mỗi việc có giờ.")
@click.option("--observances", is_flag=True, help="Thêm cả các ngày kỷ niệm của lịch Việt Nam.")
@click.option("-q", "--quiet", is_flag=True, help="Chỉ nói khi không chạy được.")
@click.option("-v", "--verbose", is_flag=True, help="Nói cả những điều nhỏ.")
def export(
    documents: tuple[str, ...], config_path: Path | None, month: tuple[int, int] | None, allow_classified: bool,
    names: tuple[str, ...], out: str, output: str | None, form: str, strict: bool, alarm: int | None,
    observances: bool, quiet: bool, verbose: bool,
) -> None:  # fmt: skip
    """Đọc chương trình, ghi lịch."""
    warmstart.load()
    warmstart.lighten()
    from ics_export.exporting import Wish, export_documents

    source = click.get_current_context().get_parameter_source("out")
    if form != "ics" and source is not None and source.name == "COMMANDLINE":
        raise click.UsageError(f"--out không đi cùng --format {form}; hãy dùng -o TỆP.")
    if quiet and verbose:
        raise click.UsageError("-q và -v không đi cùng nhau.")
    wish = Wish(names, out, output, form, strict, alarm, observances, quiet, verbose)
    status = guarded(lambda: export_documents(chosen(documents, config_path, month, allow_classified), wish))
    sys.exit(status)


def guarded(work: Callable[[], _Result]) -> _Result:
    """What ``work`` returns; a ``UserError`` becomes one sentence and its exit status."""
    from ics_export.diagnostics import UserError

    try:
        return work()
    except UserError as error:
        raise Problem(str(error), error.status) from None
    finally:
        warmstart.save()
