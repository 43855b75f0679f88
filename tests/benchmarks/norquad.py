"""NorQuAD (CC0) as a benchmark of search, of choosing sentences, and of knowing when there is no answer.

Every question was written about one Wikipedia text, and its answer stands at a known place there. A passage is
relevant when it holds that place. BM25, dense, reciprocal rank fusion and Frøya search the same passages side by side.
For the last part the right document is left out for half of the questions; the weights of the signals are fitted on
one half of all questions and reported on the other. Run by ``make bench``; prints one line and stops where the data is
not beside the project.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import ir_measures
import numpy as np
from ir_measures import R, nDCG
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from frøya.answering.candidates import candidates
from frøya.answering.kinds import kind_of
from frøya.answering.ranking import Ranking
from frøya.answering.reply import HITS
from frøya.answering.scope import gather
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


def answer_start(index, question) -> int:
    """Return where the answer begins in the document, found by counting characters that are not white space."""
    _, _, slug, context, answer = question
    position = len(squeezed(context[: answer["answer_start"]]))
    places = [i for i, c in enumerate(index.documents[slug].text) if not c.isspace()]
    return places[min(position, len(places) - 1)]


def relevant(index, question) -> list[str]:
    """Return the passages that hold the answer's place."""
    start = answer_start(index, question)
    return [p.id for p in index.passages if p.document == question[2] and p.start <= start < p.end]


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
        print(f"\n{sentences(questions, encoded, retriever)}")
        print(support(questions, encoded, retriever))
        size = sum(path.stat().st_size for path in (index.folder / "tokens").iterdir())
        print(
            f"Ordvektorene tar {size / len(ids) / 1000:.1f} kB per avsnitt på disk, {size / len(ids) / 1e4:.2f} GB for 100 000."
        )
        index.close()
    return 0


def as_query(index, question, encoded) -> Query:
    return Query(question[1], encoded[0], index.tokens.basis.project(encoded[1]))


def sentences(questions, encoded, retriever) -> str:
    """Return how often the first sentence chosen in the right passage, or one of the first two, holds the answer."""
    index, rows = retriever.index, {passage.id: row for row, passage in enumerate(retriever.index.passages)}
    first = two = count = 0
    for question, vectors in zip(questions, encoded, strict=True):
        passages, start = relevant(index, question), answer_start(index, question)
        if not passages:
            continue
        query = as_query(index, question, vectors)
        found = candidates(query, retriever.look_up(query, [rows[passages[0]]], 0.0), retriever)
        if len(found) < 2 or not any(c.start <= start < c.end for c in found):
            continue
        ranking = Ranking.over(found, question[2], kind_of(question[1]), question[1])
        order = sorted(found, key=ranking.score, reverse=True)
        hits = [candidate.start <= start < candidate.end for candidate in order]
        first, two, count = first + hits[0], two + any(hits[:2]), count + 1
    return f"Setningsvalg i riktig avsnitt ({count} spørsmål): den første har svaret i {first / count:.3f}, en av de to første i {two / count:.3f}."


def support(questions, encoded, retriever) -> str:
    """Return how well the signals tell whether the document with the answer is there."""
    index, random = retriever.index, np.random.default_rng(0)
    values, there = [], []
    for question, vectors in zip(questions, encoded, strict=True):
        query, kept = as_query(index, question, vectors), bool(random.integers(2))
        hits = retriever.search(query, HITS, () if kept else {question[2]})
        evidence = gather(query, "nb", hits, candidates(query, hits, retriever), retriever)
        values.append(list(asdict(evidence).values()))
        there.append(kept)
    half = random.permutation(len(there)) % 2 == 0
    values, there = np.array(values), np.array(there)
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=5000)).fit(values[half], there[half])
    auroc = roc_auc_score(there[~half], model.predict_proba(values[~half])[:, 1])
    return f"Finnes svaret? Riktig dokument fjernet for halvparten: AUROC {auroc:.3f} på den halvdelen modellen ikke er tilpasset."


if __name__ == "__main__":
    sys.exit(main())
