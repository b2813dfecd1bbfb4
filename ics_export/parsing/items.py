"""One day's row becomes items: parts put together, words read, days and people added."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ics_export.diagnostics import Report, Severity
from ics_export.model import EMPTY, Item, Kind, Paragraph, Place, Slot, slot_of_hour
from ics_export.parsing import markers
from ics_export.parsing.attribution import LeaderCells, attribute, nobody, read_leaders, report_choices
from ics_export.parsing.content import Content, read_pages
from ics_export.parsing.context import Context
from ics_export.parsing.cutting import opens_hour
from ics_export.parsing.dates import day_of
from ics_export.parsing.details import read_hours
from ics_export.parsing.drafts import Draft, Drafts, read_drafts, read_row, read_units_of
from ics_export.parsing.duty import as_duty, beside_day_off, column_duty, read_markers
from ics_export.parsing.halves import Group, fused, groups_of
from ics_export.parsing.itemdays import read_details
from ics_export.parsing.itemtext import Words, read_notes
from ics_export.parsing.mentions import Mention
from ics_export.parsing.offices import of_office
from ics_export.parsing.parts import Part
from ics_export.parsing.people import opens_mention
from ics_export.parsing.rows import DayRow
from ics_export.parsing.slots import opens_slot
from ics_export.parsing.units import joined, preparing_of_notes


def day_items(day: DayRow, leaders: LeaderCells, context: Context, sparse: bool) -> list[Item]:
    """The items of a day's row, in printed order.

    ``leaders`` is what its leaders' cells say; ``sparse``: the table dates only the first row of each day.
    """
    spans = _spans(day.dates)
    found: list[Item] = []
    slot: Slot | None = None
    above: Place | None = None
    merged: Slot | None = None  # of the time of a number whose cells may be merged with those of the next
    for group in groups_of(day, sparse):
        first_part = group.parts[0]
        beside = first_part.leaders and not first_part.alone and first_part.place == above
        above = first_part.place
        if group.slot is None and not first_part.hours and not first_part.day.dates and not beside:
            # A row below, without a mark of its own, is still in the slot of the row above; what stands beside another
            # leader's work in one row is not.
            if slot and first_part.leaders and first_part.units and _says_no_time(first_part):
                _report_slot(first_part, slot, context)
            group = Group(group.parts, slot or (merged if first_part.counted and not first_part.leaders else None))
        drafts: Drafts | None = None
        here = leaders if len(group.parts) == len(day.parts) else read_leaders(group.parts)
        if len(group.parts) == 1:
            content, drafts = read_row(first_part, group.slot, here)
        else:
            content = read_pages(tuple([part.content for part in group.parts]), group.slot)
            if lower := fused(group):
                context.report.add(
                    "D304", Severity.WARNING, lower.place, "Hàng này được hiểu là phần tiếp của hàng trên.",
                    excerpt=lower.text[:60], action="Đã ghép hai hàng; nếu là việc riêng, ghi “Sáng:”, “Chiều:” ở đầu.",
                )  # fmt: skip
        headed = len(spans) > 1 and any(atom.day for atom in content.atoms)
        for first, last in spans:
            now = context if (first, last) == spans[0] else _quiet(context)
            _report_words(group.parts[0].place, content, here, now)
            said, cut = content, drafts
            if headed:
                said, cut = _without(content, drafts, [span for span in spans if span != (first, last)])
                if not said.atoms:
                    continue
            if cut:
                found += _items(cut, here, group.parts, first, last, now)
            else:
                found += _marked_items(group, said, here, first, last, now)
        slot = content.slots[-1] if content.slots else None
        if first_part.hours or first_part.leaders:
            clock = read_hours(first_part.hours) if first_part.counted and first_part.hours else None
            merged = slot_of_hour(clock.hours.start) if clock and clock.hours.start else None
    if context.period.days <= _WEEK and any(re.search(_DAILY, item.text) for item in found):
        found = [one for item in found for one in _on_working_days(item, context)]
    for first, last in spans:
        found += column_duty(day.parts, first, last, context)
    return found


def _without(
    content: Content, drafts: Drafts | None, spans: Sequence[tuple[dt.date, dt.date]]
) -> tuple[Content, Drafts | None]:
    """A row's content and drafts without what stands below the head of a day in other ``spans`` of it, "13/06"."""

    def is_of(day: str) -> bool:
        return any(day_of(day, *span) for span in spans)

    atoms = tuple([atom for atom in content.atoms if not is_of(atom.day)])
    kept = drafts._replace(drafts=tuple([x for x in drafts.drafts if not is_of(x.words.day)])) if drafts else None
    return content._replace(atoms=atoms), kept


