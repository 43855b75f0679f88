"""How much time Frøya adds to what the model takes by itself. Ratios, each taken within one run.

Machines are noisy, so every comparison alternates between its two sides and takes medians.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

import frøya
from frøya.corpus import load_corpus
from frøya.index.build import build_index
from frøya.index.embedding import BATCH, Embedder
from frøya.passages import split_document
from frøya.settings import Settings, load_settings

DEVELOPMENT = Path(__file__).parents[3] / "shared" / "eval" / "questions-dev.jsonl"
OWN = Path(__file__).parents[1] / "questions" / "own.jsonl"


def timed(function, *args) -> float:
    start = time.perf_counter()
    function(*args)
    return time.perf_counter() - start


def indexing(settings: Settings) -> None:
    """A whole build against the encoder alone on the same texts."""
    embedder = Embedder(settings.embedding, settings.cache)
    documents = load_corpus(settings.corpus).documents
    passages = [p for document in documents for p in split_document(document, settings.passage_words)]
    texts = [p.search_text for p in passages]
    texts += [p.text[s - p.start : e - p.start] for p in passages for s, e in p.sentences]
    embedder.encoder.encode_document(texts[:64], batch_size=BATCH, show_progress_bar=False)
    shares, embedding = [], []
    for _ in range(3):
        alone = timed(
            lambda: embedder.encoder.encode_document(
                texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
            )
        )
        through = timed(embedder.passages, texts)
        with tempfile.TemporaryDirectory() as folder:
            fresh = settings.model_copy(update={"index": Path(folder)})
            build = timed(build_index, fresh, embedder)
        embedding.append(alone / through)
        shares.append(alone / build)
    print(f"Embedding {len(passages)} passages and {len(texts) - len(passages)} sentences:")
    print(f"  Embedder.passages reaches {median(embedding):.2f} of the encoder's own rate (aim ≥ .85)")
    print(f"  a whole build, with Chroma, BM25, verification in a new process and swap: {median(shares):.2f}")


def answering() -> None:
    """A warm question → answer against embedding the question alone."""
    source = DEVELOPMENT if DEVELOPMENT.exists() else OWN
    lines = [json.loads(line) for line in source.open(encoding="utf-8")]
    questions = [line["turns"][0] if "turns" in line else line["question"] for line in lines]
    f = frøya.open()
    for question in questions[:5]:
        f.ask(question)
    ratios, answers, embeddings = [], [], []
    for question in questions:
        alone = median(timed(f.embedder.query, question) for _ in range(5))
        whole = median(timed(f.ask, question) for _ in range(5))
        ratios.append(whole / alone)
        answers.append(whole)
        embeddings.append(alone)
    share = {"p50": median(answers) / median(embeddings), "p95": cut(answers) / cut(embeddings)}
    print(
        f"Question → answer over {len(questions)} questions from {source.name}, as a multiple of embedding it (aim ≤ 3):"
    )
    print(
        f"  p50 {share['p50']:.2f}, p95 {share['p95']:.2f}; per question: median {median(ratios):.2f}, 95th {cut(ratios):.2f}"
    )
    print(f"  (here, today: answer p50 {1000 * median(answers):.0f} ms, p95 {1000 * cut(answers):.0f} ms)")


def cut(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]


def cold() -> None:
    """``froya ask`` from the shell in a new process, and where its time goes."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "frøya", "ask", "--json", "Hva er råd nummer 8?"]
    whole = median(_run(command, environment) for _ in range(3))
    traced = subprocess.run(
        [sys.executable, "-X", "importtime", *command[1:]],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    ).stderr
    seconds: dict[str, float] = {}
    for line in traced.splitlines():
        if line.startswith("import time:") and line.count("|") == 2:
            _, cumulative, name = line.removeprefix("import time:").split("|")
            if cumulative.strip().isdigit():
                seconds.setdefault(name.strip(), int(cumulative) / 1e6)
    print(f"`froya ask`, cold: {whole:.1f} s here, today. Of the imports (cumulative, traced run):")
    for name in ("sentence_transformers", "torch", "chromadb", "bm25s", "typer", "pydantic", "frøya.cli"):
        if name in seconds:
            print(f"  {name:24} {seconds[name]:5.2f} s")


def _run(command: list[str], environment: dict[str, str]) -> float:
    return timed(lambda: subprocess.run(command, env=environment, capture_output=True, check=True))


if __name__ == "__main__":
    indexing(load_settings())
    answering()
    cold()
