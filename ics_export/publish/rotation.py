"""New addresses for feeds whose old ones have gone too far, and the list of addresses for the secretary."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ics_export.diagnostics import UserError
from ics_export.feeds.publishing import explained
from ics_export.naming import find_leader
from ics_export.publish import files, status
from ics_export.publish.addresses import FOLDER, Addresses, Place
from ics_export.publish.lock import locked
from ics_export.publish.retired import retire
from ics_export.publish.status import FeedStatus, OfficeStatus, Status
from ics_export.vietnamese import fold, plain


def rotate(
    site: Path, addresses: Addresses, names: Sequence[str], everything: bool, organisation: str | None
) -> tuple[str, ...]:
    """Give feeds their next address and put a notice at the old one; returns whose they are.

    First the feed lies at both addresses, then the status knows the new one, then the old one is empty: a run cut short
    loses nothing, and the next publish empties what is left. Raises UserError for an unknown name, without a key, and
    where nothing has been published.
    """
    if not addresses.private:
        raise UserError(f"{site}: không thấy khóa nên không có địa chỉ riêng để đổi; hãy chạy publish --init trước.", 2)
    with files.masked():
        if not site.is_dir():
            raise UserError(f"{site}: không có trang này.", 2)
        with locked(site):
            data, old = _status(site)
            if old.key != addresses.fingerprint:
                raise UserError(f"{site}: khóa này không phải khóa của trang; hãy dùng khóa đã dùng với publish.", 2)
            office = _office(old, organisation)
            leaders = [feed.leader for feed in office.feeds if feed.leader]
            chosen = {find_leader(name, leaders).name for name in names}
            new = replace(
                office,
                all=replace(office.all, generation=office.all.generation + everything),
                feeds=tuple(
                    replace(feed, generation=feed.generation + 1)
                    if feed.leader and feed.leader.name in chosen
                    else feed
                    for feed in office.feeds
                ),
            )
            moves = [
                (_place(addresses, office, before), _place(addresses, office, after))
                for before, after in zip((office.all, *office.feeds), (new.all, *new.feeds), strict=True)
                if before != after
            ]
            files.write(site, [(there.path, _feed(site, here)) for here, there in moves])
            files.write(site, [(files.STATUS, status.rotated(data, office.folder, chosen, everything))])
            for here, _ in moves:
                retire(site, here)
    return tuple(sorted(chosen)) + (("all.ics",) if everything else ())


def write_list(site: Path, addresses: Addresses, path: Path) -> None:
    """Write who has which address to ``path``, a file that its owner alone can read, for the secretary to send on."""
    with files.masked():
        _, old = _status(site)
    rows = []
    for office in old.offices:
        for feed in (office.all, *office.feeds):
            who = feed.leader.name if feed.leader else "(tất cả)"
            rows.append(f"{office.name}\t{who}\t{_place(addresses, office, feed).path}\n")
    data = "".join(rows).encode()
    with suppress(OSError):
        if path.read_bytes() == data and not path.stat().st_mode & 0o077:
            return
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with explained(path):
        try:
            with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(data)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)


def _status(site: Path) -> tuple[bytes, Status]:
    data = files.read(site, files.STATUS)
    if data is None:
        raise UserError(f"{site}: chưa công bố gì ở đây; hãy chạy publish trước.", 2)
    try:
        return data, status.load(data)
    except ValueError:
        raise UserError(f"{site}: {files.STATUS} không đọc được; hãy chạy publish để lập lại.") from None


def _office(old: Status, organisation: str | None) -> OfficeStatus:
    found = [
        office
        for office in old.offices
        if organisation is None or fold(organisation) == fold(office.name) or plain(organisation) == plain(office.name)
    ]
    if len(found) == 1:
        return found[0]
    there = "; ".join(office.name for office in old.offices)
    raise UserError(f"--organisation: hãy nêu một trong các cơ quan của trang: {there}", 2)


def _place(addresses: Addresses, office: OfficeStatus, feed: FeedStatus) -> Place:
    if feed.leader is None:
        return addresses.everything(office.name, feed.generation, office.folder)
    return addresses.feed(office.name, feed.leader.name, feed.generation, office.folder, feed.file)


def _feed(site: Path, place: Place) -> bytes:
    data = files.read(site, place.path)
    if data is None:
        raise UserError(f"{FOLDER}/…/{place.file}: không có lịch này; hãy chạy publish trước.")
    return data
