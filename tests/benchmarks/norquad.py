"""NorQuAD (CC0) as a search benchmark: BM25, dense, reciprocal rank fusion and Frøya, side by side.

Every question was written about one Wikipedia text, and its answer stands at a known place there. A
passage is relevant when it holds that place. Run by ``make bench``; prints one line and stops where
the data is not beside the project.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path

import ir_measures
import numpy as np
from ir_measures import R, nDCG

from frøya.index.build import build_index
from frøya.index.embedding import Embedder
from frøya.index.store import current_build, open_index
from frøya.language import terms
from frøya.retrieval import Query, Retriever
from frøya.settings import Settings, load_settings

DATA = Path(__file__).parents[3] / "shared" / "eval" / "norquad" / "wikipedia.json"
MEASURES = [nDCG @ 10, R @ 1, R @ 5, R @ 10]


def write_corpus(articles: list[dict], folder: Path) -> list[tuple[str, str, str, str]]:
    """Write each context as a text file; return (question id, question, slug, answer context)."""
    questions = []
    number = 0
    for article in articles:
        for paragraph in article["paragraphs"]:
            number += 1
            slug = f"wiki-{number}"
            # In this file a single line end is the end of a paragraph.
            (folder / f"{slug}.txt").write_text(re.sub(r"\n+", "\n\n", paragraph["context"]), encoding="utf-8")
            for qa in paragraph["qas"]:
                answer = qa["answers"][0]
                questions.append((str(qa["id"]), qa["question"], slug, paragraph["context"], answer))
    return questions


def squeezed(text: str) -> str:
    return "".join(text.split())


def relevant(index, question) -> list[str]:
    """The passages that hold the answer's place, found by counting characters that are not white space."""
    _, _, slug, context, answer = question
    document = index.documents[slug]
    position = len(squeezed(context[: answer["answer_start"]]))
    places = [i for i, c in enumerate(document.text) if not c.isspace()]
    start = places[min(position, len(places) - 1)]
    return [p.id for p in index.passages if p.document == slug and p.start <= start < p.end]


def main() -> int:
    if not DATA.exists():
        print("NorQuAD: hoppet over, fordi ../shared/eval/norquad/wikipedia.json ikke finnes her.")
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "corpus").mkdir()
        questions = write_corpus(json.loads(DATA.read_text(encoding="utf-8"))["data"], folder / "corpus")
        ours = load_settings()
        settings = Settings(
            corpus=folder / "corpus", index=folder / "index", cache=ours.cache, embedding=ours.embedding
        )
        embedder = Embedder(settings.embedding, settings.cache)
        build_index(settings, embedder, lambda s, d, t: print(f"\r{s} {d}/{t}   ", end="", file=sys.stderr))
        index = open_index(current_build(settings.index))
        ids = [passage.id for passage in index.passages]
        words = [len(passage.text.split()) for passage in index.passages]
        retriever = Retriever(index, embedder)
        encoded = embedder.queries([q[1] for q in questions])
        vectors = np.array([vector for vector, _ in encoded])
        dense_all = np.asarray(index.embeddings) @ vectors.T

        runs = {"BM25": {}, "Dense": {}, "Reciprocal rank fusion": {}, "Frøya": {}}
        qrels = {}
        for column, question in enumerate(questions):
            name, text = question[:2]
            found = relevant(index, question)
            if not found:
                continue
            qrels[name] = dict.fromkeys(found, 1)
            lexical = index.lexical.scores(terms(text))
            dense = dense_all[:, column]
            by_words, by_vector = (
                np.argsort(-lexical, kind="stable")[:100],
                np.argsort(-dense, kind="stable")[:100],
            )
            runs["BM25"][name] = {ids[i]: float(lexical[i]) for i in by_words[:10]}
            runs["Dense"][name] = {ids[i]: float(dense[i]) for i in by_vector[:10]}
            fused: dict[int, float] = {}
            for order in (by_words, by_vector):
                for rank, row in enumerate(order, 1):
                    fused[int(row)] = fused.get(int(row), 0) + 1 / (60 + rank)
            best = sorted(fused, key=lambda row: -fused[row])[:10]
            runs["Reciprocal rank fusion"][name] = {ids[i]: fused[i] for i in best}
            query = Query(text, vectors[column], index.tokens.basis.project(encoded[column][1]))
            runs["Frøya"][name] = {h.passage.id: h.score for h in retriever.search(query, 10)}
        print(f"\n{len(qrels)} av {len(questions)} spørsmål, {len(ids)} avsnitt, {np.mean(words):.0f} ord i snitt\n")
        print("| Metode | " + " | ".join(str(m) for m in MEASURES) + " |")
        print("|---" * (len(MEASURES) + 1) + "|")
        for method, run in runs.items():
            figures = ir_measures.calc_aggregate(MEASURES, qrels, run)
            print(f"| {method} | " + " | ".join(f"{figures[m]:.3f}" for m in MEASURES) + " |")
        index.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
