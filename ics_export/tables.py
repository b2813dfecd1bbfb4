"""A TOML file as tables that know where they stand, so that whatever is wrong in one can be said in a sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ics_export.diagnostics import UserError
from ics_export.terminal import cut, harmless
from ics_export.vietnamese import nfc, squeeze

_USAGE = 2
_POSITION = re.compile(r"\(at line (\d+), column (\d+)\)")
_LONGEST = 1_000_000
# What tomllib says in English, and what it means for somebody who edits the file; the first that fits.
_REASONS = (
    ("overwrite a value", "khóa này đã có ở trên; hãy bỏ một trong hai"),
    ("twice", "bảng này đã có ở trên; hãy gộp hai bảng thành một"),
    ("Expected '='", "tên khóa có dấu hay dấu cách phải đặt trong ngoặc kép, sau tên khóa là dấu ="),
    ("Invalid statement", "tên khóa có dấu hay dấu cách phải đặt trong ngoặc kép, lời giải thích bắt đầu bằng #"),
    ("key part", "tên khóa có dấu hay dấu cách phải đặt trong ngoặc kép"),
    ("Expected ']", "tên bảng thiếu ngoặc vuông ở cuối"),
    ("Unclosed array", "danh sách thiếu ngoặc vuông ở cuối"),
    ("Unterminated", "thiếu ngoặc kép ở cuối"),
    ("Illegal character", "thiếu ngoặc kép ở cuối, hoặc có ký tự không dùng được"),
    ("Unescaped", "dấu \\ trong ngoặc kép phải viết hai lần"),
    ("Invalid date", "ngày hoặc giờ này không có thật"),
)
_DEFAULT_REASON = 'giá trị là chữ, giờ hay ngày như 16/4 phải đặt trong ngoặc kép, ví dụ morning = "07:30-11:30"'


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the file: its values, and how a person finds it ("[hours]", "[[leader]] thứ 2")."""

    file: str
    where: str
    values: dict[str, object]

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def error(self, found: str, advice: str, key: str = "") -> UserError:
        """What is wrong here: the file, the place, what was found, what to do."""
        place = ", ".join(part for part in (self.where, f'khóa "{harmless(key)}"' if key else "") if part)
        return UserError(": ".join(part for part in (self.file, place, f"{found}; {advice}.") if part), _USAGE)

    def wrong(self, key: str, expected: str) -> UserError:
        """A value of the wrong type or out of range; ``expected`` says what was expected and how to write it."""
        what, advice = expected.split("; ", 1)
        return self.error(f"tìm thấy {_described(self.values[key])}, cần {what}", advice, key)

    def only(self, *known: str) -> None:
        """Refuse keys that are not ``known``."""
        for key in self.values:
            if key not in known:
                where = f"{self.where} " if self.where else ""
                raise UserError(
                    f'{self.file}: {where}không có khóa "{_quoted(key)}"{suggestion(key, known)};'
                    f" các khóa dùng được ở đây: {listed(known)}.",
                    _USAGE,
                )

    def require(self, key: str, advice: str) -> None:
        """Refuse the table where ``key`` is missing or empty."""
        if self.values.get(key) in (None, ""):
            raise self.error(f'thiếu khóa "{key}"', advice)

    def get(self, key: str) -> object:
        """The value as it is, None where there is none."""
        return self.values.get(key)

    def text(self, key: str, default: str = "") -> str:
        """A string, in NFC, with single blanks."""
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, f'một chuỗi chữ; hãy ghi trong ngoặc kép, ví dụ {key} = "…"')
        return self._clean(value, key)

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, f"true hoặc false; hãy ghi {key} = true hoặc {key} = false, không có ngoặc kép")
        return value

    def names(self, key: str) -> tuple[str, ...]:
        """A list of strings, none of them empty."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(name, str) and name.strip() for name in value):
            raise self.wrong(key, 'một danh sách tên; hãy ghi trong ngoặc vuông, ví dụ ["Hoàn", "Bình"]')
        return tuple(self._clean(name, key) for name in value)

    def table(self, key: str) -> Table:
        """The table under ``key``, empty where there is none."""
        value = self.values.get(key, {})
        name = f"{self.where.split('[[')[-1].split(']]')[0]}.{key}" if self.where else key
        where = f"{self.where}, [{name}]" if self.where else f"[{name}]"
        if not isinstance(value, dict):
            raise self.wrong(key, f"một bảng; hãy ghi dòng [{name}] rồi các khóa ở dưới")
        return Table(self.file, where, value)

    def tables(self, key: str) -> tuple[Table, ...]:
        """The tables under ``[[key]]``, none where there are none."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
            raise self.wrong(key, f"các bảng; hãy ghi mỗi bảng dưới một dòng [[{key}]] với hai ngoặc vuông")
        return tuple(Table(self.file, f"[[{key}]] thứ {n}", table) for n, table in enumerate(value, 1))

    def words(self) -> Iterator[tuple[str, str]]:
        """Every key of a table whose keys are free, as cleaned text and as it is written."""
        for key in self.values:
            word = self._clean(key, key)
            if not word:
                raise self.error("có khóa rỗng", "hãy ghi tên vào ngoặc kép hoặc xóa dòng này")
            yield word, key

    def _clean(self, value: str, key: str) -> str:
        text = squeeze(nfc(value))
        if harmless(text) != text:
            raise self.error(f"“{_quoted(text)}” có ký tự điều khiển", "hãy gõ lại bằng tay", key)
        return text


