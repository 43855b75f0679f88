"""Fit the model of what the corpus answers, and write it; print cross-validated figures. Run by ``make fit-scope``.

Those with an answer are the questions people have asked (corpus/sporsmal.jsonl), each looked up as if it were not
there; those without one are in tests/questions/fit*.jsonl. Two models are written: one of the signals alone, for any
corpus (frøya/answering/scope.json), and one that also knows the subject of this corpus (corpus/omfang.json).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import frøya
from frøya.answering.candidates import candidates
from frøya.answering.conversation import understand
from frøya.answering.guard import guard
from frøya.answering.reply import HITS, aside
from frøya.answering.scope import Direction, Logistic, ScopeModel, gather
from unseen import asked, unheard

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "tests" / "questions"
# The share of answerable questions that may be refused; chosen before anything was reported.
FALSE_REFUSALS = 0.032
FOLDS = StratifiedKFold(10, shuffle=True, random_state=0)


@dataclass
class Data:
    """Signals (questions, signals), centred vectors (questions, dimensions), and what each question is."""

    names: list[str]
    signals: np.ndarray
    vectors: np.ndarray
    answerable: np.ndarray
    within: np.ndarray


ANSWERED = "answered"


def read(f) -> list[tuple[str, str]]:
    """Return (question, kind) for all that are fitted on."""
    lines = [
        json.loads(line)
        for path in sorted(QUESTIONS.glob("fit*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [(question, ANSWERED) for question, _ in asked(f)] + [(line["turns"][-1], line["kind"]) for line in lines]


def collect(f, questions: list[tuple[str, str]]) -> Data:
    rows, vectors, kinds, names = [], [], [], []
    for text, kind in questions:
        if guard(text):  # refused before anything is weighed
            continue
        question = understand(text)
        query = f.retriever.query(question.search)
        with unheard(f, text):
            hits = f.retriever.search(query, HITS, aside(question, f.index))
            evidence = asdict(gather(query, question.language, hits, candidates(query, hits, f.retriever), f.index))
        names = list(evidence)
        rows.append(list(evidence.values()))
        vectors.append(f.retriever.centred(query))
        kinds.append(kind)
    answerable = np.array([kind == ANSWERED for kind in kinds])
    within = answerable | np.array([kind == "ikke-i-kildene" for kind in kinds])
    return Data(names, np.array(rows), np.array(vectors), answerable, within)


def direction(vectors: np.ndarray, wanted: np.ndarray, more: np.ndarray) -> tuple[Direction, np.ndarray]:
    """Fit a direction; return it and its log odds for the same questions, each by a model that has not seen it.

    ``more`` are the vectors of other questions that are certainly wanted; they only take part in the fitting.
    """
    model = LogisticRegression(C=3.0, max_iter=5000, class_weight="balanced")
    unseen = np.empty(len(wanted))
    for seen, held in FOLDS.split(vectors, wanted):
        model.fit(np.r_[vectors[seen], more], np.r_[wanted[seen], np.ones(len(more), bool)])
        unseen[held] = model.decision_function(vectors[held])
    model.fit(np.r_[vectors, more], np.r_[wanted, np.ones(len(more), bool)])
    return Direction(
        intercept=round(float(model.intercept_[0]), 4), weights=tuple(round(float(w), 4) for w in model.coef_[0])
    ), unseen


def logistic(names: list[str], values: np.ndarray, wanted: np.ndarray) -> tuple[Logistic, np.ndarray]:
    """Fit a weighing of the signals; return it and the probabilities by models that have not seen the question."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.5, max_iter=5000))
    unseen = cross_val_predict(clone(model), values, wanted, cv=FOLDS, method="predict_proba")[:, 1]
    model.fit(values, wanted)
    scaler, fitted = model[0], model[1]
    weights = fitted.coef_[0] / scaler.scale_
    intercept = float(fitted.intercept_[0] - weights @ scaler.mean_)
    pairs = zip(names, weights, strict=True)
    return Logistic(intercept=round(intercept, 4), weights={n: round(float(w), 4) for n, w in pairs}), unseen


def sure(f) -> np.ndarray:
    """Return the vectors of questions the corpus certainly answers: those its documents name, and its words' meanings."""
    documents = f.documents()
    own = [question for document in documents for question in document.questions]
    own += [f"Hva er {term.term}?" for document in documents for term in document.terms]
    return np.array([f.retriever.centred(f.retriever.query(understand(question).search)) for question in own])


def fit(data: Data, more: np.ndarray, fingerprint: str = "") -> tuple[ScopeModel, np.ndarray, np.ndarray]:
    names, values = data.names, data.signals
    answerable = subject = None
    if fingerprint:
        answerable, unseen_answerable = direction(data.vectors, data.answerable, more)
        subject, unseen_subject = direction(data.vectors, data.within, more)
        names = [*names, "answerable", "subject"]
        values = np.c_[values, unseen_answerable, unseen_subject]
    support, probability = logistic(names, values, data.answerable)
    within, within_probability = logistic(names, values, data.within)
    threshold = float(np.quantile(probability[data.answerable], FALSE_REFUSALS))
    model = ScopeModel(
        fingerprint=fingerprint,
        threshold=round(threshold, 3),
        support=support,
        within=within,
        answerable=answerable,
        subject=subject,
    )
    return model, probability, within_probability


def report(name: str, data: Data, model: ScopeModel, probability: np.ndarray, within: np.ndarray) -> None:
    refused = probability < model.threshold
    outside = ~data.answerable
    print(
        f"{name}: {len(probability)} spørsmål, {data.answerable.sum()} med svar; AUROC {roc_auc_score(data.answerable, probability):.3f}, "
        f"Brier {brier_score_loss(data.answerable, probability):.3f}, terskel {model.threshold:.2f}: "
        f"{refused[outside].mean():.3f} av dem uten svar avvist, {refused[data.answerable].mean():.3f} av dem med svar; "
        f"innenfor faget: AUROC {roc_auc_score(data.within[outside], within[outside]):.3f} blant dem uten svar"
    )


def plot(data: Data, probability: np.ndarray, path: Path) -> None:
    """Draw how often the sources did answer against the probability that they would."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    bins = np.quantile(probability, np.linspace(0, 1, 11))
    which = np.clip(np.digitize(probability, bins[1:-1]), 0, 9)
    said = [probability[which == b].mean() for b in range(10)]
    was = [data.answerable[which == b].mean() for b in range(10)]
    figure, axes = plt.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color="#999", linewidth=1)
    axes.plot(said, was, marker="o", color="#166b4b")
    axes.set_xlabel("Sannsynlighet Frøya gir for at kildene svarer")
    axes.set_ylabel("Andel av spørsmålene kildene svarte på")
    axes.set_title("Hvor godt stemmer anslaget? (usette spørsmål)")
    figure.tight_layout()
    figure.savefig(path, dpi=110)


def main() -> None:
    f = frøya.open()
    data, more = collect(f, read(f)), sure(f)
    for path, fingerprint in (
        (ROOT / "frøya" / "answering" / "scope.json", ""),
        (ROOT / "corpus" / "omfang.json", f.index.manifest.fingerprint),
    ):
        model, probability, within = fit(data, more, fingerprint)
        path.write_text(model.model_dump_json(indent=1, exclude_none=True) + "\n", encoding="utf-8")
        report(path.name, data, model, probability, within)
    plot(data, probability, ROOT / "docs" / "bilder" / "palitelighet.png")


if __name__ == "__main__":
    main()
