"""Regular expressions kept compiled from run to run, as .pyc files keep modules.

Compiling the parser's patterns took four fifths of a month's run beyond its imports (63 ms of 78, measured), loading
them back takes 1 ms. They are kept beside the byte code, for the same interpreter, under the same conditions (not
with ``-B``, not where the folder can't be written), and only ever found by the pattern itself: a pattern that changed
is compiled. Everything here is an optimisation that may fail: then patterns are compiled as always. Only the command
line uses it.

What a library loads and a month's run has no use for is put off here too.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import marshal
import os
import re
import sys
from array import array

_FEWEST_NEW = 8
"""New patterns in a run from which on the file is written anew."""

_loaded: set[tuple[str, int]] = set()


def _file() -> str:
    folder = os.path.join(os.path.dirname(__file__), "__pycache__")  # noqa: PTH118, PTH120 - pathlib is not loaded yet
    return os.path.join(folder, f"patterns.{sys.implementation.cache_tag}.bin")  # noqa: PTH118


def lighten() -> None:
    """Keep python-dateutil from loading what a month's run has no use for; before it is imported, else nothing is done.

    The module for the zone files that it brings along, which no run reads, loads importlib.resources, and with it
    tempfile, shutil, random, bz2 and lzma (2.3 ms of 90, measured): it is loaded where something of it is asked for
    (``importlib.util.LazyLoader``). The one for Windows' own zones loads ctypes (1.2 ms) before it finds that it is
    elsewhere, and is refused there at once. Not for a server: two threads may ask for the first at the same time.
    """
    _postpone("dateutil", "_tzdata_impl")
    if sys.platform != "win32":
        sys.modules.setdefault("dateutil.tz.win", None)  # type: ignore[arg-type]


def _postpone(package: str, child: str) -> None:
    name = f"{package}.{child}"
    if name in sys.modules:
        return
    import importlib.util

    spec = importlib.util.find_spec(name)  # imports the package
    if spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    setattr(sys.modules[package], child, module)  # as the import system does it
    spec.loader.exec_module(module)


def _version() -> tuple[str, int]:
    return sys.version, _sre.MAGIC


def load() -> None:
    """Hand the kept patterns to ``re``, which then finds them in its own cache."""
    try:
        with open(_file(), "rb") as file:  # noqa: PTH123
            version, kept = marshal.load(file)
        if version != _version():
            return
        cache = re._cache  # type: ignore[attr-defined]
        for pattern, flags, all_flags, code, groups, names, indices in kept:
            words = array("I")
            words.frombytes(code)
            compiled = _sre.compile(pattern, all_flags, words.tolist(), groups, names, indices)
            cache.setdefault((str, pattern, flags), compiled)
            _loaded.add((pattern, flags))
    except (OSError, EOFError, ValueError, TypeError, AttributeError, RuntimeError):
        return  # no file yet, an old one, a broken one, another interpreter's: compile as always


def save() -> None:
    """Keep what ``re`` has compiled in this run, where that is more than a few new patterns."""
    if sys.dont_write_bytecode or sys.pycache_prefix:
        return
    try:
        cache = re._cache  # type: ignore[attr-defined]
        keys = [(pattern, flags) for kind, pattern, flags in cache if kind is str and not flags & re.DEBUG]
        if sum(key not in _loaded for key in keys) < _FEWEST_NEW:
            return
        data = marshal.dumps((_version(), [_record(pattern, flags) for pattern, flags in keys]))
        target = _file()
        temporary = f"{target}.{os.getpid()}"
        with open(temporary, "wb") as file:  # noqa: PTH123
            file.write(data)
        os.replace(temporary, target)  # noqa: PTH105
        _loaded.update(keys)  # so that the next run of this process does not write them again
    except (OSError, ValueError, AttributeError, RuntimeError, re.error):
        return


def _record(pattern: str, flags: int) -> tuple[str, int, int, bytes, int, dict[str, int], tuple[str | None, ...]]:
    """What ``_sre.compile`` wants for one pattern, as ``re._compiler.compile`` makes it."""
    compiler = re._compiler  # type: ignore[attr-defined]
    parsed = re._parser.parse(pattern, flags)  # type: ignore[attr-defined]
    names: dict[str, int] = dict(parsed.state.groupdict)
    indices: list[str | None] = [None] * parsed.state.groups
    for name, index in names.items():
        indices[index] = name
    code = array("I", [int(c) for c in compiler._code(parsed, flags)]).tobytes()  # as one string, marshal is quick
    return pattern, flags, int(flags | parsed.state.flags), code, parsed.state.groups - 1, names, tuple(indices)
