"""Who attends a work: what its row says, in the words of the work or beside it, and how sure that is.

Each case of data/who.toml is a row of a programme whose other rows name the office's leaders. What comes out is whose
feeds each work is in, in printed order; "?" where it is TENTATIVE, with a finding.
"""

from __future__ import annotations

import pytest

from parsing.build import Cells, rows, table

CASES = table("who")
OFFICES: dict[str, tuple[str, tuple[str, ...]]] = {
    "so": ("SỞ XÂY DỰNG", ("Đ/c Hoàn GĐ; các PGĐ", "Đ/c Bình PGĐ", "Đ/c An PGĐ", "Đ/c Hoàn GĐ")),
    "huyen": ("UBND HUYỆN PHÚ LỘC", ("Đ/c Thắng CT", "Đ/c Hà PCT", "Đ/c Sơn PCT", "Đ/c Thắng CT; các PCT")),
    "truong": ("TRƯỜNG THPT PHÚ LỘC", ("Thầy Quang HT", "Cô Lan PHT", "Thầy Đức PHT", "Thầy Quang HT")),
}


def programme(office: str, *cases: Cells, days: tuple[str, ...] = ()) -> list[str]:
    """Whose feeds each work of the rows is in, a row for each case below those that name the leaders."""
    name, leaders = OFFICES[office]
    known = [(f"{day:02}", "Sáng: Họp giao ban", "Văn phòng", who) for day, who in enumerate(leaders, 3)]
    dated = days or tuple([f"{day:02}" for day in range(10, 10 + len(cases))])
    found = rows(
        *known,
        *[(day, *cells) for day, cells in zip(dated, cases, strict=True)],
        title=f"CHƯƠNG TRÌNH CÔNG TÁC THÁNG 02 NĂM 2025 CỦA {name}",
    )
    doubted = {finding.place.line for finding in found.findings if finding.severity.value != "info"}
    said = []
    for item in found.work[len(known) :]:
        assert item.attribution.certain or item.place.line in doubted
        feeds = sorted(name.split()[-1] for name in item.attribution.feeds)
        said.append(" ".join(feeds) + "?" * (not item.attribution.certain))
    return said


@pytest.mark.parametrize(
    ("office", "content", "units", "leaders", "feeds"),
    [pytest.param(office, *case, id=" # ".join(case[:3])) for office in OFFICES for case in CASES.get(office, [])],
)
def test_a_row_says_who_attends(office, content, units, leaders, feeds):
    assert programme(office, (content, units, leaders)) == [" ".join(sorted(f.split())) for f in feeds.split(" | ")]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["rows"][0][0]) for case in CASES["day_off"]])
def test_who_stands_beside_a_day_off_is_on_duty(case):
    assert (
        programme("so", *[row[1:] for row in case["rows"]], days=tuple(row[0] for row in case["rows"])) == case["feeds"]
    )


@pytest.mark.parametrize("case", [pytest.param(case, id=case["why"]) for case in CASES["programme"]])
def test_a_programme_says_who_is_who(case):
    header = ("NGÀY", "NỘI DUNG", "ĐƠN VỊ", "LÃNH ĐẠO")
    table = [(f"{day:02}", "Sáng: Họp", "Văn phòng", who) for day, (who, _) in enumerate(case["leaders"], 3)]
    found = rows(*table, header=header, title=f"CHƯƠNG TRÌNH CÔNG TÁC THÁNG 02 NĂM 2025 CỦA {case['office']}")
    feeds = [" ".join(sorted(item.attribution.feeds)) + "?" * (not item.attribution.certain) for item in found.work]
    assert feeds == [" ".join(sorted(f.rstrip("?").split(" + "))) + "?" * f.endswith("?") for _, f in case["leaders"]]
