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
TakeTokens = Callable[[int, "np.ndarray"], None]
"""Called with (which text, its token vectors as a float32 array (tokens, dimensions))."""


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

    def passages(
        self, texts: Sequence[str], progress: Progress | None = None, tokens: TakeTokens | None = None
    ) -> np.ndarray:
        """Return the unit vectors of ``texts`` as a float32 array (texts, dimensions).

        ``tokens`` is given the token vectors of each text, from the same pass through the model.
        """
        import numpy as np

        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        vectors: np.ndarray | None = None
        if progress:
            progress(0, len(order))
        for first in range(0, len(order), _CHUNK):
            rows = order[first : first + _CHUNK]
            for row, (vector, of_tokens) in zip(rows, self._encode([texts[i] for i in rows], "document"), strict=True):
                if vectors is None:
                    vectors = np.empty((len(texts), len(vector)), np.float32)
                vectors[row] = vector
                if tokens:
                    tokens(row, of_tokens)
            if progress:
                progress(min(first + _CHUNK, len(order)), len(order))
        return np.zeros((0, self.dimension), np.float32) if vectors is None else vectors

    def query(self, text: str) -> np.ndarray:
        """Return the unit vector of a question as a float32 array (dimensions,)."""
        return self.queries([text])[0][0]

    def queries(self, texts: Sequence[str]) -> list[tuple[np.ndarray, np.ndarray]]:
        """Return the unit vector (dimensions,) and the token vectors (tokens, dimensions) of each question."""
        return self._encode(texts, "query")

    def reads_whole(self, word: str) -> bool:
        """Say whether ``word`` is one token to the model, as common words are and misspelt ones seldom."""
        return len(self.encoder.tokenizer.tokenize(word)) == 1

    def spans(self, text: str) -> list[tuple[int, int]] | None:
        """Return where each token of ``passages`` stands in ``text``, as character offsets; (0, 0) for none of it.

        None where the model's tokenizer does not say.
        """
        encoder = self.encoder
        prompt = encoder.prompts.get("document") or encoder.prompts.get("passage") or ""
        tokenizer = encoder.tokenizer
        if not getattr(tokenizer, "is_fast", False):
            return None
        with _ONE_AT_A_TIME:
            read = tokenizer(
                prompt + text, truncation=True, max_length=encoder.max_seq_length, return_offsets_mapping=True
            )
        before = len(prompt)
        return [(max(0, start - before), max(0, end - before)) for start, end in read["offset_mapping"]]

    def _encode(self, texts: Sequence[str], prompt: str) -> list[tuple[np.ndarray, np.ndarray]]:
        import numpy as np

        encoder = self.encoder
        encode = encoder.encode_query if prompt == "query" else encoder.encode_document
        with _ONE_AT_A_TIME:
            found = encode(list(texts), batch_size=BATCH, output_value=None, show_progress_bar=False)
        pairs = []
        for entry in found:
            vector = np.asarray(entry["sentence_embedding"], np.float32)
            present = np.asarray(entry["attention_mask"], bool)
            tokens = np.asarray(entry["token_embeddings"], np.float32)[present]
            pairs.append((vector / max(float(np.linalg.norm(vector)), 1e-9), tokens))
        return pairs

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self.encoder.get_embedding_dimension() or 0)
