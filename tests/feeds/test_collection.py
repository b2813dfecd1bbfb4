"""Many programmes in one run: each event once, the later programme's, whatever the order of input."""

from __future__ import annotations

import datetime as dt
import errno
import os
import tempfile
import tracemalloc
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ics_export.config import Config
from ics_export.diagnostics import Finding, Severity, UserError
from ics_export.feeds.calendar import feeds, serialise
from ics_export.feeds.collection import Collection
from ics_export.feeds.identity import with_first_uids
from ics_export.feeds.spool import LIMIT, Spool
from ics_export.feeds.times import bounds, chronological, day_of, position
from ics_export.model import Event, Leader, Place, Programme

from .build import AN, BINH, HOAN, OFFICE, at, event, many, month, programme
from .octets import check

Document = tuple[Programme, tuple[Event, ...]]
OTHER = "Sở Công Thương"


def document(file: str, events: Iterable[Event], **changes: Any) -> Document:
    """A programme of February 2025 in ``file``, with ``changes``."""
    return programme(source=file, **changes), tuple(e._replace(source=Place(file, e.source.line)) for e in events)


def week(file: str, events: Iterable[Event], first: int, issued: int) -> Document:
    """A programme of seven days."""
    days = {"first": dt.date(2025, 2, first), "last": dt.date(2025, 2, first + 6), "issued": dt.date(2025, 2, issued)}
    return document(file, events, **days)


def collected(documents: Iterable[Document], config: Config | None = None) -> tuple[Collection, list[Finding]]:
    """A collection of ``documents``, and what was said."""
    collection = Collection(config or Config())
    return collection, [finding for one in documents for finding in collection.add(*one)]


def files(documents: Iterable[Document], folder: Path) -> dict[str, bytes]:
    """What is written for ``documents``: bytes by path."""
    with collected(documents)[0] as collection, pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)  # nine tenths of the time of these tests
        collection.write(folder)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def summaries(data: bytes) -> list[str]:
    return [part.values("SUMMARY")[0] for part in check(data).parts[1:]]


# --- one programme ----------------------------------------------------------------------------------------------------


def test_one_programme_is_written_as_by_feeds(tmp_path: Path) -> None:
    events = many()
    with collected([document("month.txt", events)])[0] as collection:
        written = collection.write(tmp_path)
    expected = feeds(OFFICE, programme().leaders, events, Config())
    assert written.names == ("hoan.ics", "binh.ics", "an.ics", "all.ics")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == expected


def test_asked_without_writing() -> None:
    with collected([document("month.txt", month())])[0] as collection:
        expected = feeds(OFFICE, programme().leaders, month(), Config())
        assert collection.calendar_bytes() == expected["all.ics"]
        assert collection.calendar_bytes("HOÀN") == expected["hoan.ics"]
        assert collection.organisations() == (OFFICE,)
        assert collection.leaders() == collection.leaders(OFFICE.upper()) == (HOAN, BINH, AN)
        assert collection.leaders("Sở Y tế") == ()
        assert collection.count() == len(month())
        assert collection.count("Hoàn") == sum("Hoàn" in one.feeds for one in month())
        with pytest.raises(ValueError, match="no such feed"):
            collection.calendar_bytes("Nga")


def test_only_some_leaders(tmp_path: Path) -> None:
    with collected([document("month.txt", many())])[0] as collection:
        assert collection.write(tmp_path, ["An", "hoàn"]).names == ("hoan.ics", "an.ics")
        assert not (tmp_path / "all.ics").exists()
        with pytest.raises(ValueError, match="nga"):
            collection.write(tmp_path, ["Nga"])


def test_an_unchanged_feed_is_untouched(tmp_path: Path) -> None:
    one = document("month.txt", many())
    files([one], tmp_path)
    for path in tmp_path.iterdir():
        os.utime(path, (1, 1))
    with collected([one])[0] as collection:
        assert collection.write(tmp_path).names == ()
    more = (*one[1], event("Việc mới", uid="new", feeds=("Hoàn",)))
    with collected([(one[0], more)])[0] as collection:
        written = collection.write(tmp_path)
    assert written.names == ("hoan.ics", "all.ics") and written.unchanged == ("binh.ics", "an.ics")
    assert {path.name for path in tmp_path.iterdir() if path.stat().st_mtime == 1} == {"binh.ics", "an.ics"}


