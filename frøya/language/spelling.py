"""Misspelt words → the words of the corpus they are nearest to, so that a slip of the finger finds the same sources.

Only words that the corpus does not know are looked at, and only how a question is looked up changes. A word written
without æ, ø and å finds the one with them; else a word at most one edit away is taken, two for a long word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from frøya.language.bokmal import FIELD_WORDS, SMALL_WORDS

_WORD = re.compile(r"[^\W\d_]+")
# How æ, ø and å are written by those who do not have them.
_WITHOUT = (str.maketrans({"æ": "ae", "ø": "o", "å": "a"}), str.maketrans({"æ": "a", "ø": "o", "å": "a"}))
_WITHOUT_ALL = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_SHORTEST, _LONG = 5, 9
_COMMON = 80


class Speller:
    """Knows the words of a corpus, however often each occurs.

    Args:
        texts: the texts of the corpus.
        right: says whether a word in lower case may well be right, though no text holds it.
        others: texts about other things; their words are left as they are, and no word becomes one of them.

    """

    def __init__(
        self, texts: Iterable[str], right: Callable[[str], bool] = lambda word: False, others: Iterable[str] = ()
    ) -> None:
        self._known = Counter(word.lower() for text in texts for word in _WORD.findall(text))
        self._right = right
        self._others = {word.lower() for text in others for word in _WORD.findall(text)}
        self._folded: dict[str, str] = {}
        self._by_letter: dict[str, list[str]] = {}
        for word, _ in self._known.most_common():
            for table in (*_WITHOUT, _WITHOUT_ALL):
                if (folded := word.translate(table)) != word:
                    self._folded.setdefault(folded, word)
            if len(word) >= _SHORTEST - 1:
                self._by_letter.setdefault(word[0], []).append(word)

    def corrected(self, text: str) -> str:
        """Return ``text`` with unknown words exchanged; names – words with a capital within a sentence – are left alone."""

        def exchange(match: re.Match[str]) -> str:
            word = match.group()
            if word[0].isupper() and text[: match.start()].strip()[-1:] not in ("", ".", "?", "!", ":"):
                return word
            found = self._nearest(word.lower())
            if found == word.lower():
                return word
            return found.capitalize() if word[0].isupper() else found

        return _WORD.sub(exchange, text)

    def _nearest(self, word: str) -> str:
        if word in self._known:
            return word
        if word in self._folded:
            return self._folded[word]
        if len(word) < _SHORTEST or word in self._others or word in SMALL_WORDS or word in FIELD_WORDS:
            return word
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        most = 2 if len(word) >= _LONG else 1
        found = process.extractOne(word, self._by_letter.get(word[0], ()), scorer=OSA.distance, score_cutoff=most)
        # A word that may be right gives way only to one that the corpus uses all the time.
        if not found or (self._right(word) and self._known[found[0]] < _COMMON):
            return word
        return str(found[0])
