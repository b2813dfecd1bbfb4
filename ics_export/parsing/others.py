"""Who attends an item besides those whom its leaders' cell gives it: participants, delegates, stand-ins, and whom its
own words name. Loaded for programmes that have such."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.parsing.attribution import LeaderCells, overlooked
from ics_export.parsing.company import read_delegate, read_invited, read_stand_ins
from ics_export.parsing.context import Context
from ics_export.parsing.drafts import Draft, Drafts
from ics_export.parsing.mentions import Mention
from ics_export.parsing.offices import of_office
from ics_export.parsing.parts import Part
from ics_export.parsing.people import opens_mention, read_mentions

Choices = tuple[tuple[Mention, ...], ...]
"""Who may attend an item, each choice the people of one reading."""


def read_others(
    drafts: Drafts, leaders: LeaderCells, parts: Sequence[Part], notes: str, context: Context
) -> tuple[Drafts, Sequence[tuple[Mention, ...]]]:
    """The drafts of a row, and for each who attends it besides those it names itself, () where nobody does; ``notes``
    are those that are about the row's only item, or "".
    """
    also: Sequence[tuple[Mention, ...]] = ()
    beside = parts[0].participants or parts[0].chaired or len(parts) > 1
    if beside or () in [draft.own for draft in drafts.drafts]:
        also = _also(drafts, parts, context)
    if notes and len(drafts.drafts) == 1:
        drafts, also = _with_delegate(drafts, also, notes, context)
    missed = overlooked(leaders, context.roster) if leaders.loose or leaders.unread else ()
    if missed:
        also = [
            (*some, *_of_draft(missed, draft, drafts, leaders.printed))
            for some, draft in zip(also or ((),) * len(drafts.drafts), drafts.drafts, strict=True)
        ]
    return drafts, also


def _of_draft(missed: tuple[Mention, ...], draft: Draft, drafts: Drafts, printed: str) -> tuple[Mention, ...]:
    """Whom else a row's leaders' cell names, which is ``printed`` so, for one of its drafts. All heads of units stand
    behind a group, so they attend its work; where there is none, they may attend each."""
    if len(drafts.drafts) == 1:
        return missed
    groups = [one for one in drafts.drafts if any(mention.group for mention in one.own)]
    grouped = bool(groups)
    at = printed.find(missed[0].printed)
    before = [max(printed.rfind(mention.printed, 0, max(at, 0)) for mention in one.own) for one in groups]
    # Of several groups they stand behind one, so they are with it.
    beside = draft in [one for one, near in zip(groups, before, strict=True) if near == max(before)]
    kept = [mention for mention in missed if mention.maybe or beside or not grouped]
    return tuple([mention if beside else mention._replace(maybe=True) for mention in kept])


def _with_delegate(
    drafts: Drafts, also: Sequence[tuple[Mention, ...]], notes: str, context: Context
) -> tuple[Drafts, Sequence[tuple[Mention, ...]]]:
    """A row's only draft and who attends it too, with the leader who goes for the one they name, where the notes
    beside it say so."""
    draft = drafts.drafts[0]
    who = draft.own or (also[0] if also else ())
    words = read_delegate(notes) if len(who) == 1 and not who[0].group else ""
    if not words:
        return drafts, also
    going = tuple([one for mention in read_mentions([words])[0] for one in context.roster.given(mention)])
    if not going:
        return drafts, also
    if not draft.own:
        return drafts, (going,)
    sent = draft._replace(own=going, choices=(going,), printed=f"{draft.printed}; {notes}")
    return drafts._replace(drafts=(sent,)), also


def _also(drafts: Drafts, parts: Sequence[Part], context: Context) -> Sequence[tuple[Mention, ...]]:
    """For each draft of a row the leaders of our own among the participants: in their column, or in its own words
    where nobody stands beside them, or only who chairs.
    """
    paragraphs = [paragraph for part in parts for paragraph in part.participants]
    inline = [
        read_invited(draft.words.text) if parts[draft.half].chaired or not draft.own else "" for draft in drafts.drafts
    ]
    if not paragraphs and not any(inline):
        return ((),) * len(inline)
    from ics_export.parsing.participants import attending, deal_out

    alike = all(draft.own == drafts.drafts[0].own for draft in drafts.drafts)
    found = []
    for (text, sure), own in zip(deal_out(paragraphs, len(inline), alike), inline, strict=True):
        mentions = attending(text, context.roster, context.home)
        mentions = mentions if sure else tuple([m._replace(maybe=True) for m in mentions])
        found.append(mentions + (attending(own, context.roster, context.home) if own else ()))
    return found


def named_in_words(draft: Draft, context: Context) -> tuple[Mention, ...]:
    """The leaders of the programme that an item's own words name, where no cell does; those whom only a later clause
    names may attend.
    """
    roster = context.roster
    found = of_office(draft.named, context.home.bodies, context.home.name)
    if not any(roster.knows(m) for m in found):
        return ()
    if len(found) > 1 and any(m.group for m in found):
        from ics_export.parsing.participants import of_mass_body

        found = tuple([m for m in found if not m.group or not of_mass_body(m.printed, context.home)])
    if "; " in draft.words.text:
        from ics_export.parsing.attendance import read_further

        keys = {m.key for m in found}
        further = [m for m in read_further(draft.words.text) if m.key not in keys and roster.knows(m)]
        found += tuple([m._replace(maybe=True) for m in further])
    return found


def further_touched(touched: Sequence[Mention], named: Sequence[Mention], context: Context) -> tuple[Mention, ...]:
    """Those leaders of the programme whom an item's words touch and whose feeds it is not in by who is ``named``."""
    roster = context.roster
    feeds = {name for mention in named for name in roster.attribution(mention).feeds}
    there = of_office(touched, context.home.bodies, context.home.name)
    known = [one for mention in there for one in ((mention,) if mention.group else roster.given(mention))]
    return tuple([one for one in known if not feeds.issuperset(roster.attribution(one).feeds)])