def test_nothing_added(tmp_path: Path) -> None:
    with Collection(Config()) as collection:
        assert collection.write(tmp_path).names == () and collection.leaders() == () and collection.count() == 0
        with pytest.raises(ValueError, match="no such feed"):
            collection.calendar_bytes()
    assert not list(tmp_path.iterdir())


def test_doubled_uid_in_one_programme() -> None:
    with Collection(Config()) as collection, pytest.raises(ValueError, match="same UID"):
        collection.add(programme(), [event(), event()])


def test_alarms_are_configured() -> None:
    with collected([document("a.txt", [event()])], Config(alarm=30))[0] as collection:
        assert b"TRIGGER:-PT30M" in collection.calendar_bytes()


# --- several programmes -----------------------------------------------------------------------------------------------


def test_two_months_in_one_feed() -> None:
    march = {"first": dt.date(2025, 3, 1), "last": dt.date(2025, 3, 31), "issued": dt.date(2025, 3, 3)}
    later = event("Tháng ba", uid="b", start=at(28, 7) + dt.timedelta(7), end=at(28, 8) + dt.timedelta(7))
    second = document("3.txt", [later], **march)
    collection, findings = collected([second, document("2.txt", [event("Tháng hai", uid="a")])])
    with collection:
        assert not findings
        assert summaries(collection.calendar_bytes()) == ["Tháng hai", "Tháng ba"]


def test_the_same_event_is_kept_once_from_the_later_programme() -> None:
    first = week("tuan-1.txt", [event("Họp", uid="x", location="Phòng 1", feeds=("Hoàn",))], 1, 1)
    second = week("tuan-2.txt", [event("Họp", uid="x", location="Phòng 2", feeds=("An",)), event(uid="y")], 3, 2)
    for documents in ((first, second), (second, first)):
        collection, (finding,) = collected(documents)
        with collection:
            calendar = collection.calendar_bytes()
            assert b"LOCATION:Ph\xc3\xb2ng 2" in calendar and b"Ph\xc3\xb2ng 1" not in calendar
            assert collection.count() == 2 and collection.count("Hoàn") == 1 and collection.count("An") == 1
        assert (finding.code, finding.severity, finding.excerpt) == ("X801", Severity.WARNING, "Họp")
        assert finding.place.file == documents[1][0].source
        assert "“tuan-1.txt”" in finding.message and "“tuan-2.txt”" in finding.message
        assert finding.action == "Đã lấy một lần, theo “tuan-2.txt” (ban hành 02/02/2025)."


def test_the_later_programme_of_a_period_wins_altogether() -> None:
    old = document("thang-2.txt", [event("Cũ", uid="a"), event("Chung", uid="c")], issued=dt.date(2025, 2, 1))
    new = document("dieu-chinh.txt", [event("Mới", uid="b"), event("Chung", uid="c")], issued=dt.date(2025, 2, 5))
    for documents in ((old, new), (new, old)):
        collection, (finding,) = collected(documents)
        with collection:
            assert sorted(summaries(collection.calendar_bytes())) == ["Chung", "Mới"]
        assert (finding.code, finding.severity) == ("X802", Severity.WARNING)
        assert "từ 01/02/2025 đến 28/02/2025" in finding.message and OFFICE in finding.message
        assert finding.action == (
            "Đã dùng “dieu-chinh.txt” (ban hành 05/02/2025), bỏ toàn bộ “thang-2.txt” (ban hành 01/02/2025)."
        )


def test_an_event_taken_from_a_programme_that_is_replaced_comes_back() -> None:
    """a and b both have it, b's counts; then c replaces b and has it not: a's counts again."""
    a = week("a.txt", [event("Của a", uid="x")], 1, 1)
    b = document("b.txt", [event("Của b", uid="x")], issued=dt.date(2025, 2, 2))
    c = document("c.txt", [event("Của c", uid="y")], issued=dt.date(2025, 2, 3))
    for documents in ((a, b, c), (c, b, a), (b, a, c)):
        with collected(documents)[0] as collection:
            assert sorted(summaries(collection.calendar_bytes())) == ["Của a", "Của c"]


