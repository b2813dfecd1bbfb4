"""Identity through revisions: what is kept, what rises, what stays as [HỦY], and how often that goes right."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

import pytest

from ics_export.config import Config
from ics_export.feeds import identity
from ics_export.feeds.calendar import feeds
from ics_export.feeds.identity import another_uid, with_first_uids
from ics_export.feeds.memory import Remembered, carry_over, remember
from ics_export.feeds.naming import ALL_FILE
from ics_export.feeds.times import chronological
from ics_export.model import Event, Kind, Place, Slot
from ics_export.pipeline import Result, run

from .build import LEADERS, OFFICE, STAMP, at, event, marker, month
from .measuring import measure
from .revisions import ROOT

NOW = dt.datetime(2025, 2, 4, 3, tzinfo=dt.UTC)
FEBRUARY = (dt.date(2025, 2, 1), dt.date(2025, 2, 28))
FILLER = "Kiểm tra cơ sở"
TITLE = "Họp Hội đồng khoa học cấp tỉnh chọn nhiệm vụ"


def published(events: Sequence[Event]) -> dict[str, bytes]:
    """The feeds of ``events``."""
    return feeds(OFFICE, LEADERS, events, Config())


def remembered(events: Sequence[Event]) -> tuple[Remembered, ...]:
    """``events`` as the next run finds them."""
    site = published(events)
    return remember(site[ALL_FILE], _by_leader(site))


def _by_leader(site: dict[str, bytes]) -> dict[str, bytes]:
    return {"Hoàn": site["hoan.ics"], "Bình": site["binh.ics"], "An": site["an.ics"]}


def work(text: str, day: int = 3, slot: Slot = Slot.MORNING, **changes: Any) -> Event:
    """Work at the hours of a slot."""
    begin, end = {Slot.MORNING: (7, 11), Slot.AFTERNOON: (13, 17), Slot.EVENING: (19, 21)}[slot]
    return event(text, **{"slot": slot, "start": at(day, begin), "end": at(day, end), **changes})


def first(*events: Event) -> tuple[Event, ...]:
    """``events`` as the pipeline names them."""
    return with_first_uids(OFFICE, events)


def carried(old: Sequence[Event], new: Sequence[Event], **more: Any) -> tuple[Event, ...]:
    """What is published of ``new`` after ``old``."""
    return carry_over(remembered(old), new, **{"now": NOW, "spans": [FEBRUARY], **more})


def kept(old: Sequence[Event], new: Sequence[Event], **more: Any) -> list[int | None]:
    """For each of ``new``, which of ``old`` it is; new ones are told by their source line."""
    lined = [one._replace(source=Place("m.txt", line)) for line, one in enumerate(first(*new), 100)]
    result = {one.source.line: one.uid for one in carried(old, lined, **more) if one.source.line >= 100}
    uids = [one.uid for one in old]
    return [uids.index(result[line]) if result[line] in uids else None for line in range(100, 100 + len(new))]


# What rises, and when


def test_nothing_changed_is_nothing_new() -> None:
    assert carried(month(), month()) == tuple(sorted(month(), key=chronological))
    assert carried(month(), month(), now=dt.datetime(2031, 1, 1, tzinfo=dt.UTC)) == carried(month(), month())


@pytest.mark.parametrize(
    "changes",
    [
        {"start": at(3, 8)},
        {"end": at(3, 12)},
        {"start": at(3, 13, 30), "end": at(3, 17), "slot": Slot.AFTERNOON},
        {"start": at(20, 7, 30), "end": at(20, 11, 30)},
        {"feeds": ("Hoàn", "Bình")},
        {"feeds": ("An",), "printed": "Đ/c An PGĐ Sở"},
        {"printed": "Đ/c Hoàn, Giám đốc Sở"},
        {"units": ("Thanh tra Sở",)},
        {"location": "Hội trường"},
        {"agenda": ("Cho ý kiến dự thảo",)},
        {"summary": f"{TITLE} năm 2025"},
        {"cancelled": True},
        {"certain": False},
        {"note": "hoãn sang tuần sau"},
    ],
    ids=lambda changes: "-".join(changes),
)
def test_a_real_change_keeps_the_uid_and_says_so(changes: dict[str, Any]) -> None:
    old = first(event(TITLE))
    revised = first(old[0]._replace(**changes))
    (new,) = carried(old, revised)
    assert new == old[0]._replace(sequence=1, stamp=NOW, **changes)
    assert carried([new], revised, now=NOW + dt.timedelta(5)) == (new,)


@pytest.mark.parametrize(
    "changes",
    [
        {"stamp": STAMP + dt.timedelta(9)},
        {"tags": ("OBSERVANCE",)},
        {"lunar": "6/1 Ất Tỵ"},
        {"programme": "Chương trình công tác tháng 2 (bản sửa)"},
        {"source": Place("other.txt", 77)},
        {"summary": f"  {TITLE.replace(' ', '  ')}"},
    ],
    ids=lambda changes: "-".join(changes),
)
def test_what_is_no_change_of_the_meeting_raises_nothing(changes: dict[str, Any]) -> None:
    old = first(event(TITLE))
    (new,) = carried(old, (old[0]._replace(**changes),))
    assert (new.uid, new.sequence, new.stamp) == (old[0].uid, 0, old[0].stamp)


def test_a_new_colleague_is_no_change_of_everybody_s_notes() -> None:
    note = first(marker("Kỷ niệm 95 năm Ngày thành lập Đảng", 3, 4, Kind.OBSERVANCE, feeds=("Hoàn", "Bình")))
    (new,) = carried(note, (note[0]._replace(feeds=("Hoàn", "Bình", "An")),))
    assert new.sequence == 0 and new.feeds == ("Hoàn", "Bình", "An")


def test_a_clock_set_back_makes_nothing_older() -> None:
    old = first(event(TITLE)._replace(stamp=NOW))
    (new,) = carried(old, (old[0]._replace(location="Hà Nội"),), now=NOW - dt.timedelta(400))
    assert (new.sequence, new.stamp) == (1, NOW)


def test_the_moment_is_what_a_feed_can_say() -> None:
    old = first(event(TITLE))
    now = dt.datetime(2025, 2, 4, 10, 0, 0, 123456, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    (new,) = carried(old, (old[0]._replace(location="Hà Nội"),), now=now)
    assert new.stamp == dt.datetime(2025, 2, 4, 3, tzinfo=dt.UTC)
    assert new.stamp.tzinfo is dt.UTC


# What is gone


def test_one_that_is_gone_stays_cancelled_until_its_day_has_passed() -> None:
    old = first(work(TITLE, 5), work("Giao ban", 6))
    both = carried(old, old[1:])
    stone = next(one for one in both if one.uid == old[0].uid)
    assert (stone.cancelled, stone.sequence, stone.stamp, stone.feeds) == (True, 1, NOW, ("Hoàn",))
    assert b"SUMMARY:[H\xe1\xbb\xa6Y] H" in published(both)[ALL_FILE]
    evening = dt.datetime(2025, 2, 5, 16, 59, tzinfo=dt.UTC)  # 23:59 in Vietnam
    assert carried(both, old[1:], now=evening) == both
    assert carried(both, old[1:], now=evening + dt.timedelta(minutes=1)) == old[1:]


def test_one_that_is_gone_after_its_day_just_goes() -> None:
    old = first(work(TITLE, 3), work("Giao ban", 6))
    assert carried(old, old[1:]) == old[1:]


def test_several_days_have_passed_when_the_last_has() -> None:
    old = first(work(TITLE, 3, end=at(6, 17)), marker("Tuần lễ áo dài", 3, 6, Kind.OBSERVANCE))
    fifth = dt.datetime(2025, 2, 5, 10, tzinfo=dt.UTC)
    assert [one.cancelled for one in carried(old, (), now=fifth)] == [True, True]
    assert [one.summary for one in carried(old, (), now=fifth + dt.timedelta(1))] == [TITLE]


def test_what_lies_outside_the_programmes_stays_as_it_was() -> None:
    old = first(work(TITLE, 3), work("Giao ban", 20))
    march = (dt.date(2025, 3, 1), dt.date(2025, 3, 31))
    later = dt.datetime(2025, 6, 1, tzinfo=dt.UTC)
    assert published(carried(old, (), now=later, spans=[march])) == published(old)
    fewer = carried(old, (), now=later, spans=[march], keep_from=dt.date(2025, 2, 20))
    assert published(fewer) == published(old[1:])
    fewer = carried(old, (), spans=[(FEBRUARY[0], dt.date(2025, 2, 10)), march])
    assert published(fewer) == published(old[1:])


def test_a_gap_between_programmes_is_not_covered() -> None:
    old = first(work(TITLE, 13))
    spans = [(dt.date(2025, 2, 1), dt.date(2025, 2, 9)), (dt.date(2025, 2, 17), dt.date(2025, 2, 23))]
    assert published(carried(old, (), spans=spans)) == published(old)


def test_one_that_comes_back_has_its_uid_again() -> None:
    old = first(work(TITLE, 10))
    gone = carried(old, ())
    (back,) = carried(gone, old, now=NOW + dt.timedelta(1))
    assert back == old[0]._replace(sequence=2, stamp=NOW + dt.timedelta(1))


def test_cancelled_in_print_stays_as_printed() -> None:
    old = first(work(TITLE, 3))
    (off,) = carried(old, (old[0]._replace(cancelled=True, note="hoãn"),))
    assert (off.uid, off.cancelled, off.sequence) == (old[0].uid, True, 1)
    assert carried([off], (old[0]._replace(cancelled=True, note="hoãn"),), now=NOW + dt.timedelta(90)) == (off,)


# Which is which

LINE = ("Họp Ban Chỉ đạo chuyển đổi số", "Tiếp công dân định kỳ", "Nghiệm thu đề tài chọn giống lúa chịu mặn")


def test_one_put_in_before_shifts_nobody() -> None:
    old = first(work(FILLER, feeds=("Hoàn",)), work(FILLER, feeds=("Bình",)))
    new = [work(FILLER, feeds=("An",)), *old]
    assert kept(old, new) == [None, 0, 1]
    assert kept(old, old[1:]) == [1]


def test_two_that_change_places() -> None:
    a, b = (work(LINE[n], 5 + n) for n in (0, 1))
    assert kept(first(a, b), [a._replace(start=b.start, end=b.end), b._replace(start=a.start, end=a.end)]) == [0, 1]


def test_fillers_that_change_hands_stay_where_they_are() -> None:
    old = first(work(FILLER, 5, feeds=("Hoàn",)), work(FILLER, 7, feeds=("Bình",)))
    assert kept(old, [work(FILLER, 5, feeds=("Bình",)), work(FILLER, 7, feeds=("Hoàn",))]) == [0, 1]


def test_fillers_move_in_their_order() -> None:
    old = first(work(FILLER, 3), work(FILLER, 7), work(FILLER, 20))
    assert kept(old, [work(FILLER, 6), work(FILLER, 10), work(FILLER, 20)]) == [0, 1, 2]
    assert kept(old, [work(FILLER, 3), work(FILLER, 20), work(FILLER, 21)]) == [0, 2, 1]


def test_a_filler_of_others_is_another() -> None:
    old = first(work(FILLER, 5, feeds=("Hoàn",)), work(FILLER, 7, feeds=("Bình",)))
    assert kept(old, [work(FILLER, 7, feeds=("Bình",)), work(FILLER, 10, feeds=("An",))]) == [1, None]


def test_what_recurs_has_its_own_turn_in_a_new_month() -> None:
    old = first(work("Giao ban Lãnh đạo Sở", 24), work(LINE[0], 26))
    march = (dt.date(2025, 3, 1), dt.date(2025, 3, 31))
    third = dt.datetime(2025, 3, 3, 7, tzinfo=at(3, 7).tzinfo)
    new = [
        work("Giao ban Lãnh đạo Sở", start=third, end=third + dt.timedelta(hours=4)),
        work(LINE[0], start=third + dt.timedelta(1), end=third + dt.timedelta(1, 4 * 3600)),
    ]
    assert kept(old, new, spans=[FEBRUARY, march]) == [None, 1]


def test_what_was_cancelled_is_not_carried_on_to_a_new_month() -> None:
    old = first(work(LINE[0], 26, cancelled=True))
    march = (dt.date(2025, 3, 1), dt.date(2025, 3, 31))
    fourth = dt.datetime(2025, 3, 4, 7, tzinfo=at(3, 7).tzinfo)
    new = [work(LINE[0], start=fourth, end=fourth + dt.timedelta(hours=4))]
    assert kept(old, new, spans=[FEBRUARY, march]) == [None]
    assert kept(old, [work(LINE[0], 27)]) == [0]


def test_three_weeks_are_the_limit() -> None:
    assert kept(first(work(LINE[0], 3)), [work(LINE[0], 24)]) == [0]
    assert kept(first(work(LINE[0], 3)), [work(LINE[0], 25)]) == [None]


def test_moved_and_corrected_at_once() -> None:
    old = first(work(LINE[2], 5), work(LINE[1], 6))
    assert kept(old, [work(LINE[2].replace("lúa", "lùa"), 12, Slot.AFTERNOON), work(LINE[1], 6)]) == [0, 1]


def test_moved_and_corrected_but_one_of_two_alike() -> None:
    old = first(work("Thẩm định hồ sơ sản phẩm OCOP huyện Tây", 5), work("Thẩm định hồ sơ sản phẩm OCOP huyện Đông", 6))
    assert kept(old, [work("Thẩm định hồ sơ sản phẩm OCOP huyện Nam", 10)]) == [None]


def test_numbers_tell_meetings_apart_on_other_days() -> None:
    old = first(work("Tập huấn phần mềm quản lý văn bản lớp 1", 5))
    assert kept(old, [work("Tập huấn phần mềm quản lý văn bản lớp 2", 6)]) == [None]
    assert kept(old, [work("Tập huấn phần mềm quản lý văn bản lớp 2", 5)]) == [0]


@pytest.mark.parametrize(
    "other", ["Họp Ban Thường vụ Đảng ủy", "Đi cơ sở", "Tiếp Đoàn công tác tỉnh bạn", "Kiểm tra kho bãi", "Họp"]
)
def test_other_work_in_the_same_place_is_other_work(other: str) -> None:
    old = first(work(FILLER, 5))
    assert kept(old, [work(other, 5)]) == [None]


def test_an_edit_taken_back() -> None:
    old = first(work("Họp tổ soạn thảo", 5))
    (changed,) = carried(old, (old[0]._replace(summary="Họp tổ soạn thảo nghị quyết về đất đai và rừng"),))
    assert changed.uid == old[0].uid
    (back,) = carried([changed], old, now=NOW + dt.timedelta(1))
    assert back == old[0]._replace(sequence=2, stamp=NOW + dt.timedelta(1))


def test_the_place_of_a_meeting_that_moved_is_free_for_another() -> None:
    """The newcomer's first UID is that of the one which moved: it must get another, and keep that."""
    old = first(work(FILLER, 5, units=("Phòng A",)))
    moved = carried(old, first(work(FILLER, 7, units=("Phòng A",))))
    new = first(work(FILLER, 5), work(FILLER, 7, units=("Phòng A",)))
    assert new[0].uid == old[0].uid
    both = carried(moved, new)
    assert [one.uid for one in both] == [another_uid(old[0].uid, 1), old[0].uid]
    assert both[0].sequence == 0
    assert carried(both, new, now=NOW + dt.timedelta(1)) == both
    third = first(work(FILLER, 5, feeds=("An",)), *new)
    assert len({one.uid for one in carried(both, third)}) == 3


