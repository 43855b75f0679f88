"""Question and hits → can the sources answer, and if not, is the question at least within the subject?

A logistic model weighs a handful of signals to a probability. A corpus that comes with questions that its documents
answer, and others that they do not, may carry a model which also weighs what was learnt from them (``omfang.json``,
stored with each build); without one, a model of the search's own signals is used. It is fitted by ``make fit-scope``
on those questions, never on those it is reported on; see docs/measurements.md, «Refusal», for both.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from frøya.answering.candidates import Candidate
from frøya.index.store import SCOPE
from frøya.language import Language, numbers, terms
from frøya.retrieval import Hit, Query, Retriever

Scope = Literal["supported", "no_support", "out_of_scope"]

_DEFAULT = Path(__file__).with_name("scope.json")
_HOW_MANY = re.compile(
    r"\b(hvor|kor|how) (mange|mye|mykje|stor|lenge|lang|langt|ofte|gammel|many|much|long|often)\b|\bprosent\w*|\bpercent\w*|"
    r"\b(hva|kva) kost\w*|\bkostet\b|\bkosta\b|\b(når|hvilket år|kva år|what year|when) (ble|vart|blei|var|was|did)\b",
    re.IGNORECASE,
)
_UNITS = (
    (
        re.compile(r"\bprosent\w*|\bpercent\w*|\bandel\w*|%", re.IGNORECASE),
        re.compile(r"prosent|%|halvparten", re.IGNORECASE),
    ),
    (
        re.compile(r"\bkost\w*|\bkroner\b|\bcost\w*", re.IGNORECASE),
        re.compile(r"\bkroner\b|\bkr\b|\bmillion", re.IGNORECASE),
    ),
)
_NAME = re.compile(r"(?<=[a-zæøå,:] )[A-ZÆØÅ][\w-]{2,}")
# How many of the best sentences are looked through for the number that was asked for.
_LOOKED_THROUGH = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signals the decision rests on; cosines are centred, from −1 to 1.

    Attributes:
        passage, sentence, asked: how near the question lies to the nearest passage, sentence, and question that a
            document says it answers.
        late: MaxSim of the best hit.
        margin: how far MaxSim of the best document lies above that of the next.
        together, sentence_together: the rarity-weighted share of the question's terms in the best passage and sentence.
        lexical: the best BM25 score, by the square root of the number of terms.
        known, akin: the share of its terms that occur in the corpus, and the same when parts of compounds count.
        strange: the rarity-weighted share of terms that not even a part of is known.
        agreement: the share of the rankers whose first passage is from the document found first.
        concentration: the share of the hits that are from that document.
        names: how many names in the question the corpus does not know.
        numberless: 1 when a number is asked for and the nearest sentences hold none.
        length: the number of terms.
        english: 1 for a question in English.
        pointed, pointed_margin: how strongly questions with known answers point to the likeliest document, and how
            much more than to the next.
        answered, within: how strongly they point to an answer at all, and to the subject; 0 where there are none.

    """

    passage: float
    sentence: float
    asked: float
    late: float
    margin: float
    together: float
    sentence_together: float
    lexical: float
    known: float
    akin: float
    strange: float
    agreement: float
    concentration: float
    names: float
    numberless: float
    length: float
    english: float
    pointed: float
    pointed_margin: float
    answered: float
    within: float


