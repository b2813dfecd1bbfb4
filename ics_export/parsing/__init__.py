"""A ``Document`` becomes a ``Programme``: days, slots, items, who, which unit, how certain. Opens no file."""

from ics_export.parsing.programme import parse

__all__ = ["parse"]