def _says_no_time(part: Part) -> bool:
    """Whether a row's content opens with no bullet, part of the day or hour."""
    text = part.content[0].text if part.content else ""
    return text[:1].isalpha() and not (opens_slot(text[:1].upper() + text[1:]) or opens_hour(text))


def _report_slot(part: Part, slot: Slot, context: Context) -> None:
    context.report.add(
        "S515", Severity.INFO, part.place, "Hàng này không ghi buổi.", excerpt=part.text[:60],
        action=f"Đã lấy buổi của hàng trên ({_NAMES[slot].lower()}).",
    )  # fmt: skip


_WEEK = 8
"""Days of a week's programme at most."""
_DAILY = r"các ngày làm việc trong tuần|^(?:Cả|Trong) tuần\s*:(?!.*\b(?:thứ|chủ nhật|CN)\b)"


def _on_working_days(item: Item, context: Context) -> list[Item]:
    """An item of one day on each working day of a week, where its words say so (genre study, A14), with a finding."""
    said = re.search(_DAILY, item.text) if item.first == item.last else None
    if said is None:
        return [item]
    days = [context.period.first + dt.timedelta(number) for number in range(context.period.days)]
    context.report.add(
        "D307", Severity.INFO, item.place, "Việc diễn ra mọi ngày làm việc trong tuần.", excerpt=said[0],
        action="Đã tạo một sự kiện cho mỗi ngày.",
    )  # fmt: skip
    return [item._replace(first=day, last=day) for day in days if day.weekday() < 5]


def _quiet(context: Context) -> Context:
    """The same context without findings: a row of several days is reported once."""
    return context._replace(report=Report())


def _spans(dates: Sequence[dt.date]) -> list[tuple[dt.date, dt.date]]:
    """Runs of consecutive dates: "08, 09" is one span, "03; 10; 17" are three."""
    if len(dates) == 1:
        return [(dates[0], dates[0])]
    spans: list[tuple[dt.date, dt.date]] = []
    for date in dates:
        if spans and date == spans[-1][1] + dt.timedelta(1):
            spans[-1] = (spans[-1][0], date)
        else:
            spans.append((date, date))
    return spans


def _marked_items(
    group: Group, content: Content, leaders: LeaderCells, first: dt.date, last: dt.date, context: Context
) -> list[Item]:
    """The items of parts among which may be days off, observances and duty."""
    parts = group.parts
    place = parts[0].place
    mentions = list(leaders.mentions)  # those on duty are taken out of it
    found, work = read_markers(content.atoms, parts, mentions, first, last, context)
    if not content.atoms and not content.slots:
        text = " ".join([part.text for part in parts if part.content])
        if text and not markers.is_weekend(parts[0].text):
            context.report.add(
                "S510", Severity.ERROR, place, "Ô nội dung có chữ nhưng không hiểu được việc gì.",
                excerpt=text, action="Không tạo sự kiện; hãy viết lại ô này.",
            )  # fmt: skip
    if not work:
        units = joined(read_units_of(parts).units)
        found = [item._replace(units=units) if item.duty else item for item in found]
        if found and mentions:
            found += beside_day_off(leaders, units, found, context)
        if not found and (mentions or any(p.units for p in parts)):
            context.report.add(
                "S505", Severity.WARNING, place, "Có người hoặc đơn vị nhưng không có nội dung công việc.",
                excerpt=leaders.printed, action="Không tạo sự kiện; hãy ghi nội dung.",
            )  # fmt: skip
        return found
    drafts = read_drafts(work, mentions, leaders, read_units_of(parts))
    return found + [as_duty(item) for item in _items(drafts, leaders, parts, first, last, context)]


