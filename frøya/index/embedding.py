"""Text → vectors, by a sentence-transformers model that is loaded when the first text comes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from frøya.errors import EmbeddingError
from frøya.index import weights
from frøya.settings import DEFAULT_EMBEDDING

if TYPE_CHECKING:
    import numpy as np
    from sentence_transformers import SentenceTransformer

BATCH = 32
_CHUNK = 128  # texts between two reports of progress; sorted by length within the whole, so padding stays small
# Where the default model is not bundled it comes from the Hub at this revision.
_REVISION = "614241f622f53c4eeff9890bdc4f31cfecc418b3"

Progress = Callable[[int, int], None]
"""Called with (texts done, texts in all)."""


@lru_cache(maxsize=2)
def _load(model: str) -> SentenceTransformer:
    """Load a model once for the whole process; it only reads its weights, so it can be shared."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(
        model,
        device="cpu",
        trust_remote_code=False,
        local_files_only=Path(model).is_dir(),
        revision=_REVISION if model == DEFAULT_EMBEDDING else None,
        model_kwargs={"use_safetensors": True},
    )


# One lock for all, because all may share one model: the fast tokenizers raise «Already borrowed» when two
# threads use one at once.
_ONE_AT_A_TIME = Lock()


class Embedder:
    """A sentence-transformers model with the two prompts of asymmetric search.

    Args:
        model: a model's name on the Hub, or a folder.
        cache: where the bundled default model is converted to.

    """

    def __init__(self, model: str, cache: Path) -> None:
        self.model = model
        self.cache = cache

    @cached_property
    def fingerprint(self) -> str:
        """What tells these weights from any other; the index remembers it. Does not load the model."""
        if self._bundled:
            return f"{weights.FOLDER}:{weights.SHA256}"
        folder = Path(self.model)
        if not folder.is_dir():
            return f"hub:{self.model}@{_REVISION if self.model == DEFAULT_EMBEDDING else 'main'}"
        digest = hashlib.sha256()
        for path in sorted(folder.rglob("*.safetensors")):
            digest.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        return f"folder:{digest.hexdigest()}"

    @property
    def _bundled(self) -> bool:
        return self.model == DEFAULT_EMBEDDING and weights.bundled_file() is not None

    @cached_property
    def encoder(self) -> SentenceTransformer:
        """The model itself. Loading it takes seconds, most of them importing torch.

        Raises:
            EmbeddingError: the model is not there, or cannot be loaded.

        """
        folder = weights.model_folder(self.cache) if self.model == DEFAULT_EMBEDDING else None
        try:
            return _load(str(folder or self.model))
        except Exception as error:  # the library raises OSError, ValueError, KeyError and its own, by what is wrong
            reason = str(error).strip().splitlines()
            raise EmbeddingError(
                f"Språkmodellen «{self.model}» kan ikke lastes: {reason[0] if reason else type(error).__name__}. "
                "Sett FROYA_EMBEDDING til en mappe med en sentence-transformers-modell, eller fjern innstillingen."
            ) from error

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> np.ndarray:
        """Return the unit vectors of ``texts`` as a float32 array (texts, dimensions)."""
        import numpy as np

        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        found: list[np.ndarray] = []
        if progress:
            progress(0, len(order))
        for first in range(0, len(order), _CHUNK):
            chunk = [texts[i] for i in order[first : first + _CHUNK]]
            encoder = self.encoder
            with _ONE_AT_A_TIME:
                found.append(
                    encoder.encode_document(chunk, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
                )
            if progress:
                progress(min(first + _CHUNK, len(order)), len(order))
        if not found:
            return np.zeros((0, self.dimension), np.float32)
        vectors = np.empty((len(texts), found[0].shape[1]), np.float32)
        vectors[order] = np.concatenate(found)
        return vectors

    def query(self, text: str) -> np.ndarray:
        """Return the unit vector of a question as a float32 array (dimensions,)."""
        import numpy as np

        encoder = self.encoder
        with _ONE_AT_A_TIME:
            vector = encoder.encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vector, np.float32)

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self.encoder.get_embedding_dimension() or 0)
