"""Fit the refusal model on the project's own questions and print it, with cross-validated figures.

The questions are those in the corpus' front matter and in tests/questions. Run by ``make fit-scope``
after the corpus or the model has changed, and copy the printed constants to frøya/answering/scope.py.
"""

from __future__ import annotations

import json
from dataclasses import astuple
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import frøya
from frøya.answering.candidates import candidates
from frøya.answering.conversation import understand
from frøya.answering.reply import HITS
from frøya.answering.scope import gather

QUESTIONS = Path(__file__).parents[1] / "questions"


def questions(f) -> list[tuple[str, str]]:
    own = [(q, "supported") for document in f.documents() for q in document.questions]
    written = [
        (json.loads(line)["question"], "supported") for line in (QUESTIONS / "answerable.jsonl").open(encoding="utf-8")
    ]
    refused = [json.loads(line) for line in (QUESTIONS / "scope.jsonl").open(encoding="utf-8")]
    return own + written + [(q["question"], q["expect"]) for q in refused]


def main() -> None:
    f = frøya.open()
    rows = []
    for question, label in questions(f):
        asked = understand(question)
        vector = f.embedder.query(asked.search)
        hits = f.retriever.search_vector(asked.search, vector, HITS)
        found = candidates(asked.search, vector, hits, f.index)
        rows.append((asked.language, label, astuple(gather(asked.search, vector, hits, found, f.index))))
    norwegian = [row for row in rows if row[0] != "en"]
    english = [row for row in rows if row[0] == "en"]
    refused = [row for row in norwegian if row[1] != "supported"]
    fit("SUPPORTED", norwegian, "supported", range(6))
    fit("WITHIN", refused, "no_support", range(6))
    fit("SUPPORTED_ENGLISH", english, "supported", range(6))


def fit(name: str, rows: list, positive: str, columns: range) -> None:
    x = np.array([row[2] for row in rows])[:, list(columns)]
    y = np.array([row[1] == positive for row in rows])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1.0, class_weight="balanced"))
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    held_out = cross_val_predict(model, x, y, cv=folds, method="decision_function")
    right = ((held_out > 0) == y).mean()
    model.fit(x, y)
    scaler, logistic = model.steps[0][1], model.steps[1][1]
    weights = logistic.coef_[0] / scaler.scale_
    intercept = float(logistic.intercept_[0] - weights @ scaler.mean_)
    padded = np.zeros(6)
    padded[list(columns)] = weights
    print(
        f"# {len(y)} questions, {y.sum()} positive; five-fold AUROC {roc_auc_score(y, held_out):.3f}, right {right:.2f}"
    )
    print(f"{name} = ({intercept:.2f}, ({', '.join(f'{w:.2f}' for w in padded)}))")


if __name__ == "__main__":
    main()