def _report_words(place: Place, content: Content, leaders: LeaderCells, context: Context) -> None:
    """Findings about what the words of a row are, before what they mean."""
    if content.empty or content.slips:
        _report_slots(content, place, context)
    for word, read in content.misread:
        context.report.add(
            "S512", Severity.WARNING, place, f"“{word}” có lẽ bị quét sai.", excerpt=word,
            action=f"Đã đọc là “{read}”.",
        )  # fmt: skip
    if content.crowded:
        context.report.add(
            "S511", Severity.ERROR, place,
            f"Một đoạn có {content.crowded} chỗ có thể mở đầu một việc: nhiều hơn mọi ngày làm việc.",
            action="Đã giữ cả đoạn làm một việc; hãy xem lại ô này.",
        )  # fmt: skip
    for words in leaders.unread:
        context.report.add(
            "L405", Severity.INFO, place, "Chữ trong cột lãnh đạo không chỉ người có lịch riêng.",
            excerpt=words.strip(),
            action="Chỉ ghi lại trong phần mô tả.",
        )  # fmt: skip


_NAMES = {Slot.MORNING: "Sáng", Slot.AFTERNOON: "Chiều", Slot.EVENING: "Tối", Slot.ALL_DAY: "Cả ngày"}


def _report_slots(content: Content, place: Place, context: Context) -> None:
    for slot in content.empty:
        context.report.add(
            "S504", Severity.INFO, place, f"Buổi {_NAMES[slot]} để trống.", excerpt=_NAMES[slot] + ":",
            action="Không tạo sự kiện cho buổi này.",
        )  # fmt: skip
    for slip in content.slips:
        context.report.add(
            "S503",
            Severity.WARNING,
            place,
            f"“{slip}:” có lẽ là tên buổi viết sai.",
            excerpt=slip,
            action="Đã đọc là tên buổi.",
        )


def _items(
    drafts: Drafts, leaders: LeaderCells, parts: Sequence[Part], first: dt.date, last: dt.date, context: Context
) -> list[Item]:
    """The drafts of a row as items of the days ``first`` to ``last``."""
    notes = read_notes(parts)
    own_notes = notes if len(parts) == 1 else ""  # of more parts, nobody knows which item they are about
    also: Sequence[tuple[Mention, ...]] = ()
    beside = parts[0].participants or parts[0].chaired or len(parts) > 1 or leaders.loose or leaders.unread
    if beside or own_notes or () in [draft.own for draft in drafts.drafts]:
        from ics_export.parsing.others import read_others

        drafts, also = read_others(drafts, leaders, parts, own_notes, context)
    drafts = _on_own_days(drafts) if first != last else drafts
    if len(drafts.drafts) > 1 and sum([opens_mention(draft.words.text) for draft in drafts.drafts]) > 1:
        from ics_export.parsing.others import each_their_own

        drafts = each_their_own(drafts, context)
    if len(parts) > 1 and len(drafts.drafts) == 1:
        # One work over a page break: its place runs on too.
        place = " ".join([part.location for part in parts if part.location])
        parts = [parts[0]._replace(location=place), *parts[1:]]
    around = _beside_each(parts, drafts)
    each = [read_notes([part]) for part in around] if parts[0].remarks and len(parts) == 1 else ()
    found = [
        _item(
            draft,
            part,
            each[number] if each else notes,
            each[number] if each else own_notes,
            first,
            last,
            context,
            also[number] if also else (),
        )
        for number, (draft, part) in enumerate(zip(drafts.drafts, around, strict=True))
    ]
    if not drafts.sure_cut:
        context.report.add(
            "S507", Severity.INFO, parts[0].place,
            f"Không chắc nội dung này gồm mấy việc; đã chia thành {len(found)} việc.",
            action="Để rõ hơn, hãy ghi mỗi việc một dòng, mở đầu bằng dấu “-”.",
        )  # fmt: skip
    return found