@pytest.mark.parametrize(
    "earlier, later",
    [
        ({"issued": dt.date(2025, 2, 1)}, {"issued": dt.date(2025, 2, 2)}),
        ({"issued": None}, {"issued": dt.date(2001, 1, 1)}),
        ({"source": "lan-2.txt"}, {"source": "lan-10.txt"}),
        ({"source": "a.txt"}, {"source": "b.txt"}),
        ({"source": "a.txt"}, {"source": "a-2.txt"}),
        ({"source": "a.text"}, {"source": "a.txt"}),
    ],
)
def test_which_programme_counts(earlier: dict[str, Any], later: dict[str, Any]) -> None:
    old = (programme(**{"source": "x.txt", **earlier}), (event("Cũ", uid="a"),))
    new = (programme(**{"source": "x.txt", **later}), (event("Mới", uid="b"),))
    for documents in ((old, new), (new, old)):
        with collected(documents)[0] as collection:
            assert summaries(collection.calendar_bytes()) == ["Mới"]


def test_the_same_programme_twice() -> None:
    collection, (finding,) = collected([document("a.txt", month()), document("b.txt", month())])
    with collection:
        assert collection.count() == len(month())
    assert finding.code == "X802" and finding.action.startswith("Hai tệp cho cùng một lịch")


def test_leaders_are_merged_by_name() -> None:
    march = {"first": dt.date(2025, 3, 1), "last": dt.date(2025, 3, 31), "issued": dt.date(2025, 3, 3)}
    hoa = Leader("Hòa", "PGĐ", "Trần Thị Hòa", ("Hòa Trần",))
    former = (Leader("An", "PGĐ"), hoa._replace(name="Hoà"))
    old = document("2.txt", [event(uid="a", feeds=("Hoà", "An"))], leaders=former)
    new = document("3.txt", [event(uid="b", feeds=("Hòa",))], leaders=(BINH, Leader("Hòa", "GĐ")), **march)
    for documents in ((old, new), (new, old)):
        with collected(documents)[0] as collection:
            assert collection.leaders() == (BINH, hoa._replace(title="GĐ"), Leader("An", "PGĐ"))
            assert collection.count("Hòa") == 2 and collection.count("An") == 1


def test_titles_in_file_names(tmp_path: Path) -> None:
    config = Config(feed_name="{title}-{slug}.ics")
    leaders = (HOAN, Leader("An"), Leader("Hoan", "GĐ"))
    with collected([document("a.txt", [event()], leaders=leaders)], config)[0] as collection:
        assert collection.write(tmp_path).names == ("gd-hoan.ics", "an.ics", "gd-hoan-2.ics", "all.ics")


# --- several organisations --------------------------------------------------------------------------------------------


def test_each_organisation_has_its_folder(tmp_path: Path) -> None:
    ours = document("a.txt", [event("Việc của ta", uid="a")], leaders=(HOAN,))
    theirs = document("b.txt", [event("Việc của họ", uid="a")], organisation=OTHER, leaders=(HOAN,))
    collection, (finding,) = collected([ours, theirs])
    with collection:
        assert collection.organisations() == (OTHER, OFFICE)
        assert collection.leaders() == (HOAN,) and collection.leaders(OTHER) == (HOAN,)
        assert collection.count("Hoàn") == 2 and collection.count("Hoàn", OTHER) == 1
        written = collection.write(tmp_path)
        with pytest.raises(UserError, match="2 cơ quan khác nhau") as caught:
            collection.calendar_bytes("Hoàn")
        assert summaries(collection.calendar_bytes("Hoàn", OTHER)) == ["Việc của họ"]
    assert caught.value.status == 2
    assert written.names == (
        "so-cong-thuong/hoan.ics",
        "so-cong-thuong/all.ics",
        "so-khoa-hoc-va-cong-nghe/hoan.ics",
        "so-khoa-hoc-va-cong-nghe/all.ics",
    )
    assert summaries((tmp_path / "so-khoa-hoc-va-cong-nghe" / "hoan.ics").read_bytes()) == ["Việc của ta"]
    assert (finding.code, finding.severity, finding.place) == ("X803", Severity.INFO, Place("b.txt", 1))
    assert "“a.txt”" in finding.message and OTHER in finding.message


def test_one_organisation_however_it_is_spelt(tmp_path: Path) -> None:
    old = document("a.txt", [event(uid="a")], organisation=OFFICE.upper(), issued=dt.date(2025, 1, 1))
    new = week("b.txt", [event(uid="b")], 1, 2)
    assert "all.ics" in files([old, new], tmp_path)
    with collected([old, new])[0] as collection:
        assert collection.organisations() == (OFFICE,)


