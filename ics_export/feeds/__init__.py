"""Events in, bytes and files out: iCalendar feeds, JSON and CSV, their names and their safe writing."""
