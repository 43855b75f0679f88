"""What the check of claims lets through and stops, on labelled pairs of claim and quote: precision and recall per kind.

The thresholds are chosen on one half of the pairs («choose») and reported on the other («report»); no quote is in both.

    python tests/benchmarks/pairs.py [--misses]
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import product
from pathlib import Path

from frøya.answering.support import CLAUSE, COVERED, support

PAIRS = Path(__file__).parents[1] / "pairs" / "claims.jsonl"
KINDS = ("number", "negation", "word", "partly", "unrelated")


def pairs(half: str) -> list[dict[str, str]]:
    """Return the pairs of one half."""
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["half"] == half]


def counted(rows: list[dict[str, str]], covered: float = COVERED, clause: float = CLAUSE) -> tuple[Counter, Counter]:
    """Return how many of each kind there are, and how many of them are let through."""
    all_of = Counter(row["kind"] for row in rows)
    through = Counter(row["kind"] for row in rows if support(row["claim"], [row["quote"]], covered, clause).holds)
    return all_of, through


def precision(through: Counter) -> float:
    """Return how many of what is let through are supported."""
    return through["supported"] / max(through.total(), 1)


def main() -> None:
    """Print both tables."""
    chosen = pairs("choose")
    print(
        f"valg av terskel ({len(chosen)} par)\n\n| dekning | ledd | presisjon | dekket av støttede |\n|---|---|---|---|"
    )
    for covered, clause in product((0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 1.0), (0.5, 0.67)):
        all_of, through = counted(chosen, covered, clause)
        print(f"| {covered} | {clause} | {precision(through):.3f} | {through['supported'] / all_of['supported']:.3f} |")
    rows = pairs("report")
    all_of, through = counted(rows)
    print(f"\nrapport ({len(rows)} par), dekning {COVERED}, ledd {CLAUSE}\n")
    print("| slag | par | slapp gjennom | stoppet |\n|---|---|---|---|")
    for kind in ("supported", *KINDS):
        print(f"| {kind} | {all_of[kind]} | {through[kind]} | {1 - through[kind] / all_of[kind]:.3f} |")
    print("\n| mot | presisjon for «støttet» | gjenfinning av det som ikke holder |\n|---|---|---|")
    for kind in KINDS:
        alone = through["supported"] / max(through["supported"] + through[kind], 1)
        print(f"| {kind} | {alone:.3f} | {1 - through[kind] / all_of[kind]:.3f} |")
    print(
        f"\npresisjon i alt {precision(through):.3f}, gjenfinning av støttede {through['supported'] / all_of['supported']:.3f}"
    )
    if "--misses" in sys.argv:  # of the half that thresholds are chosen on; the other is for reporting only
        for row in chosen:
            found = support(row["claim"], [row["quote"]])
            if found.holds != (row["kind"] == "supported"):
                print(row["kind"], round(found.coverage, 2), found.problems, "|", row["claim"], "|", row["quote"])


if __name__ == "__main__":
    main()
