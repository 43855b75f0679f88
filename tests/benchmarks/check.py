"""How well a changed quotation is told from a sentence that is in no source, and how fast.

Sentences of the corpus are changed by rule. What is not there comes from two places: Wikipedia (NorQuAD, where it is
beside the project), and the corpus' own sentences looked up in a corpus without their document. Prints the share of
each that is called near at a row of limits. Run: ``python -m tests.benchmarks.check``.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from pathlib import Path
from statistics import median, quantiles

from frøya.answering.check import NEAR, check_quote
from frøya.answering.concordance import Concordance, Words
from frøya.corpus import load_corpus
from frøya.language import sentence_spans
from frøya.settings import load_settings

DATA = Path(__file__).parents[3] / "shared" / "eval" / "norquad" / "wikipedia.json"
LIMITS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
SENTENCES, SHORTEST = 400, 5
ACTORS = {"ledere": "ansatte", "lederen": "tillitsvalgte", "leder": "ansatt", "ansatte": "ledere"}
ACTORS |= {"medarbeiderne": "politikerne", "medarbeidere": "sjefer", "kommunen": "staten", "leiaren": "kollegaen"}
SYNONYMS = {
    "ofte": "gjerne", "viktig": "vesentlig", "gi": "skjenke", "gir": "skaper", "spør": "be", "snakk": "prat", "feil": "tabber",
    "små": "mindre", "store": "alvorlige", "hjelpe": "bistå", "oppgaver": "gjøremål", "arbeidet": "jobben", "må": "er nødt til å",
    "bruke": "benytte", "bruker": "benytter", "før": "forut for", "mange": "flere", "sammen": "i fellesskap", "viser": "peker på",
    "møte": "samling", "gjør": "utfører", "si": "fortelle", "bare": "kun", "også": "dessuten", "kan": "har mulighet til å",
    "ansatte": "medarbeidere", "leder": "sjef", "lederen": "sjefen", "ledere": "sjefer", "når": "i det øyeblikket", "fordi": "siden",
}  # fmt: skip


def drop_word(words: list[str], chance: random.Random) -> list[str] | None:
    at = chance.randrange(1, len(words) - 1)
    return words[:at] + words[at + 1 :]


def change_number(words: list[str], chance: random.Random) -> list[str] | None:
    at = [i for i, word in enumerate(words) if re.search(r"\d", word)]
    if not at:
        return None
    i = chance.choice(at)
    return [*words[:i], re.sub(r"\d", lambda m: str((int(m.group()) + 3) % 10), words[i]), *words[i + 1 :]]


def swap_actor(words: list[str], chance: random.Random) -> list[str] | None:
    return exchanged(words, ACTORS, 1)


def synonyms(words: list[str], chance: random.Random) -> list[str] | None:
    return exchanged(words, SYNONYMS, 3, least=2)


def exchanged(words: list[str], table: dict[str, str], most: int, least: int = 1) -> list[str] | None:
    out, done = [], 0
    for word in words:
        bare = word.strip(".,;:").lower()
        if bare in table and done < most:
            word, done = word.lower().replace(bare, table[bare]), done + 1
        out.append(word)
    return out if done >= least else None


def add_not(words: list[str], chance: random.Random) -> list[str] | None:
    at = chance.randrange(1, len(words) - 1)
    return [*words[:at], "ikke", *words[at:]]


def drop_clause(words: list[str], chance: random.Random) -> list[str] | None:
    commas = [i for i, word in enumerate(words[:-1]) if word.endswith(",")]
    if not commas or not SHORTEST <= commas[-1] + 1 < len(words) - 2:
        return None
    return [*words[: commas[-1]], words[commas[-1]].rstrip(",") + "."]


def add_clause(words: list[str], chance: random.Random) -> list[str] | None:
    return [*words[:-1], words[-1].rstrip("."), "slik at alle på arbeidsplassen kan føle seg trygge."]


def two_words(words: list[str], chance: random.Random) -> list[str] | None:
    out = list(words)
    for at in chance.sample(range(1, len(words) - 1), 2):
        out[at] = chance.choice(("egentlig", "vennlighet", "planlegger", "grundige", "spesielt"))
    return out


RULES = (drop_word, change_number, swap_actor, add_not, drop_clause, add_clause, two_words, synonyms)


def likeness(concordance: Concordance, text: str) -> tuple[float, str]:
    found = concordance.nearest(Words.of(text))
    return (found[0].similarity, found[0].place.document) if found else (0.0, "")


def wikipedia() -> list[str]:
    if not DATA.exists():
        return []
    articles = json.loads(DATA.read_text(encoding="utf-8"))["data"]
    texts = [paragraph["context"] for article in articles for paragraph in article["paragraphs"]]
    found = [" ".join(text[s:e].split()) for text in texts for s, e in sentence_spans(text)]
    return [sentence for sentence in found if SHORTEST <= len(sentence.split()) <= 40]


def main() -> int:
    chance = random.Random(0)
    documents = load_corpus(load_settings().corpus).documents
    begun = time.perf_counter()
    concordance = Concordance(documents)
    built = time.perf_counter() - begun
    own = [(p.document, concordance.words[p.document].between(p.first, p.last)) for p in concordance.sentences]
    own = [(slug, text) for slug, text in own if len(text.split()) >= SHORTEST and text.endswith(".")]
    sample = chance.sample(own, min(SENTENCES, len(own)))
    rows: dict[str, list[float]] = {}
    right: dict[str, list[bool]] = {}
    for slug, text in sample:
        for rule in RULES:
            changed = rule(text.split(), chance)
            if changed and changed != text.split():
                alike, where = likeness(concordance, " ".join(changed))
                rows.setdefault(rule.__name__, []).append(alike)
                right.setdefault(rule.__name__, []).append(where == slug)
    outside = wikipedia()
    if outside:
        rows["(wikipedia)"] = [likeness(concordance, s)[0] for s in chance.sample(outside, min(2000, len(outside)))]
    for document in documents:
        rest = Concordance([other for other in documents if other is not document])
        mine = [text for slug, text in own if slug == document.slug]
        rows.setdefault("(without its document)", []).extend(
            likeness(rest, text)[0] for text in chance.sample(mine, min(15, len(mine)))
        )
    print(f"| Called near at | n | {' | '.join(map(str, LIMITS))} | right document |")
    print("|---" * (len(LIMITS) + 3) + "|")
    for name, values in rows.items():
        shares = " | ".join(f"{sum(value >= limit for value in values) / len(values):.3f}" for limit in LIMITS)
        where = f"{sum(right[name]) / len(right[name]):.3f}" if name in right else ""
        print(f"| {name} | {len(values)} | {shares} | {where} |")
    changed = [value for name, values in rows.items() if not name.startswith("(") for value in values]
    absent = [value for name, values in rows.items() if name.startswith("(") for value in values]
    for limit in LIMITS:
        true, false = sum(v >= limit for v in changed), sum(v >= limit for v in absent)
        print(f"{limit}: precision {true / (true + false):.3f}, recall {true / len(changed):.3f}")
    times = []
    for _, text in sample:
        words = text.split()
        begun = time.perf_counter()
        check_quote(" ".join([*words[:3], "egentlig", *words[3:]]), concordance)
        times.append(time.perf_counter() - begun)
    print(
        f"{len(documents)} documents, {len(concordance.sentences)} sentences, limit in use {NEAR}: read in {built * 1000:.0f} ms, "
        f"a check takes {median(times) * 1000:.1f} ms (95 of 100 within {quantiles(times, n=20)[-1] * 1000:.1f} ms)."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
