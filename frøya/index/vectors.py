"""Passage vectors in Chroma: nearest neighbours on disk, in a collection others can open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frøya.passages import Passage

if TYPE_CHECKING:
    import numpy as np

COLLECTION = "passages"
_BATCH = 1000


class VectorIndex:
    """One Chroma collection (cosine, no embedding function of its own). Ids are row numbers."""

    def __init__(self, client: Any, collection: Any) -> None:
        self._client = client
        self._collection = collection

    @classmethod
    def build(cls, folder: Path, passages: Sequence[Passage], vectors: np.ndarray) -> VectorIndex:
        """Write ``passages`` and their ``vectors`` (passages, dimensions) to a new database in ``folder``."""
        client = _client(folder)
        collection = client.create_collection(
            COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        for first in range(0, len(passages), _BATCH):
            rows = range(first, min(first + _BATCH, len(passages)))
            collection.add(
                ids=[str(row) for row in rows],
                embeddings=vectors[first : first + _BATCH],
                documents=[passages[row].text for row in rows],
                metadatas=[_metadata(passages[row]) for row in rows],
            )
        return cls(client, collection)

    @classmethod
    def open(cls, folder: Path) -> VectorIndex:
        """Open the database in ``folder``. Chroma raises what it will when it is damaged."""
        client = _client(folder)
        return cls(client, client.get_collection(COLLECTION, embedding_function=None))

    def count(self) -> int:
        """Return how many passages are stored."""
        return int(self._collection.count())

    def nearest(self, vector: np.ndarray, k: int) -> list[int]:
        """Return the rows of the ``k`` passages nearest to ``vector``, best first."""
        found = self._collection.query(query_embeddings=[vector], n_results=k, include=[])
        return [int(row) for row in found["ids"][0]]

    def close(self) -> None:
        """Let go of the files."""
        from chromadb.api.shared_system_client import SharedSystemClient

        self._client.close()
        SharedSystemClient.clear_system_cache()


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))


def _metadata(passage: Passage) -> dict[str, Any]:
    return {
        "document": passage.document,
        "title": passage.title,
        "heading": " › ".join(passage.headings),
        "label": passage.label,
        "start": passage.start,
        "end": passage.end,
    }
