"""The seam to LangChain: Frøya's search as a retriever, and her model as embeddings.

>>> chain = RunnableParallel(kilder=FrøyaRetriever(froya=frøya.open()), spørsmål=RunnablePassthrough()) | prompt | llm
"""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from frøya.assistant import Frøya
from frøya.index.embedding import Embedder
from frøya.retrieval import Hit


class FrøyaRetriever(BaseRetriever):
    """Hybrid search over Frøya's corpus.

    Args:
        froya: what ``frøya.open()`` returned.
        k: how many passages to return at most.

    A document's ``page_content`` is the passage, verbatim; its metadata hold ``document`` (the slug), ``title``,
    ``heading``, ``label``, ``start`` and ``end`` (character offsets in the document's text), ``url`` and ``score``.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    froya: Frøya
    k: int = 5

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        return [self._document(hit) for hit in self.froya.search(query, self.k)]

    def _document(self, hit: Hit) -> LangChainDocument:
        passage = hit.passage
        metadata: dict[str, Any] = {
            "document": passage.document,
            "title": passage.title,
            "heading": " › ".join(passage.headings),
            "label": passage.label,
            "start": passage.start,
            "end": passage.end,
            "url": self.froya.document(passage.document).url,
            "score": hit.score,
        }
        return LangChainDocument(page_content=passage.text, metadata=metadata, id=passage.id)


class FrøyaEmbeddings(Embeddings):
    """Frøya's embedding model, with the prompt each side needs. Vectors have unit length.

    Args:
        embedder: the model, such as ``frøya.open().embedder``.

    """

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector for each text to be searched."""
        return [[float(x) for x in vector] for vector in self.embedder.passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        return [float(x) for x in self.embedder.query(text)]