def with_stand_ins(
    text: str, own: tuple[Mention, ...], choices: Choices, context: Context
) -> tuple[tuple[Mention, ...], Choices]:
    """The leaders of an item whose text says that one goes in another's place: "(Đ/c Bình dự thay Đ/c Hoàn)"."""
    going, staying = read_stand_ins(text)
    if not going or not all(mention.key in context.roster.by_key for mention in going):
        return own, choices
    named = context.roster.named
    stays = {mention.key for mention in staying} | {named(mention) for mention in staying if named(mention)}

    def replaced(some: tuple[Mention, ...]) -> tuple[Mention, ...]:
        keys = {mention.key for mention in some}
        kept = tuple([mention for mention in some if mention.key not in stays and named(mention) not in stays])
        return (*kept, *[mention for mention in going if mention.key not in keys])

    return replaced(own), tuple([replaced(choice) for choice in choices])


_WITH_OTHERS = r"(?<!\w)(?:chủ trì|báo cáo|trình bày|phát biểu|cùng|với các|chỉ đạo)(?!\w)"
"""What one does where others are too."""


def each_their_own(drafts: Drafts, context: Context) -> Drafts:
    """The works of a row each with those whom its own words begin with, where several do, each with others of those who
    stand beside them all: "- Đ/c Hoàn họp UBND tỉnh; - Đ/c Bình kiểm tra cơ sở" beside "Lãnh đạo Sở"."""
    roster = context.roster
    if len({draft.own for draft in drafts.drafts}) > 1:
        return drafts  # the cell has somebody for each
    from ics_export.parsing.attendance import read_subject

    found: list[Draft] = []
    subjects: list[frozenset[str]] = []
    for draft in drafts.drafts:
        own = {name for mention in draft.own for name in roster.feeds(mention)[0]}
        text = draft.words.text
        said = read_subject(text) if opens_mention(text) and not re.search(_WITH_OTHERS, text) else ()
        meant = [roster.feeds(mention) for mention in said]
        names = frozenset(name for feeds, _ in meant for name in feeds)
        if names and names < own and all(sure for _, sure in meant):
            subjects.append(names)
            printed = "; ".join([mention.printed for mention in said])
            draft = draft._replace(own=said, choices=(said,), printed=printed)
        found.append(draft)
    return drafts._replace(drafts=tuple(found)) if len({*subjects}) > 1 else drafts
