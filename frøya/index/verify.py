"""A build → is it whole? Run as ``python -m frøya.index.verify FOLDER`` in a process of its own.

A fresh process sees what is on disk, not what the builder still holds in memory.
"""

from __future__ import annotations

import sys
from pathlib import Path

from frøya.errors import IndexUnusable
from frøya.index.store import open_index

_SAMPLES = 25


def verify(folder: Path) -> None:
    """Open the build in ``folder`` and check that its parts agree.

    Raises:
        IndexUnusable: they do not; the message says which.

    """
    import numpy as np

    index = open_index(folder)
    try:
        manifest, rows = index.manifest, len(index.passages)
        if index.embeddings.shape != (rows, manifest.dimension) or rows != manifest.passages:
            raise IndexUnusable(f"Vektorene i {folder} passer ikke med avsnittene.")
        if index.sentence_vectors.shape != (index.first_sentence[-1], manifest.dimension):
            raise IndexUnusable(f"Setningsvektorene i {folder} passer ikke med setningene.")
        if index.pointing.vectors.shape != (manifest.questions, manifest.dimension):
            raise IndexUnusable(f"Spørsmålsvektorene i {folder} passer ikke med spørsmålene.")
        if index.pointing.coefficients.shape != (manifest.questions, len(index.documents) + 2):
            raise IndexUnusable(f"Det lærte av spørsmålene i {folder} passer ikke med dokumentene.")
        if len(index.tokens.first) != rows + 1 or index.tokens.first[-1] != len(index.tokens.vectors):
            raise IndexUnusable(f"Ordvektorene i {folder} passer ikke med avsnittene.")
        for passage in index.passages:
            document = index.documents.get(passage.document)
            if document is None or document.text[passage.start : passage.end] != passage.text:
                raise IndexUnusable(f"Avsnittet {passage.id} i {folder} står ikke slik i dokumentet.")
        for row in np.linspace(0, rows - 1, min(rows, _SAMPLES)).astype(int):
            vector = np.array(index.embeddings[row])
            # Two passages may hold the same words; then either is right.
            if not np.allclose(index.embeddings[index.vectors.nearest(vector, 1)[0]] @ vector, 1, atol=1e-3):
                raise IndexUnusable(f"Vektordatabasen i {folder} finner ikke igjen avsnitt {row}.")
    finally:
        index.close()


def main() -> int:
    """Verify the folder named on the command line; print what is wrong and return 1 if anything is."""
    try:
        verify(Path(sys.argv[1]))
    except IndexUnusable as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