def test_whole_days_and_hours_are_never_the_same() -> None:
    old = first(work("Kỷ niệm Ngày Thầy thuốc Việt Nam", 27))
    assert kept(old, [marker("Kỷ niệm Ngày Thầy thuốc Việt Nam", 27, 28, Kind.OBSERVANCE)]) == [None]


def test_weekends_stay_where_they_are_and_a_single_day_may_move() -> None:
    weekend = "Thứ Bảy, Chủ nhật"
    old = first(marker(weekend, 1, 3, Kind.WEEKEND), marker(weekend, 8, 10, Kind.WEEKEND))
    assert kept(old, [marker(weekend, 8, 10, Kind.WEEKEND), marker(weekend, 15, 17, Kind.WEEKEND)]) == [1, None]
    old = first(marker("Ngày Thầy thuốc Việt Nam", 26, 27, Kind.OBSERVANCE))
    assert kept(old, [marker("Ngày Thầy thuốc Việt Nam", 27, 28, Kind.OBSERVANCE)]) == [0]


def test_the_order_of_input_does_not_matter() -> None:
    old = month()
    new = first(*(one._replace(location="Hà Nội") for one in month()), work("Giao ban", 12))
    expected = carried(old, new)
    for seed in range(5):
        shuffled = random.Random(seed)
        before, after = list(remembered(old)), list(new)
        shuffled.shuffle(before)
        shuffled.shuffle(after)
        assert carry_over(before, after, NOW, spans=[FEBRUARY]) == expected