def test_folders_of_organisations_that_look_the_same(tmp_path: Path) -> None:
    names = ("Sở Y tế", "Sở Ý tế", "", "…")
    documents = [document(f"{n}.txt", [event(uid=str(n))], organisation=name) for n, name in enumerate(names)]
    expected = {"so-y-te", "so-y-te-2", "chua-ro-co-quan", "chua-ro-co-quan-2"}
    assert {Path(name).parts[0] for name in files(documents, tmp_path)} == expected


def test_only_a_leader_of_one_organisation(tmp_path: Path) -> None:
    documents = [
        document("a.txt", [event(uid="a")], leaders=(HOAN,)),
        document("b.txt", [event(uid="b")], organisation=OTHER, leaders=(BINH,)),
    ]
    with collected(documents)[0] as collection:
        assert collection.write(tmp_path, ["Bình"]).names == ("so-cong-thuong/binh.ics",)
    assert [path.name for path in tmp_path.iterdir()] == ["so-cong-thuong"]


def test_a_failure_in_one_folder_leaves_the_others(tmp_path: Path) -> None:
    documents = [document("a.txt", [event(uid="a")]), document("b.txt", [event(uid="b")], organisation=OTHER)]
    (tmp_path / "so-khoa-hoc-va-cong-nghe").write_bytes(b"in the way")
    with collected(documents)[0] as collection, pytest.raises(UserError, match="không phải là thư mục"):
        collection.write(tmp_path)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["so-khoa-hoc-va-cong-nghe"]


# --- any programmes, in any order -------------------------------------------------------------------------------------

EVENTS = st.builds(
    lambda number, day, hour, names, text: event(
        text,
        uid=f"{number:08}-{day:04}-5000-8000-000000000000",  # a UID hangs on its day
        start=at(day, hour),
        end=at(day, hour + 1),
        feeds=names,
    ),
    st.integers(0, 2),
    st.sampled_from((1, 2, 3, 14, 28)),
    st.sampled_from((7, 13)),
    st.sets(st.sampled_from(("Hoàn", "Bình", "An", "Hoà"))).map(lambda names: tuple(sorted(names))),
    st.sampled_from(("Họp", "Kiểm tra", "Đi cơ sở")),
)
PROGRAMMES = st.builds(
    lambda organisation, file, first, issued, leaders, events: document(
        file,
        events,
        organisation=organisation,
        first=dt.date(2025, 2, first),
        issued=issued and dt.date(2025, 2, issued),
        leaders=leaders,
    ),
    st.sampled_from((OFFICE, OFFICE.upper(), OTHER)),
    st.sampled_from(("a.txt", "a-2.txt", "a-10.txt")),
    st.integers(1, 3),
    st.sampled_from((None, 1, 2)),
    st.lists(
        st.builds(Leader, st.sampled_from(("Hoàn", "Bình", "Hòa", "Hoà")), st.sampled_from(("", "GĐ", "PGĐ"))),
        min_size=1,
        max_size=3,
        unique_by=lambda leader: leader.name.replace("oà", "òa"),
    ).map(tuple),
    st.lists(EVENTS, max_size=6, unique_by=lambda one: one.uid),
)


@pytest.mark.no_cover
@settings(max_examples=30, deadline=None)
@given(st.lists(PROGRAMMES, min_size=1, max_size=6).flatmap(lambda d: st.tuples(st.just(d), st.permutations(d))))
def test_the_order_of_input_does_not_matter(both: tuple[list[Document], Sequence[Document]]) -> None:
    given_order, other_order = both
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        found = files(given_order, Path(one))
        assert found == files(other_order, Path(two))
    for data in found.values():
        check(data)  # no UID twice, among all else


@pytest.mark.no_cover
@settings(max_examples=40, deadline=None)
@given(st.lists(PROGRAMMES, min_size=1, max_size=6))
def test_what_counts_is_what_a_plain_reading_of_the_rules_says(documents: list[Document]) -> None:
    """All at once, with dictionaries: the last of each period, then the last of each UID."""
    with collected(documents)[0] as collection:
        for organisation in collection.organisations():
            ours = [one for one in documents if one[0].organisation.upper() == organisation.upper()]
            ours.sort(key=lambda one: (one[0].issued or dt.date.min, len(one[0].source), one[0].source))
            ranks = [(one[0].issued, one[0].source) for one in ours]
            if len(set(ranks)) < len(ranks):
                continue  # decided by content, which has no plain reading
            periods = {one[0].first: one for one in ours}
            events = {e.uid: e for one in sorted(periods.values(), key=ours.index) for e in one[1]}
            expected = [serialise(e) for e in sorted(events.values(), key=chronological)]
            written = collection.calendar_bytes(None, organisation)
            assert written[written.index(b"END:VTIMEZONE") + 15 : -15] == b"".join(expected)


