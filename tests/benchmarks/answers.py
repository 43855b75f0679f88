"""What Frøya does with the development questions: answered, refused, and from which documents.

They are not used for tuning. Half of them ask for documents that are planned but not yet in the corpus;
they are counted apart, because for them a refusal is the right reply today.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from statistics import mean

import frøya

QUESTIONS = Path(__file__).parents[3] / "shared" / "eval" / "questions-dev.jsonl"


def main() -> int:
    if not QUESTIONS.exists():
        print("Answers: skipped, because ../shared/eval/questions-dev.jsonl is not here.")
        return 0
    f = frøya.open()
    slugs = {document.slug for document in f.documents()}
    counts: dict[str, Counter[str]] = {
        "answer in the corpus": Counter(),
        "document not written yet": Counter(),
        "outside": Counter(),
    }
    right = words = seed = seed_found = 0
    lengths = []
    for line in QUESTIONS.open(encoding="utf-8"):
        question = json.loads(line)
        history: list = []
        for turn in question["turns"]:
            answer = f.ask(turn, history)
            history.append((turn, answer))
        expected = set(question["expect"])
        kind = (
            "outside"
            if expected == {"utenfor"}
            else "answer in the corpus"
            if expected & slugs
            else "document not written yet"
        )
        counts[kind][answer.status] += 1
        if not answer.answered:
            continue
        quoted = {quote.document for claim in answer.claims for quote in claim.quotes}
        words = sum(len(claim.text.split()) for claim in answer.claims)
        lengths.append(words)
        if kind == "answer in the corpus":
            right += bool(quoted & expected)
            if question["seed_points"]:
                seed += 1
                seed_found += "tillit-mellom-ledelse-og-ansatte" in quoted
    print("| Questions | answered | no_support | out_of_scope | unclear |\n|---|---|---|---|---|")
    for kind, count in counts.items():
        cells = " | ".join(str(count[status]) for status in ("answered", "no_support", "out_of_scope", "unclear"))
        print(f"| {kind} ({count.total()}) | {cells} |")
    answered = counts["answer in the corpus"]["answered"]
    print(f"\nOf the {answered} answered from the corpus, {right} quote an expected document.")
    print(f"Of {seed} with advice to name, {seed_found} quote the given article.")
    print(f"Words in an answer: mean {mean(lengths):.0f}, longest {max(lengths)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
