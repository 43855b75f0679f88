"""English field words → Norwegian, so that an English question meets Norwegian sources.

The embedding model knows both languages, but short English questions lie far from Norwegian text;
naming the field's words in Norwegian brings them near (docs/measurements.md, «English questions»).
"""

from __future__ import annotations

import re

_PHRASES = {
    "trust-based": "tillitsbasert", "psychological safety": "psykologisk trygghet", "span of control": "lederspenn",
    "speak up": "si fra", "front line": "førstelinjen", "frontline": "førstelinjen", "union representative": "tillitsvalgt",
    "shop steward": "tillitsvalgt", "safety representative": "verneombud", "sick leave": "sykefravær",
    "working environment": "arbeidsmiljø", "work environment": "arbeidsmiljø", "middle manager": "mellomleder",
    "local authority": "kommune", "trust reform": "tillitsreform",
}  # fmt: skip
_WORDS = {
    "trust": "tillit", "distrust": "mistillit", "leadership": "ledelse", "leader": "leder", "leaders": "ledere",
    "lead": "lede", "leading": "lede", "manager": "leder", "managers": "ledere", "management": "ledelse", "boss": "sjef",
    "employee": "ansatt", "employees": "ansatte", "staff": "ansatte", "worker": "ansatt", "workers": "ansatte",
    "team": "team", "people": "folk", "colleague": "kollega", "colleagues": "kolleger", "employer": "arbeidsgiver",
    "mistake": "feil", "mistakes": "feil", "error": "feil", "errors": "feil", "small": "liten små", "minor": "liten små",
    "serious": "alvorlig stor", "big": "stor", "forgive": "tilgi", "forgiven": "tilgi", "blame": "skyld",
    "control": "kontroll", "controls": "kontroll", "checking": "kontroll sjekke", "check": "sjekke",
    "inspection": "tilsyn", "inspections": "tilsyn", "audit": "tilsyn kontroll", "internal": "intern",
    "delegate": "delegere", "delegating": "delegere", "delegation": "delegering", "responsibility": "ansvar",
    "accountability": "ansvar", "authority": "myndighet", "autonomy": "handlingsrom autonomi", "freedom": "frihet handlingsrom",
    "decision": "beslutning", "decisions": "beslutninger", "decide": "bestemme", "participate": "medvirke delta",
    "goal": "mål", "goals": "mål", "target": "mål", "targets": "mål", "reporting": "rapportering", "reports": "rapporter",
    "governance": "styring", "steering": "styring", "feedback": "tilbakemelding", "praise": "ros", "safety": "trygghet",
    "safe": "trygg", "psychological": "psykologisk", "learn": "lære", "learning": "læring", "culture": "kultur",
    "meeting": "møte", "meetings": "møter", "present": "til stede", "presence": "nærvær", "support": "støtte",
    "advice": "råd", "fourteen": "fjorten", "misunderstandings": "misforståelser", "myths": "misforståelser",
    "law": "lov", "legal": "lov", "research": "forskning", "evidence": "forskning", "competence": "kompetanse",
    "professional": "faglig", "judgement": "skjønn", "judgment": "skjønn", "discretion": "skjønn",
    "digitalisation": "digitalisering", "digitalization": "digitalisering", "silo": "silo", "silos": "silotenkning",
    "municipality": "kommune", "municipal": "kommunal", "public": "offentlig", "sector": "sektor", "conflict": "konflikt",
    "whistleblowing": "varsling", "reform": "reform", "sick": "sykmeldt", "reward": "belønne", "micromanage": "detaljstyre",
    "micromanaging": "detaljstyre", "rules": "regler", "mandate": "mandat", "dare": "våge tørre", "admit": "innrømme",
    "broken": "brutt", "broke": "brøt", "repair": "reparere", "rebuild": "bygge", "measure": "måle", "survey": "undersøkelse",
    "administration": "administrasjon", "resources": "ressurser", "development": "utvikling", "knowledge": "kunnskap",
}  # fmt: skip


def in_norwegian(text: str) -> str:
    """Return the field words of an English ``text`` in Norwegian, in their order; "" when there are none."""
    lowered = text.lower()
    found: list[tuple[int, str]] = []
    for phrase, norwegian in _PHRASES.items():
        for match in re.finditer(rf"\b{re.escape(phrase)}\b", lowered):
            found.append((match.start(), norwegian))
            lowered = lowered[: match.start()] + " " * len(phrase) + lowered[match.end() :]
    found += [(m.start(), _WORDS[m.group()]) for m in re.finditer(r"[a-z]+", lowered) if m.group() in _WORDS]
    return " ".join(norwegian for _, norwegian in sorted(found))