def gather(
    query: Query, language: Language, hits: Sequence[Hit], found: Sequence[Candidate], retriever: Retriever
) -> Evidence:
    """Return the evidence that ``hits`` (not empty) and the candidates ``found`` in them answer ``query``."""
    index = retriever.index
    lexical = index.lexical
    *documents, answered, within = retriever.pointed(query).tolist()
    likeliest, next_likeliest = [*sorted(documents, reverse=True), 0.0][:2]
    wanted = set(terms(query.text))
    count = max(1, len(wanted))
    rarity = sum(map(lexical.rarity, wanted)) or 1.0
    first = hits[0].passage.document
    own = [hit.signals.late for hit in hits if hit.passage.document == first]
    others = [hit.signals.late for hit in hits if hit.passage.document != first]
    rankers = [
        max(hits, key=lambda hit: hit.signals.dense),
        max(hits, key=lambda hit: hit.signals.sentence),
        max(hits, key=lambda hit: hit.signals.asked),
        max(hits, key=lambda hit: hit.signals.lexical),
    ]
    nearest = sorted(found, key=lambda candidate: -candidate.cosine)[:_LOOKED_THROUGH]
    numberless = bool(_HOW_MANY.search(query.text)) and not any(
        _gives_number(query.text, candidate.text) for candidate in nearest
    )
    names = {name for name in _NAME.findall(query.text) if not any(map(lexical.known, terms(name)))}
    return Evidence(
        passage=max(hit.signals.dense for hit in hits),
        sentence=max(hit.signals.sentence for hit in hits),
        asked=max(hit.signals.asked for hit in hits),
        late=hits[0].signals.late,
        margin=max(own) - max(others, default=min(own)),
        together=max(hit.signals.coverage for hit in hits),
        sentence_together=max((candidate.coverage for candidate in found), default=0.0),
        lexical=max(hit.signals.lexical for hit in hits) / math.sqrt(count),
        known=sum(map(lexical.known, wanted)) / count,
        akin=sum(map(lexical.akin, wanted)) / count,
        strange=sum(lexical.rarity(term) for term in wanted if not lexical.akin(term)) / rarity,
        agreement=sum(hit.passage.document == first for hit in rankers) / len(rankers),
        concentration=len(own) / len(hits),
        names=float(len(names)),
        numberless=float(numberless),
        length=float(len(wanted)),
        english=float(language == "en"),
        pointed=likeliest,
        pointed_margin=likeliest - next_likeliest,
        answered=answered,
        within=within,
    )


def _gives_number(question: str, text: str) -> bool:
    """Say whether ``text`` holds a number of the kind asked for: a percentage, a price, or any."""
    for asked, unit in _UNITS:
        if asked.search(question):
            return bool(numbers(text)) and bool(unit.search(text))
    return bool(numbers(text))


class Logistic(BaseModel):
    """Log odds as a weighted sum of named values."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    intercept: float
    weights: dict[str, float]

    def log_odds(self, values: Mapping[str, float]) -> float:
        """Return the log odds for ``values``; every weighted name must be among them."""
        return self.intercept + math.fsum(weight * values[name] for name, weight in self.weights.items())


class ScopeModel(BaseModel):
    """A fitted model of what a corpus answers.

    ``fingerprint`` names the weights it was fitted with; with others the signals mean something else. ``support``
    weighs the evidence to the odds of an answer, ``within`` to the odds that the question is at least about the
    subject. An answer is given from the probability ``threshold`` and up.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    fingerprint: str = ""
    threshold: float
    support: Logistic
    within: Logistic

    def probability(self, evidence: Evidence) -> float:
        """Return the probability that the sources answer the question, 0 to 1."""
        return 1 / (1 + math.exp(-self.support.log_odds(asdict(evidence))))

    def decide(self, evidence: Evidence) -> Scope:
        """Return whether the sources support an answer, and if not, whether they are about the subject."""
        if self.probability(evidence) >= self.threshold:
            return "supported"
        return "no_support" if self.within.log_odds(asdict(evidence)) > 0 else "out_of_scope"


def scope_model(retriever: Retriever) -> ScopeModel:
    """Return the model that came with the corpus, or the general one where none did or it is for other weights."""
    stored = retriever.index.folder / SCOPE
    if stored.is_file():
        model = _read(stored, stored.stat().st_mtime_ns)
        if model and model.fingerprint == retriever.index.manifest.fingerprint:
            return model
    general = _read(_DEFAULT, 0)
    assert general is not None  # noqa: S101 - it is part of the package
    return general


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> ScopeModel | None:
    try:
        return ScopeModel.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