def read(path: Path) -> Table:
    """The whole file as a table."""
    import tomllib

    file = harmless(str(path))
    try:
        with path.open("rb") as source:
            data = source.read(_LONGEST + 1)
    except OSError as error:
        reason = {
            FileNotFoundError: "không có tệp này; hãy kiểm tra tên và thư mục",
            IsADirectoryError: "đây là thư mục; hãy chỉ tệp cấu hình ở trong",
            PermissionError: "không có quyền đọc; hãy kiểm tra quyền của tệp",
        }.get(type(error), "không đọc được; hãy kiểm tra tệp và ổ đĩa")
        raise UserError(f"{file}: {reason}.", _USAGE) from error
    if len(data) > _LONGEST:
        raise UserError(f"{file}: tệp lớn hơn 1 MB, không phải tệp cấu hình; hãy kiểm tra tên tệp.", _USAGE)
    try:
        text = data.decode("utf-8-sig")
        return Table(file, "", tomllib.loads(text))
    except UnicodeDecodeError:
        raise UserError(f"{file}: không phải chữ UTF-8; hãy lưu lại tệp với bảng mã UTF-8.", _USAGE) from None
    except tomllib.TOMLDecodeError as error:
        raise UserError(_syntax(file, text, str(error)), _USAGE) from None
    except (RecursionError, ValueError):
        raise UserError(f"{file}: có danh sách lồng nhau quá sâu hoặc số quá lớn; hãy xóa chỗ đó.", _USAGE) from None


def _syntax(file: str, text: str, said: str) -> str:
    """A sentence for a syntax error, with its line, which tomllib names only in English words."""
    lines = text.splitlines() or [""]
    at = _POSITION.search(said)
    number, column = (int(at[1]), int(at[2])) if at else (len(lines), 1)
    if not at or number > len(lines):
        # The fault is at the end of the file: show the last line that holds something.
        number = next((n for n in range(len(lines), 0, -1) if lines[n - 1].strip()), 1)
        column = len(lines[number - 1]) + 1
    advice = next((sense for words, sense in _REASONS if words in said), _DEFAULT_REASON)
    return f"{file}:{number}:{column}: không hiểu dòng “{_quoted(lines[number - 1].strip())}”: {advice}."


def suggestion(word: str, known: Iterable[str]) -> str:
    """ "; có phải là …?" where one of ``known`` looks like ``word``, else ""."""
    import difflib

    near = {fold_key: name for name in known if (fold_key := name.casefold())}
    found = difflib.get_close_matches(word.casefold(), near, n=1)
    return f' (có phải là "{near[found[0]]}"?)' if found else ""


def listed(names: Iterable[str]) -> str:
    """Names separated by commas."""
    return ", ".join(names)


def _quoted(text: str) -> str:
    return cut(harmless(text), 60)


def _described(value: object) -> str:
    """A value in words."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f"chữ “{_quoted(value)}”"
        case int() | float():
            return f"số {_quoted(str(value))}"
        case list():
            return "một danh sách"
        case dict():
            return "một bảng"
        case dt.datetime():
            return f"ngày giờ {value}"
        case dt.date():
            return f"ngày {value:%d/%m/%Y}"
        case _:
            return f"giờ {value}"
