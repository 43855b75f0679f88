"""The signals of retrieval side by side, on the questions people have asked (each unheard): is the right document first?

The weights in frøya/retrieval/search.py were chosen from tables like this one, so it is a development figure.
"""

from __future__ import annotations

import frøya
from frøya.answering.conversation import understand
from frøya.answering.reply import aside
from frøya.retrieval import search
from unseen import asked, unheard

# (passage, sentence, lexical, asked, late, pointed)
ROWS = {
    "bare ord (BM25)": (0, 0, 1, 0, 0, 0),
    "bare avsnittsvektor": (1, 0, 0, 0, 0, 0),
    "avsnitt og ord": (0.6, 0, 0.4, 0, 0, 0),
    "og setninger": (0.4, 0.4, 0.2, 0, 0, 0),
    "og dokumentenes spørsmål": (0.4, 0.4, 0.2, 0.6, 0, 0),
    "og sen interaksjon": (0.4, 0.4, 0.2, 0.6, 0.5, 0),
    "og det som er lært av spørsmål (slik Frøya gjør)": (0.4, 0.4, 0.2, 0.6, 0.5, 1),
    "halv vekt på det": (0.4, 0.4, 0.2, 0.6, 0.5, 0.5),
    "mer vekt på spørsmålene": (0.4, 0.4, 0.2, 1.0, 0.5, 0),
    "mer vekt på ord": (0.4, 0.4, 0.4, 0.6, 0.5, 0),
}
NAMES = ("PASSAGE_WEIGHT", "SENTENCE_WEIGHT", "LEXICAL_WEIGHT", "ASKED_WEIGHT", "LATE_WEIGHT", "POINTED_WEIGHT")


def main() -> None:
    f = frøya.open()
    pairs = asked(f)
    understood = [understand(question) for question, _ in pairs]
    queries = [f.retriever.query(question.search) for question in understood]
    print(f"{len(pairs)} spørsmål\n\n| signaler | først | blant fem | MRR |\n|---|---|---|---|")
    for name, weights in ROWS.items():
        for constant, weight in zip(NAMES, weights, strict=True):
            setattr(search, constant, weight)
        ranks = []
        for (question, answering), read, query in zip(pairs, understood, queries, strict=True):
            with unheard(f, question):
                hits = f.retriever.search(query, 50, aside(read, f.index))
            order = list(dict.fromkeys(hit.passage.document for hit in hits))
            ranks.append(next((i for i, slug in enumerate(order, 1) if slug == answering), 99))
        share = [sum(rank <= depth for rank in ranks) / len(ranks) for depth in (1, 5)]
        print(f"| {name} | {share[0]:.3f} | {share[1]:.3f} | {sum(1 / rank for rank in ranks) / len(ranks):.3f} |")


if __name__ == "__main__":
    main()
