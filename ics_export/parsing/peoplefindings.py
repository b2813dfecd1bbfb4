"""Findings about how people are printed: their titles, and the spellings of their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ics_export.config import Config
from ics_export.diagnostics import Report, Severity
from ics_export.model import Place
from ics_export.parsing.held import of_two_ranks
from ics_export.parsing.mentions import Mention
from ics_export.parsing.roster import Roster
from ics_export.parsing.spellings import lacks_middle
from ics_export.parsing.titles import contradict, short_title
from ics_export.vietnamese import fold, plain


def report_people(mentions: Sequence[tuple[Mention, Place]], roster: Roster, config: Config, report: Report) -> None:
    """Findings about how people are printed: titles misread, titles that contradict the rest of the document, names
    that the configured roster does not know."""
    titles = {leader.name: leader.title for leader in roster.leaders}
    misread: dict[str, list[Place]] = {}
    for mention, place in mentions:
        if mention.misread:
            misread.setdefault(mention.misread, []).append(place)
    for word, places in misread.items():
        report.add(
            "L403", Severity.INFO, places[0],
            f"“{word}” là “{short_title(word)[0] or 'Lãnh đạo'}” viết sai ({len(places)} chỗ).", excerpt=word,
            action="Đã đọc theo chữ đúng.",
        )  # fmt: skip
    _report_spellings(mentions, roster, report)
    unknown: set[str] = set()
    settled: set[Mention] = set()  # nothing is to be said of them; the same few people stand in many rows
    for mention, place in mentions:
        if mention in settled:
            continue
        name = roster.named(mention)
        usual, held = titles.get(name, ""), mention.title
        if name and not config.roster and (not usual or held in ("", usual)):
            settled.add(mention)
            continue
        if not name and not mention.away and roster.is_of_others(mention):
            report.add(
                "L405", Severity.INFO, place, "Lãnh đạo của cơ quan, đơn vị khác, không có lịch riêng.",
                excerpt=mention.printed, action="Chỉ ghi lại trong phần mô tả.",
            )  # fmt: skip
        if not mention.name:
            continue
        if not name and roster.is_namesake(mention):
            whose = roster.by_key.get(mention.key, "")
            report.add(
                "L405", Severity.WARNING, place, "Người của cơ quan khác hoặc của một phòng, không có lịch riêng.",
                excerpt=mention.printed,
                action=f"Hiểu là người khác, không phải {whose}." if whose else "Chỉ ghi lại trong phần mô tả.",
            )  # fmt: skip
            continue
        if usual and held not in ("", usual) and (contradict(held, usual) or of_two_ranks(held, usual)):
            report.add(
                "L404", Severity.WARNING, place, f"{name} ghi là {mention.title}, nơi khác ghi là {usual}.",
                excerpt=mention.printed, action=f"Vẫn hiểu là {name} ({usual}).",
            )  # fmt: skip
        if config.roster and name not in {e.name for e in config.roster} and mention.key not in unknown:
            unknown.add(mention.key)
            report.add(
                "L406", Severity.WARNING, place, f"{mention.name} không có trong danh sách lãnh đạo của cấu hình.",
                excerpt=mention.printed, action="Vẫn lập lịch riêng cho người này.",
            )  # fmt: skip


def _report_namesakes(mention: Mention, place: Place, roster: Roster, report: Report) -> None:
    """A finding for a name that several bear whom their titles tell apart."""
    same = [name for name in roster.doubtful.get(mention.key, ()) if name.startswith(f"{mention.name} ")]
    if len(same) > 1 and all(name.removeprefix(f"{mention.name} ").isupper() for name in same):
        report.add(
            "L407", Severity.INFO, place, f"Nhiều người tên “{mention.name}”: {', '.join(same)}.",
            excerpt=mention.printed,
            action="Mỗi người có lịch riêng theo chức danh; nơi không ghi chức danh thì chưa chắc chắn.",
        )  # fmt: skip


def _report_spellings(mentions: Sequence[tuple[Mention, Place]], roster: Roster, report: Report) -> None:
    """A finding for each name that was read as another's, or may be."""
    said: set[str] = set()
    alike: Counter[str] | None = None
    for mention, place in mentions:
        key = mention.key
        if not mention.name or key in said:
            continue
        said.add(key)
        name = roster.by_key.get(key)
        if name is None:
            _report_namesakes(mention, place, roster, report)
            continue
        others = [other for other in roster.doubtful.get(key, ()) if other != name]
        if others:
            report.add(
                "L407", Severity.WARNING, place, f"Tên “{mention.name}” ít gặp; có thể là {' hoặc '.join(others)}.",
                excerpt=mention.printed,
                action="Đã đưa vào lịch của tất cả những người ấy, đánh dấu chưa chắc chắn.",
            )  # fmt: skip
        elif name.isascii() and (alike := alike or Counter(plain(one.name) for one in roster.leaders))[plain(name)] > 1:
            report.add(
                "L407", Severity.WARNING, place, f"Tên “{mention.name}” chỉ khác dấu với tên của người khác.",
                excerpt=mention.printed, action="Đã hiểu là hai người; nếu là một, hãy ghi cùng một tên.",
            )  # fmt: skip
        elif not f" {fold(name)}".endswith(f" {key}") and not key.endswith(f" {fold(name)}"):
            leader = next(leader for leader in roster.leaders if leader.name == name)
            if key in map(fold, (leader.full_name, *leader.aliases)):
                continue
            how = "viết gọn" if lacks_middle(key, fold(name)) else "viết sai"
            report.add(
                "L407", Severity.WARNING, place, f"Tên “{mention.name}” có lẽ là “{name}” {how}.",
                excerpt=mention.printed, action=f"Đã hiểu là {name}.",
            )  # fmt: skip
