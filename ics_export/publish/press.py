"""Feeds of one organisation to files: where each goes, what is written, what the status says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from ics_export.config import Config
from ics_export.diagnostics import Finding, Severity
from ics_export.feeds.calendar import calendar
from ics_export.feeds.memory import Span
from ics_export.feeds.naming import ALL_FILE, ALL_NAME, folders
from ics_export.feeds.remembering import last_change, remember
from ics_export.model import Event, Leader
from ics_export.model import Place as Source
from ics_export.pages.sitedata import SiteData, SiteLeader
from ics_export.publish import files
from ics_export.publish.addresses import FOLDER, Addresses, Place, latest_generation, name_files
from ics_export.publish.archive import Archive
from ics_export.publish.guard import counts
from ics_export.publish.issues import Issue
from ics_export.publish.office import Desk, Feeds, Material, gather, horizon, of_leader
from ics_export.publish.recall import recall
from ics_export.publish.retired import retire
from ics_export.publish.status import GENERATIONS, FeedStatus, OfficeStatus, ProgrammeStatus, Status
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold

OFFICE_PAGE = "van-phong.html"
"""The secretary's page, beside all.ics."""


class Asked(Protocol):
    """The part of the user's wish that matters here."""

    @property
    def since(self) -> dt.date | None: ...
    @property
    def keep(self) -> int | None: ...
    @property
    def accept_loss(self) -> bool: ...


