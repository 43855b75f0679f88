"""Which addresses may become links, and how an address points to certain words of its page."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_FRAGMENT_WORDS = 12  # a longer quote is pointed to by its first and last words
_END_WORDS = 5


def web_address(url: str) -> str:
    """Return ``url`` if it is an address of the web that can be a link, or nothing."""
    if not url.isprintable() or re.search(r"[\s<>\"\\]", url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""


def at_words(url: str, quoted: str) -> str:
    """Return the web address that opens ``url`` at the words ``quoted``; nothing when ``url`` is not a web address."""
    if not web_address(url):
        return ""
    return url.partition("#")[0] + _text_fragment(quoted) if quoted else url


def _text_fragment(quoted: str) -> str:
    """Return the fragment that makes a browser find and mark ``quoted``; a hyphen or comma has a meaning there."""

    def encoded(text: str) -> str:
        return quote(text, safe="").replace("-", "%2D")

    said = quoted.split()
    if len(said) <= _FRAGMENT_WORDS:
        return f"#:~:text={encoded(' '.join(said))}"
    return f"#:~:text={encoded(' '.join(said[:_END_WORDS]))},{encoded(' '.join(said[-_END_WORDS:]))}"
