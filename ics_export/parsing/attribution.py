"""Whom an item belongs to: the leaders' column read over page breaks, choices weighed, doubts said."""

from __future__ import annotations

from collections.abc import Sequence

from ics_export.diagnostics import Severity
from ics_export.model import Attribution, Item
from ics_export.parsing import markers
from ics_export.parsing.alignment import Joint
from ics_export.parsing.attendance import read_attendees
from ics_export.parsing.content import read_content
from ics_export.parsing.context import Context
from ics_export.parsing.details import without_leading_hours
from ics_export.parsing.parts import Part
from ics_export.parsing.people import Mention, read_mentions
from ics_export.parsing.slots import slot_suffix
from ics_export.parsing.units import opens_unit

_LEADER_JOINTS = {
    "paragraph": Joint(0.0, 1.5),
    " ": Joint(0.0, 1.5),
    ";": Joint(1.3, 0.2),
    ",": Joint(2.5, 0.0),
    "và": Joint(3.0, 0.0),
    "-": Joint(0.2, 1.2),
    "+": Joint(0.2, 1.2),
}
"""Boundaries between people: a new paragraph or a bare "Đ/c" opens a block, a comma or "và" keeps one together."""
_DEPUTIES_AFTER_NAME = Joint(2.0, 0.2)
_DEPUTIES_PARAGRAPH = Joint(0.6, 0.6)
_SAME_AGAIN = Joint(0.0, 1.5)


def column_texts(parts: Sequence[Part], name: str, mends: bool) -> list[list[str]]:
    """The paragraphs of a column by page, a phrase cut by a page break put together on the first page."""
    halves: list[list[str]] = []
    for part in parts:
        texts = [p.text for p in getattr(part, name)]
        above = next((h for h in reversed(halves) if h), None)
        if texts and above and mends and _mends(above[-1], texts[0], name):
            above[-1] = f"{above[-1]} {texts[0]}"
            texts = texts[1:]
        halves.append(texts)
    return halves


def _mends(above: str, below: str, name: str) -> bool:
    if above.endswith((",", "-", "–", " và", "các", "Các", "Đ/c", "đ/c", "/")):
        return True
    if name == "units":
        return not opens_unit(below.lstrip("-–+ "))
    mentions, _ = read_mentions([below])
    if mentions and mentions[0].key.startswith("title:"):
        last, _ = read_mentions([above])
        return bool(last) and bool(last[-1].name) and not last[-1].title
    return not mentions


def leader_mentions(parts: Sequence[Part]) -> tuple[list[Mention], list[str]]:
    """The mentions in the leaders' cells of a row's parts, each with its page, and words that named nobody."""
    mentions: list[Mention] = []
    unread: list[str] = []
    for half, texts in enumerate(column_texts(parts, "leaders", len(parts) > 1)):
        found, left = read_mentions(texts, half)
        if found and mentions:
            found = (found[0]._replace(before="paragraph"), *found[1:])
        mentions += found
        unread += left
    return mentions, unread


def text_mentions(parts: Sequence[Part]) -> list[Mention]:
    """The people that a row's own words name as attending, where its leaders' column names none."""
    found: list[Mention] = []
    content = read_content([(p, half) for half, part in enumerate(parts) for p in part.content])
    for atom in content.atoms:
        who = markers.duty(atom.text)
        text = without_leading_hours(slot_suffix(atom.text)[1])
        found += read_mentions([who])[0] if who else read_attendees(text)
    return found


def leader_joints(mentions: Sequence[Mention]) -> tuple[Joint, ...]:
    joints = []
    for above, mention in zip(mentions, mentions[1:], strict=False):
        joint = _LEADER_JOINTS.get(mention.before, _LEADER_JOINTS[";"])
        if mention.group == "deputies" and above.group != "deputies":
            if mention.before == " ":
                joint = _DEPUTIES_AFTER_NAME
            elif mention.before == "paragraph":
                joint = _DEPUTIES_PARAGRAPH
        if above.key == mention.key:
            joint = _SAME_AGAIN
        joints.append(joint)
    return tuple(joints)


def attribute(
    choices: Sequence[Sequence[Mention]], own: Sequence[Mention], printed: str, context: Context
) -> Attribution:
    """The attribution of an item from the mentions it has in the chosen reading and in every near one."""
    roster = context.roster
    sets: list[tuple[str, ...]] = []
    certain = True
    for choice in choices:
        names: list[str] = []
        for mention in choice:
            feeds, sure = roster.feeds(mention)
            certain = certain and sure
            names += feeds
        sets.append(tuple(dict.fromkeys(names)))
    union = dict.fromkeys(n for names in sets for n in names)
    order = [leader.name for leader in roster.leaders if leader.name in union]
    named = dict.fromkeys(roster.by_key.get(m.key, "") for m in own)
    return Attribution(
        leaders=tuple(n for n in named if n),
        groups=tuple(dict.fromkeys(m.printed for m in own if m.group)),
        feeds=tuple(order),
        printed=printed,
        certain=certain and all(set(s) == set(union) for s in sets),
    )


def nobody(item: Item, attribution: Attribution, printed: str, context: Context) -> Attribution:
    everyone = tuple(leader.name for leader in context.roster.leaders)
    context.report.add(
        "L402", Severity.WARNING, item.place, "Không ghi lãnh đạo nào dự.", excerpt=item.text[:60],
        action="Đã đưa vào lịch của mọi lãnh đạo, đánh dấu chưa chắc chắn.",
    )  # fmt: skip
    return attribution._replace(feeds=everyone, printed=printed, certain=False)


def report_choices(item: Item, choices: Sequence[Sequence[Mention]], context: Context) -> None:
    said = " hoặc ".join(dict.fromkeys("“" + "; ".join(m.printed for m in c) + "”" for c in choices if c))
    context.report.add(
        "L401", Severity.WARNING, item.place, f"Không chắc ai dự “{item.text[:60]}”: {said}.", excerpt=item.text[:40],
        action="Đã đưa vào lịch của tất cả những người có thể dự, đánh dấu chưa chắc chắn.",
    )  # fmt: skip
