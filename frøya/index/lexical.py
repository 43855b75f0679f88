"""Passages → a BM25 index over Norwegian terms, and how rare each term is."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frøya.language import terms

if TYPE_CHECKING:
    import numpy as np

_FREQUENCIES = "frequencies.json"


class LexicalIndex:
    """BM25 (Robertson and Zaragoza 2009, Lucene's variant, by bm25s) over the passages' search terms."""

    def __init__(self, bm25: Any, frequencies: dict[str, int], count: int) -> None:
        self._bm25 = bm25
        self._frequencies = frequencies
        self._count = count

    @classmethod
    def build(cls, texts: Sequence[str]) -> LexicalIndex:
        """Index ``texts``, one row each."""
        import bm25s

        rows = [terms(text) for text in texts]
        bm25 = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        bm25.index(rows, show_progress=False)
        frequencies = Counter(term for row in rows for term in set(row))
        return cls(bm25, dict(frequencies), len(rows))

    def save(self, folder: Path) -> None:
        """Write the index to ``folder``."""
        self._bm25.save(str(folder), show_progress=False)
        content = {"passages": self._count, "frequencies": self._frequencies}
        (folder / _FREQUENCIES).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read an index that :meth:`save` wrote."""
        import bm25s

        content = json.loads((folder / _FREQUENCIES).read_text(encoding="utf-8"))
        return cls(bm25s.BM25.load(str(folder), load_corpus=False), content["frequencies"], content["passages"])

    def scores(self, query_terms: Iterable[str]) -> np.ndarray:
        """Return the BM25 score of every passage as a float32 array (passages,)."""
        import numpy as np

        known = [term for term in query_terms if term in self._frequencies]
        if not known:
            return np.zeros(self._count, np.float32)
        return np.asarray(self._bm25.get_scores(known), np.float32)

    def known(self, term: str) -> bool:
        """Say whether any passage holds ``term``."""
        return term in self._frequencies

    def akin(self, term: str) -> bool:
        """Say whether ``term`` is known or, as Norwegian compounds do, begins or ends with a known term of five letters."""
        return self.known(term) or any(self.known(term[:n]) or self.known(term[-n:]) for n in range(5, len(term)))

    def rarity(self, term: str) -> float:
        """Return the inverse document frequency of ``term``; one that no passage holds is the rarest."""
        frequency = self._frequencies.get(term, 0)
        return math.log(1 + (self._count - frequency + 0.5) / (frequency + 0.5))

    def coverage(self, wanted: Iterable[str], present: Iterable[str]) -> float:
        """Return how much of ``wanted`` is ``present``, each term weighted by its rarity: 0 to 1."""
        wanted, present = set(wanted), set(present)
        total = sum(self.rarity(term) for term in wanted)
        return sum(self.rarity(term) for term in wanted & present) / total if total else 0.0
