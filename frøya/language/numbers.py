"""Numbers in a text, in figures or in words."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"\d+(?:[.,:]\d+)*|\b(?:to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|"
    r"nitten|tjue|tretti|førti|femti|seksti|sytti|åtti|nitti|hundre|tusen|halvparten|dobbelt|million\w*)\b",
    re.IGNORECASE,
)


def numbers(text: str) -> list[str]:
    """Return the numbers in ``text`` as they are written; «en» and «ett» are too often articles to count."""
    return _NUMBER.findall(text)