def _beside_each(parts: Sequence[Part], drafts: Drafts) -> list[Part]:
    """For each draft of a row what stands beside it: where its cell of places, or of notes, has as many paragraphs as
    the row has works, those of its number."""
    around = [parts[draft.half] for draft in drafts.drafts]
    places, remarks = parts[0].places, parts[0].remarks
    if len(parts) == 1 < len(around) and not places and len(parts[0].location) > _TWO_PLACES:
        from ics_export.parsing.placecells import places_of_each

        if each := places_of_each(parts[0].location, len(around)):
            around = [part._replace(location=place) for part, place in zip(around, each, strict=True)]
    if len(parts) > 1 or not (places or remarks):
        return around
    if len(places) == len(around):
        around = [part._replace(location=_filled(place)) for part, place in zip(around, places, strict=True)]
    if len(remarks) == len(around):
        around = [part._replace(notes=_filled(remark)) for part, remark in zip(around, remarks, strict=True)]
    return around


_TWO_PLACES = 12  # characters; two places have more


def _filled(paragraph: Paragraph) -> str:
    return paragraph.text if paragraph.text != EMPTY else ""


def _on_own_days(drafts: Drafts) -> Drafts:
    """The drafts of a row of several days, each below a part of the day that bears a day ("Sáng 13/6: - … - …") with
    that day."""
    found: list[Draft] = []
    above: Words | None = None
    for draft in drafts.drafts:
        words = draft.words
        if words.day or words.part_of_day:
            above = words if words.day and words.slot else None
        elif above and words.slot is above.slot:
            draft = draft._replace(words=words._replace(day=above.day))
        found.append(draft)
    return drafts._replace(drafts=tuple(found))


def _item(
    draft: Draft,
    part: Part,
    notes: str,
    own_notes: str,
    first: dt.date,
    last: dt.date,
    context: Context,
    also: tuple[Mention, ...],
) -> Item:
    words, own, choices, printed = draft.words, draft.own, draft.choices, draft.printed
    if words.line:
        part = part._replace(place=part.place._replace(line=words.line))
    named: tuple[Mention, ...] = ()
    if draft.named:
        from ics_export.parsing.others import named_in_words

        named = named_in_words(draft, context)
    if named:
        own, choices, printed = named, (named,), "; ".join([m.printed for m in named])
    elif len(own) > 1 and any(not mention.key and "nghỉ" in mention.printed for mention in own):
        own = tuple([mention for mention in own if mention.key])  # who is on leave stands beside who attends
        choices = tuple([tuple([mention for mention in choice if mention.key]) for choice in choices])
    elif own and " thay " in words.text:
        from ics_export.parsing.others import with_stand_ins

        own, choices = with_stand_ins(words.text, own, choices, context)
    if words.beside:
        beside = of_office(words.beside, context.home.bodies, context.home.name)
        keys = {mention.key for mention in own}
        also = (*also, *[m for m in beside if m.key not in keys and (m.group or m.key in context.roster.by_key)])
    if own and words.touched:
        from ics_export.parsing.others import further_touched

        also = (*also, *further_touched(words.touched, (*own, *also), context))
    if also:
        own, choices = own + also, tuple([choice + also for choice in choices])
        printed = printed or "; ".join([m.printed for m in also])
    if printed and not (printed[0].isalpha() or any(map(str.isalpha, printed))):
        own, choices, printed = (), (), ""  # a place held for nobody
    attribution = attribute(choices, own, printed, context)
    first, last, slot, hours, location, cancelled = read_details(words, part, own_notes, first, last, context)
    doubt = ""
    if not own or not attribution.feeds:
        attribution = nobody(words.summary, part.place, attribution, printed, context)
        doubt = "không thấy lãnh đạo nào của cơ quan này trong số người ghi dự" if own else "không ghi lãnh đạo nào dự"
    elif not attribution.certain:
        doubt = report_choices(words.summary, part.place, [c for c in choices if c] or [own], context)
    return Item(
        Kind.EVENT,
        first,
        last,
        slot,
        words.summary,
        part.place,
        words.agenda,
        hours,
        draft.units or preparing_of_notes(own_notes),
        attribution,
        location,
        cancelled,
        note=f"{doubt}; {notes}" if doubt and notes else doubt or notes,
    )
