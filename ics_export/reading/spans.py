"""Which lines a word beside them is for: merged cells print it once, at the top or in the middle of their lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from itertools import pairwise
from math import inf

from ics_export.tuples import NamedTuple

Label = tuple[int, int]
"""The first and the last line of a word in a column before the content."""
Span = tuple[int, int]
"""From a line to another (exclusive)."""

NO_WORK = (0.7, 1.5)
"""What a line without words in the column of content looks like, nobody beside it or somebody."""
_MANY = 150
"""Lines of a block; in a longer one each word is taken to stand at the top."""
_LOOSE = 0.8
"""What it costs to leave the first lines to nobody: an observance above the day's work."""
_PAGED = 0.3
"""The same below a page break, which may have cut a row."""
_OPENS = 1.5
"""What a line may cost that a row begins at."""


_BACK = 3.0
"""What it costs that an earlier part of the day stands below a later one in the lines of one day."""
_AGAIN = 2.0
"""What it costs that one day says "Chiều:" twice."""
_LATER = 1.5
"""What it costs that a day begins with a later part than the one above it ends with: both may be of one day."""
_ABOVE = 1.0
"""What it costs that a day begins above its morning."""
_OFF_CENTRE = 1.0
"""So many lines off the middle of its day may a date stand, a page having whole lines only."""
_AGAINST_NEXT = 1.25
"""So much dearer must every other way be to part days; else nobody could say which line is of which."""


class Lines(NamedTuple):
    """What the lines of some days look like: ``looks`` is how little each looks like the first of a row, ``opens`` what
    it costs that a day begins there, its date in the middle; ``parts`` the part of the day that each opens, as a number
    that grows with the day, whole where a word says it and a half more where an hour does, 0 for none; ``labels`` are
    the words of a column of their own, which stand in the middle of their lines: from which line to which, and which
    part of the day; ``paged``: a page break
    stands above, so that the first may go on a day."""

    looks: Sequence[float]
    opens: Sequence[float]
    parts: Sequence[float]
    labels: Sequence[tuple[int, int, float]]
    paged: bool


def part_days(dates: Sequence[Label], lines: Lines) -> list[int]:
    """The first lines of the days whose ``dates`` stand in the middle of their lines, where that is beyond doubt; else
    []. Printed cells are centred, days begin in the morning."""
    if len(lines.opens) > _MANY:
        return []
    cost, starts = _days(dates, lines, frozenset())
    for (first, last), (start, end) in zip(dates, pairwise([*starts, len(lines.opens)]), strict=True):
        labelled = _begins_anew(lines, start) and _begins_anew(lines, end)
        off = abs((start + end - 1) / 2 - (first + last) / 2)
        least = _OPENS + 0.5 * labelled  # its words say that a day begins there, so it need not look so like one
        if off > _OFF_CENTRE + 0.5 * labelled or (start and lines.opens[start] > least):
            return []
    # Which of the lines without work above the first work a day begins at is no doubt about that work.
    same = range(next((at for at, look in enumerate(lines.looks) if look not in NO_WORK), 0) + 1)
    for start in starts:
        other, others = _days(dates, lines, frozenset((start,) if start else same))
        if other + _off_labels(lines, others) - cost - _off_labels(lines, starts) < _AGAINST_NEXT:
            return []
    return starts


def _off_labels(lines: Lines, starts: Sequence[int]) -> float:
    """How far the words of the column behind the days' stand off the middle of their lines, where days begin at
    ``starts``: no line of such a word is another day's."""
    if not lines.labels:
        return 0.0
    words = [(first, last) for first, last, _ in lines.labels]
    off = 0.0
    for span in pairwise([*starts, len(lines.opens)]):
        here = words[bisect_left(words, (span[0],)) : bisect_left(words, (span[1],))]
        parts = part_words(words, lines.looks, span, top=False, paged=lines.paged)
        off += sum(
            [abs((begin + end - first - last - 1) / 2) for (first, last), (begin, end) in zip(here, parts, strict=True)]
        )
    above = bisect_left(words, (starts[0],)) if starts else 0
    if 0 < above < len(words) and lines.labels[above][2] > lines.labels[above - 1][2]:
        off += _LATER  # the first lines, of the day above, may be of this one
    return off


def _begins_anew(lines: Lines, at: int) -> bool:
    """Whether the words of the column behind the days' say that a day begins about a line: an earlier part of the day
    below it than above it, or nothing above or below it."""
    above = [part for first, _, part in lines.labels if first < at]
    below = [part for first, _, part in lines.labels if first >= at]
    return bool(lines.labels) and (not above or not below or below[0] <= above[-1])


