"""Leaders' cells that name a part of the day which the work is not of: who stands there may attend, nobody is sure."""

from __future__ import annotations

import pytest

from parsing.build import document, understand

KNOWN = ("10", "Sáng: Họp", "VP", "Đ/c Hoàn GĐ, Đ/c Bình PGĐ")


@pytest.mark.parametrize(
    ("content", "leaders", "who"),
    [
        ("Sáng: Giao ban", "Sáng: Đ/c Hoàn; chiều: Đ/c Bình", [("Hoàn Bình", False)]),
        ("Sáng: Giao ban", "Đ/c Hoàn; Đ/c Bình (chiều)", [("Hoàn Bình", False)]),
        ("Sáng: Giao ban", "Sáng: Đ/c Hoàn, Đ/c Bình", [("Hoàn Bình", True)]),
        ("Cả ngày: Giao ban", "Sáng: Đ/c Hoàn", [("Hoàn", True)]),
        (
            "Sáng: Giao ban Chiều: Tiếp công dân",
            "Sáng: Đ/c Hoàn; tối: Đ/c Bình",
            [("Hoàn", True), ("Bình", False)],
        ),
        ("Sáng: Giao ban Chiều: Tiếp công dân", "Đ/c Hoàn; chiều: Đ/c Bình", [("Hoàn", True), ("Bình", True)]),
        ("Sáng: Giao ban Chiều: Tiếp công dân", "Sáng: Đ/c Hoàn; chiều: Đ/c Bình", [("Hoàn", True), ("Bình", True)]),
    ],
)
def test_whoever_comes_at_another_part_of_the_day_may_attend(content, leaders, who):
    found = understand(document([("03", content, "VP", leaders), KNOWN]))
    work = [item for item in found.work if item.first.day == 3]
    assert [(" ".join(i.attribution.feeds), i.attribution.certain) for i in work] == who
    warned = sum(1 for one in found.findings if one.code == "L401")
    assert warned == sum(1 for _, certain in who if not certain)
