"""Passages → their token vectors, made small: what late interaction compares a question with.

Late interaction scores a passage by how well each token of the question is met by its nearest token there
(MaxSim; Khattab and Zaharia 2020, «ColBERT», doi:10.1145/3397271.3401075). The vectors are those of the
embedding model itself, without training; here they are centred, turned to the axes along which they differ
most (PCA) and kept as whole numbers of one byte. Each token also remembers its sentence, so that sentences can be
compared by the same means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

# 64 bytes a token; the figures for other sizes stand in docs/measurements.md, «Late interaction».
DIMENSIONS = 64
# The axes are found on the tokens of this many passages, so that a large corpus need not lie in memory.
SAMPLE = 500
# When a corpus has grown by more than this since its axes were found, they are found anew.
OUTGROWN = 4
_SCALE = 127

_VECTORS, _SENTENCES, _FIRST, _BASIS = "vectors.npy", "sentences.npy", "first.npy", "basis.npz"
# The sentence of a token that stands in none.
NONE = 65535


@dataclass(frozen=True)
class Basis:
    """The centre (dimensions,) and axes (dimensions, kept) that token vectors are seen from.

    ``passages`` is how many there were in the corpus when they were found.
    """

    centre: np.ndarray
    axes: np.ndarray
    passages: int

    @classmethod
    def fit(cls, tokens: Sequence[np.ndarray], passages: int) -> Basis:
        """Find the centre and the axes of ``tokens``: arrays (tokens, dimensions), one a passage."""
        import numpy as np

        unit = _unit(np.concatenate(tokens))
        centre = unit.mean(axis=0)
        centred = _unit(unit - centre)
        _, axes = np.linalg.eigh(centred.T @ centred)  # in rising order of how much they explain
        return cls(centre, np.ascontiguousarray(axes[:, ::-1][:, :DIMENSIONS]), passages)

    def project(self, tokens: np.ndarray) -> np.ndarray:
        """Return unit vectors (tokens, kept) for token vectors (tokens, dimensions)."""
        return _unit(_unit(_unit(tokens) - self.centre) @ self.axes)

    def compress(self, tokens: np.ndarray) -> np.ndarray:
        """Return the same in one byte a number: int8 (tokens, kept)."""
        import numpy as np

        return np.round(self.project(tokens) * _SCALE).astype(np.int8)

    def same_as(self, other: Basis) -> bool:
        """Say whether vectors seen from the two can be compared."""
        import numpy as np

        return np.array_equal(self.centre, other.centre) and np.array_equal(self.axes, other.axes)


class Compressor:
    """Takes token vectors passage by passage and keeps them small.

    Args:
        passages: how many passages the corpus has.
        basis: the axes to use; found on the first ones that come when left out.

    """

    def __init__(self, passages: int, basis: Basis | None = None) -> None:
        self._passages = passages
        self._basis = basis
        self._waiting: dict[int, np.ndarray] = {}
        self._done: dict[int, np.ndarray] = {}

    def add(self, row: int, tokens: np.ndarray) -> None:
        """Take the token vectors (tokens, dimensions) of passage ``row``."""
        if self._basis is not None:
            self._done[row] = self._basis.compress(tokens)
            return
        self._waiting[row] = tokens
        if len(self._waiting) >= SAMPLE:
            self.finish()

    def finish(self) -> tuple[Basis | None, dict[int, np.ndarray]]:
        """Return the axes (None where nothing came) and the compressed vectors by row."""
        if self._waiting:
            self._basis = self._basis or Basis.fit(list(self._waiting.values()), self._passages)
            self._done |= {row: self._basis.compress(tokens) for row, tokens in self._waiting.items()}
            self._waiting.clear()
        return self._basis, self._done


class TokenIndex:
    """The token vectors of all passages; those of row i begin at ``first[i]``."""

    def __init__(self, basis: Basis, vectors: np.ndarray, sentences: np.ndarray, first: np.ndarray) -> None:
        self.basis = basis
        self.vectors = vectors
        self.sentences = sentences
        self.first = first

    @classmethod
    def build(cls, basis: Basis, rows: Sequence[tuple[np.ndarray, np.ndarray]]) -> TokenIndex:
        """Put together the passages' (compressed vectors, sentence of each token), in their order."""
        import numpy as np

        vectors, sentences = zip(*rows, strict=True)
        return cls(basis, np.concatenate(vectors), np.concatenate(sentences), np.cumsum([0, *map(len, vectors)]))

    def save(self, folder: Path) -> None:
        """Write everything to ``folder``."""
        import numpy as np

        np.save(folder / _VECTORS, self.vectors)
        np.save(folder / _SENTENCES, self.sentences)
        np.save(folder / _FIRST, self.first)
        np.savez(folder / _BASIS, centre=self.basis.centre, axes=self.basis.axes, passages=self.basis.passages)

    @classmethod
    def load(cls, folder: Path) -> TokenIndex:
        """Open what :meth:`save` wrote; the vectors stay on disk until they are needed."""
        import numpy as np

        with np.load(folder / _BASIS) as stored:
            basis = Basis(stored["centre"], stored["axes"], int(stored["passages"]))
        vectors, sentences = np.load(folder / _VECTORS, mmap_mode="r"), np.load(folder / _SENTENCES, mmap_mode="r")
        return cls(basis, vectors, sentences, np.load(folder / _FIRST))

    def row(self, row: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the compressed token vectors of one passage, int8 (tokens, kept), and the sentence of each (tokens,)."""
        span = slice(self.first[row], self.first[row + 1])
        return self.vectors[span], self.sentences[span]

    def scores(self, question: np.ndarray, rows: Sequence[int]) -> np.ndarray:
        """Return MaxSim of each passage in ``rows``, averaged over the question's tokens: −1 to 1.

        ``question`` holds projected unit vectors (tokens, kept).
        """
        import numpy as np

        return np.array([self._nearness(question, row).max(axis=1).mean() for row in rows], np.float32)

    def sentence_scores(self, question: np.ndarray, row: int, count: int) -> tuple[np.ndarray, np.ndarray]:
        """Return two scores of each of the ``count`` sentences of a passage, each (count,).

        MaxSim within the sentence, −1 to 1, and the share of the question's tokens that find their nearest token of the
        whole passage there, 0 to 1. A sentence that the model did not read, in a very long passage, gets 0.
        """
        import numpy as np

        nearness = self._nearness(question, row)
        sentences = self.row(row)[1]
        best = np.full((count, len(question)), -np.inf, np.float32)
        for number in range(count):
            own = nearness[:, sentences == number]
            if own.shape[1]:
                best[number] = own.max(axis=1)
        read = np.isfinite(best[:, 0])
        late = np.where(read, np.where(read[:, None], best, 0).mean(axis=1), 0)
        won = np.where(read, (best >= nearness.max(axis=1) - 1e-6).mean(axis=1), 0)
        return late, won

    def _nearness(self, question: np.ndarray, row: int) -> np.ndarray:
        """Return the cosine of every token of the question to every token of a passage (question, passage)."""
        import numpy as np

        nearness: np.ndarray = question @ (self.row(row)[0].astype(np.float32) / _SCALE).T
        return nearness


def sentences_of(
    spans: Sequence[tuple[int, int]] | None, sentences: Sequence[tuple[int, int]], count: int
) -> np.ndarray:
    """Return which sentence each of ``count`` tokens stands in: uint16 (count,), ``NONE`` for none.

    ``spans`` are the tokens' places and ``sentences`` the sentences', as offsets in the same text.
    """
    import numpy as np

    found = np.full(count, NONE, np.uint16)
    for token, (start, end) in enumerate((spans or [])[:count]):
        # A token may begin with the space before it, so its end decides.
        found[token] = next((i for i, (s, e) in enumerate(sentences) if start < end and s < end <= e), NONE)
    return found


def _unit(vectors: np.ndarray) -> np.ndarray:
    import numpy as np

    unit: np.ndarray = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return unit
