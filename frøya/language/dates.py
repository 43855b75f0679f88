"""Dates as they are written in Norwegian."""

from __future__ import annotations

from datetime import date


def norwegian_date(day: date) -> str:
    """Return a date as a Norwegian reader writes it: 2.3.2023."""
    return f"{day.day}.{day.month}.{day.year}"