def test_two_events_of_one_uid_are_refused() -> None:
    with pytest.raises(ValueError, match="same UID"):
        carry_over((), (event(), event()), NOW, spans=[])


def test_a_new_scheme_of_uids_doubles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    old = month()
    monkeypatch.setattr(identity, "SCHEME", "2")
    assert not {one.uid for one in month()} & {one.uid for one in old}
    assert carried(old, month()) == tuple(sorted(old, key=chronological))


# Feeds that do not agree


def test_a_run_cut_short_raises_nothing_twice() -> None:
    """Leaders' feeds are written before all.ics: the next run finds them newer and goes on from there."""
    old = first(work(TITLE, 10, feeds=("Hoàn", "Bình")), work("Giao ban", 11))
    revised = (old[0]._replace(location="Hà Nội"), old[1])
    new = carried(old, revised)
    before, after = published(old), published(new)
    torn = _by_leader({**before, "hoan.ics": after["hoan.ics"]})
    again = carry_over(remember(before[ALL_FILE], torn), revised, NOW + dt.timedelta(1), spans=[FEBRUARY])
    assert again == new
    gone = carry_over(remember(before[ALL_FILE], torn), old[1:], NOW, spans=[FEBRUARY])
    assert (gone[0].sequence, set(gone[0].feeds)) == (2, {"Hoàn", "Bình"})


