"""Which lines a word beside them is for: merged cells print it once, at the top or in the middle of their lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

Label = tuple[int, int]
"""The first and the last line of a word in a column before the content."""
Span = tuple[int, int]
"""From a line to another (exclusive)."""

_MANY = 150
"""Lines of a block; in a longer one each word is taken to stand at the top."""
_LOOSE = 0.8
"""What it costs to leave the first lines to nobody: an observance above the day's work."""
_PAGED = 0.3
"""The same below a page break, which may have cut a row."""
_OPENS = 1.5
"""What a line may cost that a row begins at."""


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
