"""The weights of retrieval side by side, on the questions in the corpus' front matter: is the right document first?"""

from __future__ import annotations

import frøya
from frøya import retrieval
from frøya.retrieval import Retriever

WEIGHTS = [(1, 0, 0), (0, 0, 1), (0.6, 0, 0.4), (0.5, 0.3, 0.2), (0.4, 0.4, 0.2), (0.3, 0.5, 0.2), (0.4, 0.3, 0.3)]


def measure(search: Retriever, questions: list[tuple[str, str]]) -> tuple[int, float]:
    """Return how often the right document is first, and its mean reciprocal rank."""
    first, reciprocal = 0, 0.0
    for question, slug in questions:
        ranked = list(dict.fromkeys(hit.passage.document for hit in search.search(question, 50)))
        rank = ranked.index(slug) + 1 if slug in ranked else None
        first += rank == 1
        reciprocal += 1 / rank if rank else 0
    return first, reciprocal / len(questions)


if __name__ == "__main__":
    f = frøya.open()
    questions = [(question, document.slug) for document in f.documents() for question in document.questions]
    print(
        f"{len(questions)} questions\n\n| passage | sentence | lexical | right document first | MRR |\n|---|---|---|---|---|"
    )
    for weights in WEIGHTS:
        retrieval.PASSAGE_WEIGHT, retrieval.SENTENCE_WEIGHT, retrieval.LEXICAL_WEIGHT = weights
        first, reciprocal = measure(f.retriever, questions)
        print(f"| {' | '.join(f'{w:.1f}' for w in weights)} | {first} | {reciprocal:.3f} |")
