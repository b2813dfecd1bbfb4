"""The golden runs of samples/: what each programme must come out as, kept beside it.

    python tests/goldens.py            show what differs from the goldens
    python tests/goldens.py --write    write them anew, after reading the difference

samples/NAME.txt has samples/NAME/ with events.json (the whole JSON), findings.txt (one a line) and every feed.
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

from ics_export.config import Config
from ics_export.feeds.calendar import feeds
from ics_export.feeds.tabular import to_json
from ics_export.pipeline import run
from ics_export.talk import one_line

SAMPLES = Path(__file__).parent.parent / "samples"


def documents() -> list[Path]:
    """The programmes of the corpus."""
    return sorted(SAMPLES.glob("*.txt"))


def expected(document: Path) -> dict[str, bytes]:
    """The golden files of a programme, by name."""
    folder = SAMPLES / document.stem
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())} if folder.is_dir() else {}


def actual(document: Path) -> dict[str, bytes]:
    """What the program makes of a programme today, in the same form."""
    config = Config()
    result = run(document.name, document.read_bytes(), config)
    programme = result.programme
    return {
        "events.json": to_json(programme, result.events, result.findings, config.feed_name).encode(),
        "findings.txt": (one_line(result.findings) + "\n").encode(),
        **feeds(programme.organisation, programme.leaders, result.events, config),
    }


def difference(document: Path) -> str:
    """A unified diff of all golden files of a programme; "" where nothing differs."""
    old, new = expected(document), actual(document)
    lines: list[str] = []
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            before, after = (f.get(name, b"").decode().splitlines() for f in (old, new))
            label = f"samples/{document.stem}/{name}"
            lines += difflib.unified_diff(before, after, label, label, lineterm="", n=1)
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Show the differences, with ``--write`` write the goldens; 1 where something differs."""
    status = 0
    for document in documents():
        text = difference(document)
        if not text:
            continue
        status = 1
        print(text)
        if "--write" in arguments:
            folder = SAMPLES / document.stem
            folder.mkdir(exist_ok=True)
            new = actual(document)
            for name in expected(document).keys() - new.keys():
                (folder / name).unlink()
            for name, data in new.items():
                (folder / name).write_bytes(data)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
