"""Courses for the tests: two that are frozen from the real corpus, nb and nn, with a step of every kind."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from frøya.assistant import Frøya
from frøya.course.dilemma import dilemma_slugs
from frøya.course.file import load_course
from frøya.course.freeze import freeze
from frøya.course.frozen import frozen_path, write_frozen

FOR = "Ta opp en liten feil samme dag og på tomannshånd med den det gjelder."
SITUATION = (
    "Du leder kveldsvakta på et sykehjem. På vei hjem oppdager du at en av vikarene har gitt en beboer feil tøy og glemt "
    "å skrive det ned. Ingen andre har sett det, og beboeren har det bra. Vikaren er ny og har bedt om flere vakter. Du vet "
    "at hun var alene med altfor mange den kvelden, og at det var du som satte opp lista. I morgen tidlig møter du henne."
)


def dilemma(**changes: Any) -> dict[str, Any]:
    """Return the values of a dilemma's file, with two quotes that stand in the real corpus."""
    given = {
        "document": "tillit-mellom-ledelse-og-ansatte",
        "quote": "Tilgi små feil. Reager på store feil.",
    }
    own = {"document": "sma-og-store-feil", "quote": FOR}
    values: dict[str, Any] = {
        "title": "Feilen ingen så", "language": "nb", "situation": SITUATION, "question": "Hva gjør du?",
        "choices": [
            {"label": "Jeg tar det opp i dag", "for": own, "against": given},
            {"label": "Jeg lar det ligge", "for": dict(given), "against": dict(own)},
        ],
        "discuss": ["Hva hvis det skjer igjen?", "Hvem andre bør vite det?"],
    }  # fmt: skip
    return values | changes


def course(language: str, questions: list[str]) -> dict[str, Any]:
    """Return the values of a course file with a step of every kind."""
    steps: list[dict[str, Any]] = [
        {"kind": "text", "title": "Velkommen", "text": "Første linje\nAndre linje", "minutes": 2, "notes": "Hils på alle."},
        *({"kind": "question", "question": question, "minutes": 4} for question in questions[1:]),
        {
            "kind": "case", "title": "Beskjeden som ble glemt", "text": "Noen glemte en beskjed.\nDet gikk bra.",
            "question": questions[0], "minutes": 5, "notes": "Vis kilden.",
        },
        {"kind": "dilemma", "dilemma": "feilen-ingen-sa", "minutes": 6},
        {"kind": "catch", "seed": 5, "minutes": 3},
    ]  # fmt: skip
    return {"title": "Små feil <på> kort tid", "language": language, "steps": steps}


QUESTIONS = {
    "nb": [
        "Hvordan bør jeg reagere når en ansatt gjør en liten feil?",
        "Kan jeg lese gjennom PC-loggen til en ansatt?",
    ],
    "nn": ["Korleis gir eg folk rom til å bruke fagskjønnet sitt?"],
}


def write_yaml(path: Path, values: dict[str, Any]) -> Path:
    """Write a YAML file, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def with_dilemma(froya: Frøya, corpus: Path) -> Frøya:
    """Return Frøya with the folder ``corpus``, in which there is one dilemma, and the index she has."""
    write_yaml(corpus / "dilemmaer" / "feilen-ingen-sa.yaml", dilemma())
    return Frøya(froya.settings.model_copy(update={"corpus": corpus}), froya.index, froya.embedder)


def freeze_into(folder: Path, name: str, values: dict[str, Any], froya: Frøya) -> Path:
    """Write the course file ``name`` and its frozen course, and return the path of the former."""
    path = write_yaml(folder / name, values)
    slugs = {document.slug for document in froya.documents()}
    loaded = load_course(path, slugs, dilemma_slugs(froya.settings.corpus))
    write_frozen(freeze(loaded, froya, date(2026, 11, 27)), frozen_path(path))
    return path
