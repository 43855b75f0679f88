"""Frøya's search and model inside a LangChain chain."""

from __future__ import annotations

import numpy as np
from langchain_chroma import Chroma
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough

from frøya.assistant import Frøya
from frøya.index.store import VECTORS
from frøya.index.vectors import COLLECTION
from frøya.langchain import FrøyaEmbeddings, FrøyaRetriever


def test_the_retriever_feeds_a_chain_and_keeps_each_passages_place(froya: Frøya) -> None:
    retriever = FrøyaRetriever(froya=froya, k=3)
    # A language model is the one part that cannot be had without a server; this one repeats its line.
    model = GenericFakeChatModel(messages=iter([AIMessage("Tilgi små feil.")]))
    prompt = ChatPromptTemplate.from_template("Svar ut fra {kilder} på {spørsmål}")
    chain = {"kilder": retriever, "spørsmål": RunnablePassthrough()} | prompt | model | StrOutputParser()
    assert chain.invoke("Hva gjør jeg med små feil?") == "Tilgi små feil."
    documents = retriever.invoke("Hva gjør jeg med små feil?")
    assert len(documents) == 3
    for found in documents:
        place = found.metadata
        text = froya.document(place["document"]).text
        assert text[place["start"] : place["end"]] == found.page_content


def test_the_embeddings_use_the_right_prompt_on_each_side(froya: Frøya) -> None:
    embeddings = FrøyaEmbeddings(froya.embedder)
    question, passage = embeddings.embed_query("små feil"), embeddings.embed_documents(["små feil"])[0]
    assert len(question) == len(passage) == froya.index.manifest.dimension
    assert np.linalg.norm(question) == np.float32(1) or abs(np.linalg.norm(question) - 1) < 1e-5
    assert not np.allclose(question, passage)


def test_the_stored_collection_opens_with_langchain_chroma(froya: Frøya, tmp_path) -> None:
    import shutil

    copy = tmp_path / "chroma"  # Chroma allows one client a folder in a process
    shutil.copytree(froya.index.folder / VECTORS, copy)
    store = Chroma(COLLECTION, FrøyaEmbeddings(froya.embedder), persist_directory=str(copy))
    found = store.similarity_search("Hvordan bør jeg reagere på en liten feil?", k=5)
    assert found[0].metadata["document"] == "sma-og-store-feil"
