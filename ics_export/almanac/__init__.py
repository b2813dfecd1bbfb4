"""The Vietnamese calendar: lunar dates, Tết, public holidays and days off, observances.

Knows no documents and no clock; everything is computed from the dates handed in and the data files beside
the modules. The names below are loaded when first used: importing the package costs next to nothing, and a
run that prints no year page never loads the pages.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .checks import CanChiCheck, check_can_chi, find_can_chi, weekdays_fit
    from .holidays import Almanac, Observance, Tag
    from .law import DayOff
    from .lunar import (
        FIRST_DAY,
        LAST_DAY,
        AlmanacRangeError,
        LunarDate,
        LunarMonth,
        can_chi,
        months_beginning_in,
        tet,
    )
    from .page import date_page, year_feed_entries, year_page

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "Almanac",
    "AlmanacRangeError",
    "CanChiCheck",
    "DayOff",
    "LunarDate",
    "LunarMonth",
    "Observance",
    "Tag",
    "can_chi",
    "check_can_chi",
    "date_page",
    "find_can_chi",
    "months_beginning_in",
    "tet",
    "weekdays_fit",
    "year_feed_entries",
    "year_page",
]

_MODULES = {
    "checks": ("CanChiCheck", "check_can_chi", "find_can_chi", "weekdays_fit"),
    "holidays": ("Almanac", "Observance", "Tag"),
    "law": ("DayOff",),
    "page": ("date_page", "year_feed_entries", "year_page"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME.get(name, 'lunar')}", __name__), name)
    globals()[name] = value
    return value
