"""Fit the model of what the corpus answers, and write it; print cross-validated figures. Run by ``make fit-scope``.

The questions are those that people have asked (corpus/sporsmal.jsonl) and those that no document answers
(corpus/ubesvart.jsonl), each looked up as if it were not there. What is written is the model of this corpus
(corpus/omfang.json). The general one (frøya/answering/scope.json) weighs the search's own signals for corpora that come
with few questions; it was fitted before so many led the search here, and ``--general`` only shows how that would go now.
"""

from __future__ import annotations

import sys
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
from frøya.answering.scope import Logistic, ScopeModel, gather
from unseen import asked, unheard

ROOT = Path(__file__).parents[2]
# The share of answerable questions that may be refused; chosen so that the examples of how an answer should read come
# out right, and before the sets in tests/questions/ were reported on.
FALSE_REFUSALS = 0.032
FOLDS = StratifiedKFold(10, shuffle=True, random_state=0)


@dataclass
class Data:
    """Signals (questions, signals), and what each question is."""

    names: list[str]
    signals: np.ndarray
    answerable: np.ndarray
    within: np.ndarray


LEARNT = ("pointed", "pointed_margin", "answered", "within")


def collect(f) -> Data:
    """Look every question up, without what was learnt from it."""
    questions = [(question, True, True) for question, _ in asked(f)]
    questions += [(known.question, False, known.within) for known in f.index.unanswered]
    rows, kinds, names = [], [], []
    for text, answered, within in questions:
        if guard(text):  # refused before anything is weighed
            continue
        question = understand(text)
        query = f.retriever.query(question.search)
        with unheard(f, text):
            hits = f.retriever.search(query, HITS, aside(question, f.index))
            found = candidates(query, hits, f.retriever)
            evidence = asdict(gather(query, question.language, hits, found, f.retriever))
        names = list(evidence)
        rows.append(list(evidence.values()))
        kinds.append((answered, within))
    answerable, subject = np.array(kinds).T
    return Data(names, np.array(rows), answerable, subject)


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


def fit(data: Data, fingerprint: str = "") -> tuple[ScopeModel, np.ndarray, np.ndarray]:
    """Fit a model; of all signals when it is for the weights ``fingerprint``, else of the search's own."""
    used = [i for i, name in enumerate(data.names) if fingerprint or name not in LEARNT]
    names, values = [data.names[i] for i in used], data.signals[:, used]
    support, probability = logistic(names, values, data.answerable)
    within, within_probability = logistic(names, values, data.within)
    threshold = float(np.quantile(probability[data.answerable], FALSE_REFUSALS))
    model = ScopeModel(fingerprint=fingerprint, threshold=round(threshold, 3), support=support, within=within)
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
    data = collect(f)
    if "--general" in sys.argv:
        report("bare søkets signaler", data, *fit(data))
        return
    model, probability, within = fit(data, f.index.manifest.fingerprint)
    path = ROOT / "corpus" / "omfang.json"
    path.write_text(model.model_dump_json(indent=1) + "\n", encoding="utf-8")
    report(path.name, data, model, probability, within)
    plot(data, probability, ROOT / "docs" / "bilder" / "palitelighet.png")


if __name__ == "__main__":
    main()