def test_a_feed_kept_back_raises_nothing_night_after_night() -> None:
    old = first(work(TITLE, 10, feeds=("Bình",)))
    new = carried(old, (old[0]._replace(feeds=("Hoàn",)),))
    site = {**published(new), "binh.ics": published(old)["binh.ics"]}
    previous = remember(site[ALL_FILE], _by_leader(site))
    assert previous[0].older == ("Bình",)
    assert carry_over(previous, (old[0]._replace(feeds=("Hoàn",)),), NOW + dt.timedelta(1), spans=[FEBRUARY]) == new
    both = (old[0]._replace(feeds=("Hoàn", "An")),)
    site = {**published(new), "binh.ics": published(())["binh.ics"]}
    (one,) = carry_over(remember(site[ALL_FILE], _by_leader(site)), both, NOW, spans=[FEBRUARY], held=("An",))
    assert one.sequence == 1


# Whole programmes

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


def _site(result: Result, events: Sequence[Event]) -> tuple[bytes, dict[str, bytes]]:
    programme = result.programme
    written = feeds(programme.organisation, programme.leaders, events, Config())
    all_ics = written.pop(ALL_FILE)
    return all_ics, {leader.name: data for leader, data in zip(programme.leaders, written.values(), strict=True)}


def _revise(name: str, text: str, site: tuple[bytes, dict[str, bytes]] | None) -> tuple[Result, tuple[Event, ...]]:
    result = run(name, text.encode(), Config())
    span = (result.programme.first, result.programme.last)
    now = dt.datetime.combine(span[0], dt.time(), tzinfo=dt.UTC)
    return result, carry_over(remember(*site) if site else (), result.events, now, spans=[span])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_an_unchanged_programme_is_published_unchanged(path: Any) -> None:
    text = path.read_bytes().decode()
    result, events = _revise(path.name, text, None)
    site = _site(result, events)
    result, events = _revise(path.name, text, site)
    assert _site(result, events) == site
    result, events = _revise("renamed.txt", text, site)
    assert {(e.uid, e.sequence, e.stamp) for e in events} == {(e.uid, 0, e.stamp) for e in result.events}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("phát triển công nghiệp hỗ trợ", "phát triền công nghiệp hỗ trợ", "Soát xét dự thảo"),
        ("Sáng: Tiếp công dân định kỳ", "Sáng: Hội ý Ban Giám đốc Tiếp công dân định kỳ", ""),
        ("Nghe phương án bố trí kinh phí", "Nghe phương án phân bổ kinh phí", "Nghe phương án"),
        ("19h30 khai mạc", "20h00 khai mạc", "hai mạc Hội chợ"),
        ("Diễn tập ứng phó", "(hoãn) Diễn tập ứng phó", "Diễn tập ứng phó"),
    ],
)
def test_an_edit_of_the_text_itself(old: str, new: str, words: str) -> None:
    """Through the parser too: one event at most has changed, and nobody has lost the UID."""
    text = (ROOT / "samples" / "month.txt").read_bytes().decode()
    assert text.count(old) == 1
    result, events = _revise("month.txt", text, None)
    _, later = _revise("month.txt", text.replace(old, new), _site(result, events))
    assert {one.uid for one in events} <= {one.uid for one in later if not one.cancelled or "hoãn" in new}
    if words:
        assert [one.sequence for one in later if words in one.summary] == [1]
        assert sum(one.sequence for one in later) == 1


# The measure


@pytest.mark.no_cover
@pytest.mark.parametrize("part", range(2))
def test_identity_survives_generated_revisions(part: int, capsys: pytest.CaptureFixture[str]) -> None:
    found = measure(range(part * 1000, part * 1000 + 15), 5)
    with capsys.disabled():
        print(f"\n{str(found).splitlines()[-1]}")
    assert found.edited > 120
    assert found.rate >= 0.99, str(found)
    assert not found.takeovers, str(found)
    assert not found.wrong_sequences, str(found)
    assert not found.unsteady
