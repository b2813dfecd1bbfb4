"""Serialised events put aside: their bytes in a file, a few numbers about each in memory.

A thousand programmes are 40 MB of iCalendar. Held as objects they would take several times that; here a long run holds
a few pages of numbers, however many events there are. The files are buffers while they are small: one programme costs
none.
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

    def __iter__(self) -> Iterator[int]:
        for start in range(0, self._length, _PAGE):
            page = self._pages.get(start // _PAGE) or self._fetched(start // _PAGE)
            yield from page[: self._length - start]

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
        columns = (Column(self._numbers, which, 4) for which in range(4))
        self.members, self.months, self._units, self._hashes = columns
        self._records = _Temporary()
        self._file: BinaryIO = io.BytesIO()
        self._in_memory = True
        self._end = 0
        self._next: dict[int, int] = {}  # of events with the same UID, where there are several: a ring
        self._orders: list[_Temporary] = []

    def __len__(self) -> int:
        return len(self.members)

    def close(self) -> None:
        """Give the file back."""
        self._file.close()
        for file in (self._records, self._numbers, *self._orders):
            file.close()

    def order(self, length: int) -> Column:
        """``length`` numbers that the caller puts the events' order into, held as the spool's own."""
        self._orders.append(_Temporary())
        found = Column(self._orders[-1])
        for _ in range(length):
            found.append(0)
        return found

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
            self.members[number] = _DROPPED

    def among(self, numbers: Iterable[int], uids: Iterable[str]) -> dict[str, int]:
        """Those of the events ``numbers`` that have one of these UIDs, by UID: of several with the same the last."""
        names = {uid.encode("utf-8", "surrogatepass"): uid for uid in uids}
        hashes = {hash(name) & _WORD for name in names}
        found = {}
        for number in numbers:
            if self._hashes[number] in hashes and self.members[number] != _DROPPED:
                uid = names.get(self.key(number)[1])
                if uid is not None:
                    found[uid] = number
        return found

    def meet(self, number: int, twin: int) -> None:
        """Make a new event known to those that have its UID, ``twin`` among them."""
        self._next[number] = self._next.get(twin, twin)
        self._next[twin] = number

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