def cost_of_days(dates: Sequence[Label], lines: Lines, *, top: bool) -> float:
    """What it costs that the ``dates`` stand at the top of their lines, or in the middle."""
    if len(lines.opens) > _MANY:
        return 0.0 if top else inf
    if not top:
        return _days(dates, lines, frozenset())[0]
    spans = list(pairwise([*[first for first, _ in dates], len(lines.opens)]))
    plain = lines._replace(opens=lines.looks)
    first = dates[0][0]
    above = lines.looks[first] if first and not lines.paged else 0.0  # the lines above it are of another day
    return above + sum([_ends_badly(plain, start, end) for start, end in spans])


def _ends_badly(lines: Lines, start: int, end: int) -> float:
    """What it costs that a day's lines go from ``start`` to ``end``, but for where its date stands."""
    said = [part for part in lines.parts[start:end] if part]
    cost = _BACK * sum([below < above for above, below in pairwise(said)])
    cost += _AGAIN * sum([below == above > 1 and below == int(below) for above, below in pairwise(said)])
    labels = [part for first, _, part in lines.labels if part and start <= first < end]
    cost += (_BACK + _AGAIN) * sum([below <= above for above, below in pairwise(labels)])
    if said and said[0] < 2 and not lines.parts[start]:
        cost += _ABOVE  # an observance may stand there
    if end < len(lines.opens):
        cost += lines.opens[end] + (_LATER if said and lines.parts[end] > said[-1] else 0.0)
    return cost


def _days(dates: Sequence[Label], lines: Lines, barred: Set[int]) -> tuple[float, list[int]]:
    """The cheapest way to part the days of ``part_days``, none beginning at a line that is ``barred``, and its cost."""
    count = len(lines.opens)
    best: dict[int, tuple[float, list[int]]] = {} if 0 in barred else {0: (0.0, [0])}
    for line in range(1, dates[0][0] + 1) if lines.paged else ():
        if line not in barred:
            best[line] = _PAGED + lines.opens[line], [line]
    for number, (first, last) in enumerate(dates):
        until = dates[number + 1][0] if number + 1 < len(dates) else count
        ends = [end for end in range(last + 1, until + 1) if end not in barred] if until < count else [count]
        found: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, starts) in best.items():
            if start > first:
                continue
            for end in ends:
                total = cost + abs((start + end - 1) / 2 - (first + last) / 2) + _ends_badly(lines, start, end)
                if end not in found or total < found[end][0]:
                    found[end] = total, [*starts, *([end] if end < count else [])]
        best = found
    return best.get(count, (inf, []))


def part_words(words: Sequence[Label], opens: Sequence[float], span: Span, *, top: bool, paged: bool) -> list[Span]:
    """The lines of each of the ``words`` (parts of the day, hours) that stand among a day's lines, which are ``span``.

    ``opens`` is what it costs that a line begins a row, one for each line; ``top``: a word stands in the first line of
    its lines, else in the middle; ``paged``: a page break stands above. The first lines may be nobody's, all others
    are some word's.
    """
    begin, count = span
    here = words[bisect_left(words, (begin,)) : bisect_left(words, (count,))]
    if not here:
        return []
    if top or count - begin > _MANY:
        starts = [first for first, _ in here]
        return list(zip(starts, [*starts[1:], count], strict=True))
    loose = _PAGED if paged else _LOOSE
    best: dict[int, tuple[float, tuple[Span, ...]]] = {begin: (0.0, ())}
    best |= {line: (loose + opens[line], ()) for line in range(begin + 1, here[0][0] + 1) if opens[line] <= _OPENS}
    for number, (first, last) in enumerate(here):
        until = here[number + 1][0] if number + 1 < len(here) else count
        ends = [count]
        if number + 1 < len(here):
            ends = [end for end in range(last + 1, until + 1) if opens[end] <= _OPENS]
            ends = ends or list(range(last + 1, until + 1))
        found: dict[int, tuple[float, tuple[Span, ...]]] = {}
        for start, (cost, spans) in best.items():
            if start > first:
                continue
            for end in ends:
                total = cost + abs((start + end - 1) / 2 - (first + last) / 2) + (opens[end] if end < count else 0.0)
                if end not in found or total < found[end][0]:
                    found[end] = total, (*spans, (start, end))
        best = found
    return list(min(best.values())[1])