class Printed(NamedTuple):
    """What became of an organisation."""

    status: OfficeStatus
    site: SiteData
    changed: tuple[str, ...]
    notes: tuple[str, ...]
    problems: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Press:
    """Prints organisations into a site, knowing what the run before left there."""

    site: Path
    config: Config
    addresses: Addresses
    now: dt.datetime
    old: Status
    archive: Archive

    def folders(self, issues: Sequence[Issue]) -> dict[str, str]:
        """The folder of each organisation, old ones too. It never changes: addresses hang on it.

        The only one has the site itself; several have folders of their own, but for the one that was there first.
        """
        result = {fold(office.name): office.folder for office in self.old.offices}
        names = {issue.office: issue.organisation for issue in sorted(issues, key=lambda one: one.recency)}
        new = {office: name for office, name in names.items() if office not in result}
        if not result:
            for office, name in new.items():
                if len(new) == 1 or self._is_root(name):
                    result[office] = ""
                    break
        taken = {*result.values(), FOLDER}
        stems = folders(dict.fromkeys(names.values()))
        for office in sorted(new.keys() - result.keys()):
            folder, count = stems[new[office]], 1
            while folder in taken:
                count += 1
                folder = f"{stems[new[office]]}-{count}"
            taken.add(folder)
            result[office] = folder
        return dict(sorted(result.items()))

    def office(
        self,
        folder: str,
        known: OfficeStatus | None,
        chosen: Sequence[Issue],
        left: Sequence[Issue],
        given_up: Sequence[Span],
        asked: Asked,
    ) -> Printed:
        """Publish one organisation; ``given_up`` are days that no programme covers and nothing is kept of."""
        people = [feed.leader for feed in known.feeds if feed.leader] if known else []
        organisation = max(chosen, key=lambda one: one.recency).organisation if chosen or not known else known.name
        first = horizon(chosen, asked.since, asked.keep)
        material = gather(organisation, chosen, left, self.archive, people, self.config, first)
        old_places, places, generations = self._places(folder, known, material)
        recalled = recall(
            self.site,
            old_places[None].path,
            {name: place.path for name, place in old_places.items() if name is not None},
        )
        desk = Desk(material, recalled, self.config.alarm, (*material.spans, *given_up))
        feeds = desk.feeds(self.now, accept_loss=asked.accept_loss)
        # all.ics last: an event in none but a leader's feed is still new to the next run, should this one end here.
        order = [*(name for name in feeds.data if name is not None), None]
        written = files.write(self.site, [(places[name].path, feeds.data[name]) for name in order])
        self._clear_orphans(folder, known, material, places)
        retired = [retire(self.site, place) for place in self._given_up(material, old_places, places, generations)]
        names = {places[name].path: name or "tất cả" for name in feeds.data}
        changed = [names[path] for path in written.names]
        if any(retired) and not changed:
            changed.append("địa chỉ đã ngừng")
        problems = [
            f"{name or 'all.ics'}: {why}; lịch này được giữ nguyên. Nếu đúng như vậy, chạy lại với --accept-loss."
            for name, why in feeds.held.items()
        ]
        state = self._status(folder, known, material, chosen, left, feeds, places, generations)
        return Printed(
            status=state,
            site=self._data(folder, material, feeds, places, state.updated),
            changed=tuple(changed),
            notes=recalled.notes,
            problems=tuple(problems),
            findings=(*material.findings, *(_held(material, one) for one in problems)),
        )

    def _places(
        self, folder: str, known: OfficeStatus | None, material: Material
    ) -> tuple[dict[str | None, Place], dict[str | None, Place], dict[str | None, int]]:
        """Where feeds were, where they go, and their generations; all.ics first, by leader."""
        old = {feed.leader.name: feed for feed in known.feeds if feed.leader} if known else {}
        file_of = name_files(material.leaders, {n: feed.file for n, feed in old.items()}, self.config.feed_name)
        before = self.addresses if self.old.private or not known else Addresses(None)
        places: dict[str | None, Place] = {}
        old_places: dict[str | None, Place] = {}
        generations: dict[str | None, int] = {}
        for name in (None, *(leader.name for leader in material.leaders)):
            feed = known.all if known and name is None else old.get(name or "")
            generation = feed.generation if feed else self._in_use(material.organisation, name, folder, file_of)
            generations[name] = generation
            places[name] = self._place(self.addresses, material.organisation, name, generation, folder, file_of)
            old_places[name] = self._place(before, material.organisation, name, generation, folder, file_of)
        return old_places, places, generations

    def _in_use(self, organisation: str, name: str | None, folder: str, file_of: Mapping[str, str]) -> int:
        if not self.addresses.private:
            return 0
        return latest_generation(
            self.site,
            (self._place(self.addresses, organisation, name, n, folder, file_of) for n in range(GENERATIONS)),
        )

    def _place(
        self, addresses: Addresses, organisation: str, name: str | None, generation: int, folder: str,
        file_of: Mapping[str, str],
    ) -> Place:  # fmt: skip
        if name is None:
            return addresses.everything(organisation, generation, folder)
        return addresses.feed(organisation, name, generation, folder, file_of[name])

    def _given_up(
        self, material: Material, old: Mapping[str | None, Place], new: Mapping[str | None, Place],
        generations: Mapping[str | None, int],
    ) -> list[Place]:  # fmt: skip
        """Addresses that are in use no more: open ones once there is a key, those of earlier generations."""
        result = [old[name] for name in new if old[name] != new[name]]
        for name, generation in generations.items():
            file_of = {name: new[name].file} if name else {}
            result += (
                self._place(self.addresses, material.organisation, name, n, "", file_of) for n in range(generation)
            )
        return result

    def _clear_orphans(
        self, folder: str, known: OfficeStatus | None, material: Material, places: Mapping[str | None, Place]
    ) -> None:
        """Remove what a rotation that was cut short has left under an address that nobody was given."""
        if not (known and self.addresses.private):
            return
        for feed in (known.all, *known.feeds):
            name = feed.leader.name if feed.leader else None
            following = self._place(
                self.addresses, material.organisation, name, feed.generation + 1, folder, {name or "": feed.file}
            )
            if following not in places.values() and (self.site / following.path).exists():
                (self.site / following.path).unlink()

    def _is_root(self, organisation: str) -> bool:
        """Whether the site's own all.ics is this organisation's, where no status tells."""
        data = files.read(self.site, ALL_FILE)
        head, _, _ = calendar(ALL_NAME, organisation, ()).partition(b"BEGIN:VTIMEZONE")
        return data is not None and data.startswith(head)

    def _status(
        self,
        folder: str,
        known: OfficeStatus | None,
        material: Material,
        chosen: Sequence[Issue],
        left: Sequence[Issue],
        feeds: Feeds,
        places: Mapping[str | None, Place],
        generations: Mapping[str | None, int],
    ) -> OfficeStatus:
        def feed(name: str | None, leader: Leader | None) -> FeedStatus:
            data, place = feeds.data[name], places[name]
            path = None if self.addresses.private else place.path
            return FeedStatus(leader, place.file, path, generations[name], *counts(data), sha256(data).hexdigest())

        issues = [*((one, "used") for one in chosen), *((one, "superseded") for one in left)]
        return OfficeStatus(
            name=known.name if known and fold(known.name) == fold(material.organisation) else material.organisation,
            folder=folder,
            # What is published says it, not what was made of the programmes: some of that may have to wait.
            updated=max(filter(None, map(last_change, feeds.data.values())), default=known.updated if known else None),
            all=feed(None, None),
            feeds=tuple(feed(leader.name, leader) for leader in material.leaders),
            programmes=tuple(
                sorted((_programme(one, state) for one, state in issues), key=lambda p: (p.first, p.last, p.file))
            ),
        )

    def _data(
        self,
        folder: str,
        material: Material,
        feeds: Feeds,
        places: Mapping[str | None, Place],
        updated: dt.datetime | None,
    ) -> SiteData:
        def events(leader: Leader) -> tuple[Event, ...]:
            if leader.name in feeds.held:  # the page says what the feed says
                return tuple(one.event for one in remember(feeds.data[leader.name], {}))
            return of_leader(feeds.events, leader)

        every = places[None]
        return SiteData(
            organisation=material.organisation,
            folder=folder,
            updated=updated,
            programmes=material.programmes,
            leaders=tuple(
                SiteLeader(leader, places[leader.name].path, places[leader.name].page, events(leader))
                for leader in material.leaders
            ),
            events=feeds.events,
            all_feed=every.path,
            office_page=f"{every.folder}/{OFFICE_PAGE}" if every.folder else OFFICE_PAGE,
            private=self.addresses.private,
            public_index=False,
            base_url=None,
        )


def _programme(issue: Issue, state: str) -> ProgrammeStatus:
    return ProgrammeStatus(
        file=issue.file,
        title=issue.title,
        first=issue.first,
        last=issue.last,
        issued=issue.issued,
        revision=issue.revision,
        sha256=issue.sha256,
        events=issue.events,
        state=state,
    )


def _held(material: Material, problem: str) -> Finding:
    newest = max(material.programmes, key=lambda one: (one.issued or dt.date.min, one.file), default=None)
    return Finding("X807", Severity.ERROR, Source(newest.file if newest else "", 1), problem)
