"""The events of all documents of one run, by organisation, until they are written."""

from __future__ import annotations

from collections.abc import Collection as Names
from collections.abc import Sequence
from pathlib import Path

from ics_export.config import Config
from ics_export.diagnostics import Finding
from ics_export.feeds.calendar import feeds
from ics_export.feeds.naming import ALL_FILE, feed_files
from ics_export.feeds.publishing import Written, write_feeds
from ics_export.model import Event, Leader, Programme


class Collection:
    """Collects programmes and writes their feeds."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._items: list[tuple[Programme, tuple[Event, ...]]] = []

    def add(self, programme: Programme, events: Sequence[Event]) -> tuple[Finding, ...]:
        """Add a programme's events."""
        self._items.append((programme, tuple(events)))
        return ()

    def leaders(self) -> tuple[Leader, ...]:
        """All leaders, by name."""
        return tuple({x.name: x for p, _ in self._items for x in p.leaders}.values())

    def count(self, leader: str | None) -> int:
        """How many events a leader's feed has; None for all."""
        return sum(leader is None or leader in e.feeds for _, ev in self._items for e in ev)

    def _feeds(self) -> dict[str, bytes]:
        organisation = self._items[0][0].organisation
        return feeds(organisation, self.leaders(), [e for _, ev in self._items for e in ev], self._config)

    def write(self, folder: Path, only: Names[str] | None = None) -> Written:
        """Write the feeds."""
        files = feed_files(self.leaders(), self._config.feed_name)
        wanted = {ALL_FILE, *files.values()} if only is None else {files[n] for n in only}
        return write_feeds(folder, {n: b for n, b in self._feeds().items() if n in wanted})

    def calendar_bytes(self, leader: str | None) -> bytes:
        """One feed's bytes."""
        name = ALL_FILE if leader is None else feed_files(self.leaders(), self._config.feed_name)[leader]
        return self._feeds()[name]
