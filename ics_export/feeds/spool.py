"""Serialised events put aside: their bytes in a file, a few numbers about each in memory.

A thousand programmes are 40 MB of iCalendar. Held as objects they would take several times that; here an event takes
some 10 bytes of memory, whatever its length. The file is a buffer while it is small: one programme costs none.
"""

from __future__ import annotations

import io
import os
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from ics_export.feeds.publishing import explained, own_file

LIMIT = 128 * 1024
"""Bytes kept in memory: two or three programmes of a month."""

_UNIT = 8  # records begin at multiples of it, so that 32 bits tell places in 32 GiB
_PAGE = 1024
_KEPT = 4  # pages of a column: the events of some 80 programmes
_SHOWN = Path("tệp tạm")
_WORD = 0xFFFF_FFFF
_DROPPED = _WORD
_TABLES = 64
_HEAD = 64  # bytes that hold the head of a record and a usual UID


class _Temporary:
    """A file that has no name, or is gone with the run; made when it is first used."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._opened: BinaryIO | None = None

    @property
    def file(self) -> BinaryIO:
        """The file, open for reading and writing."""
        if self._opened is None:
            places = (os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
            folder = next(path for path in (*places, "/tmp", ".") if path and Path(path).is_dir())
            path, self._opened = own_file(Path(folder))
            if os.name == "posix":
                path.unlink()
            else:  # pragma: no cover
                self._path = path
        return self._opened

    def close(self) -> None:
        """Give the file back."""
        if self._opened:
            self._opened.close()
        if self._path:
            self._path.unlink(missing_ok=True)


class Column:
    """Numbers of at most 32 bits, by page: an array that grows is copied, and leaves holes where it was.

    With a file, only a few pages stay in memory: those of the events dealt with last. ``offset`` and ``step`` are the
    places of its pages there, where several columns share one file.
    """

    def __init__(self, rest: _Temporary | None = None, offset: int = 0, step: int = 1) -> None:
        self._rest, self._offset, self._step = rest, offset, step
        self._pages: dict[int, array[int]] = {}  # the oldest first
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, number: int) -> int:
        page = self._pages.get(number // _PAGE) or self._fetched(number // _PAGE)
        return page[number % _PAGE]

    def __setitem__(self, number: int, value: int) -> None:
        page = self._pages.get(number // _PAGE) or self._fetched(number // _PAGE)
        page[number % _PAGE] = value

    def append(self, value: int) -> None:
        """Add a number at the end."""
        number, self._length = self._length, self._length + 1
        if number % _PAGE == 0:
            self._keep(number // _PAGE, array("I", [0]) * _PAGE)
        self[number] = value

    def _fetched(self, place: int) -> array[int]:
        if self._rest is None:
            raise IndexError(place)
        page = array("I")
        with explained(_SHOWN):
            self._seek(place)
            page.frombytes(self._rest.file.read(_PAGE * page.itemsize))
        self._keep(place, page)
        return page

    def _keep(self, place: int, page: array[int]) -> None:
        if self._rest is not None and len(self._pages) >= _KEPT:
            oldest = next(iter(self._pages))
            with explained(_SHOWN):
                self._seek(oldest)
                self._rest.file.write(self._pages.pop(oldest).tobytes())
        self._pages[place] = page

    def _seek(self, place: int) -> None:
        if self._rest is not None:
            self._rest.file.seek((place * self._step + self._offset) * _PAGE * array("I").itemsize)


class Spool:
    """Events in the order they came in, each known by its number, and those with the same UID known to each other.

    ``months`` and ``members`` are the caller's. A record is the length of the UID (4 bytes), the start (8), the UID and
    the VEVENT, filled with zeros.
    """

    def __init__(self) -> None:
        self._numbers = _Temporary()
        self.members, self.months, self._units = (Column(self._numbers, which, 3) for which in range(3))
        self._records = _Temporary()
        self._file: BinaryIO = io.BytesIO()
        self._in_memory = True
        self._end = 0
        self._hashes = Column()
        self._next: dict[int, int] = {}  # of events with the same UID, where there are several: a ring
        # One event of each UID, plus one; 0: free. A dictionary of all UIDs would be most of the memory of a long run.
        self._tables = [array("I", bytes(array("I").itemsize * 8)) for _ in range(_TABLES)]
        self._taken = [0] * _TABLES

    def __len__(self) -> int:
        return len(self.members)

    def close(self) -> None:
        """Give the file back."""
        self._file.close()
        self._records.close()
        self._numbers.close()

    def append(self, uid: str, start: int, month: int, members: int, block: bytes) -> int:
        """Put an event aside and return its number. ``start`` is a number that sorts as the events do."""
        name = uid.encode("utf-8", "surrogatepass")
        record = b"".join((len(name).to_bytes(4), start.to_bytes(8), name, block))
        record += bytes(-len(record) % _UNIT)
        with explained(_SHOWN):
            if self._in_memory and self._end + len(record) > LIMIT:
                self._to_disk()
            self._file.seek(self._end)
            self._file.write(record)
        number = len(self.members)
        self._units.append(self._end // _UNIT)
        self._hashes.append(hash(name) & _WORD)
        self.months.append(month)
        self.members.append(members)
        self._end += len(record)
        self._meet(number, name)
        return number

    def drop(self, numbers: Iterable[int]) -> None:
        """Forget events: none of them is anybody's twin any more."""
        for number in numbers:
            if number in self._next:
                before, *_ = (one for one in self.twins(number) if self._next[one] == number)
                after = self._next.pop(number)
                if before == after:
                    del self._next[after]
                else:
                    self._next[before] = after
                table, slot = self._slot(self.key(number)[1])
                table[slot] = after + 1
            self.members[number] = _DROPPED

    def find(self, uid: str) -> Iterator[int]:
        """The events with this UID."""
        table, slot = self._slot(uid.encode("utf-8", "surrogatepass"))
        first = table[slot] - 1
        if first >= 0 and self.members[first] != _DROPPED:
            yield from self.twins(first)

    def twins(self, number: int) -> Iterator[int]:
        """All events with the same UID as this one, itself first."""
        one = number
        while True:
            yield one
            one = self._next.get(one, number)
            if one == number:
                return

    def alone(self, number: int) -> bool:
        """Whether no other event has its UID."""
        return number not in self._next

    def key(self, number: int) -> tuple[int, bytes]:
        """Start and UID of an event: it sorts by them, since UTF-8 sorts as its text does."""
        offset = self._units[number] * _UNIT
        head = self._read(offset, _HEAD)
        length = 12 + int.from_bytes(head[:4])
        if length > _HEAD:
            head = self._read(offset, length)
        return int.from_bytes(head[4:12]), head[12:length]

    def block(self, number: int) -> bytes:
        """The VEVENT of an event."""
        offset = self._units[number] * _UNIT
        end = self._units[number + 1] * _UNIT if number + 1 < len(self) else self._end
        record = self._read(offset, end - offset)
        return record[12 + int.from_bytes(record[:4]) :].rstrip(b"\0")

    def _read(self, offset: int, length: int) -> bytes:
        self._file.seek(offset)
        return self._file.read(length)

    def _to_disk(self) -> None:
        """Go on in a file."""
        file = self._records.file
        file.write(self._file.read() if not self._file.seek(0) else b"")
        self._file.close()
        self._file, self._in_memory = file, False

    def _meet(self, number: int, name: bytes) -> None:
        """Make a new event known to those with the same UID, or known by it."""
        table, slot = self._slot(name)
        twin = table[slot] - 1
        if twin >= 0 and self.members[twin] != _DROPPED:
            self._next[number] = self._next.get(twin, twin)
            self._next[twin] = number
            return
        table[slot] = number + 1
        if twin < 0:
            self._grow(self._hashes[number] % _TABLES)

    def _slot(self, name: bytes) -> tuple[array[int], int]:
        """Where an event with this UID stands, or else would: by open addressing."""
        wanted = hash(name) & _WORD
        table = self._tables[wanted % _TABLES]
        slot = wanted // _TABLES % len(table)
        while entry := table[slot]:
            if self._hashes[entry - 1] == wanted and self.key(entry - 1)[1] == name:
                break
            slot = (slot + 1) % len(table)
        return table, slot

    def _grow(self, which: int) -> None:
        """Count one more in a table and keep a quarter of it free."""
        self._taken[which] += 1
        old = self._tables[which]
        if 4 * self._taken[which] <= 3 * len(old):
            return
        new = array("I", bytes(old.itemsize * (len(old) * 5 // 4 + 8)))
        for entry in filter(None, old):
            slot = self._hashes[entry - 1] // _TABLES % len(new)
            while new[slot]:
                slot = (slot + 1) % len(new)
            new[slot] = entry
        self._tables[which] = new