@given(st.lists(st.one_of(st.dates(), st.datetimes()), min_size=2, max_size=2))
def test_positions_sort_as_the_events_do(starts: list[dt.date]) -> None:
    one, two = (
        (bounds(event(start=start, end=start))[0] for start in starts if start < type(start).max)
        if all(start < type(start).max for start in starts)
        else (dt.date(2025, 1, 1),) * 2
    )
    assert (position(one) < position(two)) == (one.isoformat() < two.isoformat())
    assert day_of(position(one)) == one.toordinal()


# --- memory and disk --------------------------------------------------------------------------------------------------


def test_a_small_run_makes_no_temporary_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Spool) -> None:
        raise AssertionError("a temporary file")

    monkeypatch.setattr(Spool, "_to_disk", refused)
    with collected([document("month.txt", many())])[0] as collection:
        assert len(collection.calendar_bytes()) < LIMIT


def test_a_long_run_holds_little() -> None:
    """A few pages of numbers for 8,000 events, of which each takes 900 bytes."""
    template = [(one, serialise(one)) for one in many()]
    tracemalloc.start()
    spool = Spool()
    try:
        for number in range(200):
            for index, (one, block) in enumerate(template):
                spool.append(f"{number:08}-0000-5000-8000-{index:012}", position(bounds(one)[0]), 0, 0, block)
        used = tracemalloc.get_traced_memory()[0]
        assert spool.block(4000) == template[0][1] and spool.key(4001)[1].endswith(b"00001")
        assert list(spool.among(range(8000), ["00000199-0000-5000-8000-000000000039"]).values()) == [7999]
    finally:
        tracemalloc.stop()
        spool.close()
    assert used < LIMIT


def test_a_long_run_spills_to_the_disk_and_writes_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [document("a.txt", month()), week("b.txt", with_first_uids("", many(9)), 1, 9)]
    with collected(documents)[0] as collection:
        expected = collection.calendar_bytes()
    monkeypatch.setattr("ics_export.feeds.spool.LIMIT", 2000)
    with collected(documents)[0] as collection:
        assert collection.calendar_bytes() == expected


def test_a_full_disk_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = document("a.txt", month()), week("b.txt", [event("Thêm", uid="x"), *many(2)], 1, 9)
    collection = collected([first])[0]

    def full(self: Spool) -> None:
        raise OSError(errno.ENOSPC, "full")

    with collection, monkeypatch.context() as patch:
        expected = collection.calendar_bytes()
        patch.setattr("ics_export.feeds.spool.LIMIT", 0)
        patch.setattr(Spool, "_to_disk", full)
        with pytest.raises(UserError, match="đĩa đầy"):
            collection.add(*second)
        assert collection.calendar_bytes() == expected
        patch.undo()
        assert [finding.code for finding in collection.add(*second)] == []
        assert collection.count() == len(month()) + 3


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=40))
def test_twins_in_the_spool(steps: list[tuple[int, bool]]) -> None:
    """Against a dictionary: events put aside, and now and then the oldest one dropped."""
    spool = Spool()
    living: dict[str, set[int]] = {}
    order: list[tuple[str, int]] = []
    for key, drops in steps:
        uid = "ẫ" * key * 20  # the longest take more than the head of a record
        if drops and order:
            gone, number = order.pop(0)
            living[gone].remove(number)
            spool.drop([number])
        else:
            twin = spool.among(range(len(spool)), [uid]).get(uid)
            number = spool.append(uid, 0, 0, 0, b"x")
            if twin is not None:
                spool.meet(number, twin)
            living.setdefault(uid, set()).add(number)
            order.append((uid, number))
    for uid, numbers in living.items():
        found = spool.among(range(len(spool)), [uid]).get(uid)
        assert (set(spool.twins(found)) if found is not None else set()) == numbers
        assert all(spool.alone(number) == (len(numbers) == 1) for number in numbers)
    assert not spool.among(range(len(spool)), ["khác"])
    spool.close()
