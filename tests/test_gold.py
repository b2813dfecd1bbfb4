"""Whole programmes against hand-made truth: every event on its day, in its slot, in the right feeds and in no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gold import HERE, differences, documents, read

from ics_export.config import Config
from ics_export.pipeline import run

SHARED = HERE.parent.parent / "shared"
DEBATABLE = json.loads((HERE / "data" / "debatable.json").read_text(encoding="utf-8"))
"""Differences in which we stand by our reading, with the reason, by document."""


def test_there_is_a_corpus() -> None:
    assert len(documents()) >= 30


@pytest.mark.no_cover
@pytest.mark.parametrize("document", documents(), ids=lambda p: p.stem)
def test_programme_is_read_as_a_secretary_would(document: Path) -> None:
    result, gold = read(document)
    known = {entry["difference"] for entry in DEBATABLE.get(document.stem, ())}
    found = set(differences(result, gold))
    assert found - known == set()
    assert known - found == set(), "no longer debated: take it out of debatable.json"


@pytest.mark.parametrize("name", ["thang-02-2025", "thang-05-2021"])
def test_real_programme(name: str) -> None:
    document = SHARED / "seeds" / f"{name}.txt"
    if not document.exists():
        pytest.skip("the real programmes are not part of the project")
    gold = json.loads((SHARED / "gold" / f"{name}.gold.json").read_text(encoding="utf-8"))
    result = run(document.name, document.read_bytes(), Config())
    assert list(differences(result, gold)) == []
