"""ics-export: a Vietnamese work programme in, each leader's calendar out."""

__version__ = "0.1.0"
