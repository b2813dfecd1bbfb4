"""Golden runs: each sample programme comes out byte for byte as the files beside it, and they show every quirk."""

from __future__ import annotations

from pathlib import Path

import pytest
from goldens import SAMPLES, difference, documents, expected


def test_the_corpus_is_there() -> None:
    assert len(documents()) >= 8
    assert (SAMPLES / "month.txt").exists()


@pytest.mark.parametrize("document", documents(), ids=lambda p: p.stem)
def test_sample_comes_out_as_its_goldens(document: Path) -> None:
    assert expected(document), "no goldens: python tests/goldens.py --write"
    assert difference(document) == ""


@pytest.mark.parametrize("document", documents(), ids=lambda p: p.stem)
def test_golden_folders_belong_to_samples(document: Path) -> None:
    assert {"events.json", "findings.txt", "all.ics"} <= set(expected(document))
