"""A claim beside its quotes → whether they say it: word by word, because nothing else can be checked without a model.

A claim may say less than its quotes, in other forms of their words. It may not add a number, a name, a paragraph, a
negation, an obligation, an opposite or another who acts. What this lets through and stops is measured by
tests/benchmarks/pairs.py, see docs/measurements.md, «Claims».
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from frøya.answering.meaning import OPPOSITES, Meaning, meaning

Problem = Literal[
    "words", "clause", "number", "paragraph", "name", "negation", "force", "extent", "opposite", "actors", "empty"
]
"""What a claim says that its quotes do not."""

# How much of a claim's content must stand in its quotes, and of each of its clauses: chosen on one half of the labelled
# pairs and reported on the other.
COVERED, CLAUSE = 0.8, 0.5
# Two stems are the same word when one is the other with an ending of at most this many letters, and this long at least.
_ENDING, _LONG = 3, 5
# Words that say how something is put, not what.
_FREE = frozenset("lede bety innebær handl gjeld si råd kild ifølg artikkel side måt ting".split())


@dataclass(frozen=True, slots=True)
class Support:
    """How much of a claim stands in its quotes (0 to 1), and what it says beyond them."""

    coverage: float
    problems: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """Whether the quotes say what the claim says."""
        return not self.problems


def support(claim: str, quotes: Iterable[str], covered: float = COVERED, clause: float = CLAUSE) -> Support:
    """Return whether ``quotes`` say what ``claim`` says. Both are in bokmål or nynorsk."""
    evidence = " ".join(quote if quote.rstrip()[-1:] in ".!?…" else f"{quote}." for quote in quotes if quote.strip())
    mine, theirs = meaning(claim), meaning(evidence)
    content = mine.content - _FREE
    if not content:
        return Support(0.0, ("empty",))
    missing = {stem for stem in content if not stands(stem, theirs.content)}
    share = 1 - len(missing) / len(content)
    problems: list[Problem] = []
    if share < covered or mine.first in missing:  # what a claim begins with is often a name, and who it is about
        problems.append("words")
    if any(len(own) > 1 and sum(stem not in missing for stem in own) < clause * len(own) for own in mine.clauses):
        problems.append("clause")
    problems += _changed(mine, theirs)
    return Support(share, tuple(dict.fromkeys(problems)))


def _changed(mine: Meaning, theirs: Meaning) -> Iterator[Problem]:
    if mine.numbers - theirs.numbers:
        yield "number"
    if mine.paragraphs - theirs.paragraphs:
        yield "paragraph"
    if any(name not in theirs.names and not stands(name, theirs.words) for name in mine.names):
        yield "name"
    if _denies(mine, theirs):
        yield "negation"
    if not _same_force(mine, theirs):
        yield "force"
    if (mine.classes & {"all", "only", "most"}) - theirs.classes or (
        "some" in theirs.classes and "all" in mine.classes - theirs.classes
    ):
        yield "extent"
    if any(word not in theirs.words and OPPOSITES[word] & theirs.words for word in mine.words & OPPOSITES.keys()):
        yield "opposite"
    if any(
        (word, stem) not in theirs.beside and (OPPOSITES[word] & {one for one, other in theirs.beside if other == stem})
        for word, stem in mine.beside
    ):
        yield "opposite"
    if {*mine.actors} - {*theirs.actors}:
        yield "actors"
    shared = [actor for actor in mine.actors if actor in theirs.actors]
    if len(shared) > 1 and shared != [actor for actor in theirs.actors if actor in shared]:
        yield "actors"


def _denies(mine: Meaning, theirs: Meaning) -> bool:
    """Say whether a word is denied in one and not in the other."""
    if mine.negated and not theirs.negated:
        return True
    only_denied, only_said = theirs.denied - theirs.said, theirs.said - theirs.denied
    return bool((mine.said - mine.denied) & only_denied) or bool((mine.denied - mine.said) & only_said)


def _same_force(mine: Meaning, theirs: Meaning) -> bool:
    """Say whether what must, should or may be done is as in the quotes.

    Advice is often given as an order («Ta det opp samme dag»), which a claim may call advice. What is only possible may
    not be told as a fact.
    """
    if mine.force - theirs.force:
        return mine.force - theirs.force == {"should"} and not theirs.force
    return bool(mine.force) or theirs.force != {"may"}


def stands(stem: str, among: Iterable[str]) -> bool:
    """Say whether ``stem`` is among others, in the same form or with another ending."""
    return any(_same(stem, other) for other in among)


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _LONG and len(long) - len(short) <= _ENDING and long.startswith(short)


__all__ = ["CLAUSE", "COVERED", "Problem", "Support", "stands", "support"]
