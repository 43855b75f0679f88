"""The linter: every rule finds its fault, names file, line and mend, and is content with what is right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from frøya.corpus import Finding
from frøya.corpus.lint import MAX_SENTENCE_WORDS, check_corpus, lix
from frøya.listing import as_markdown, entries
from frøya.settings import Settings

Small = Callable[[dict[str, str | bytes]], Settings]

FRONT = """---
title: "Små feil"
publisher: "Prosjektet"
published: 2026-11-24
language: nb
license: "CC BY 4.0"
kind: veiledning
law_as_of: 2026-01-01
questions: ["a?", "b?", "c?", "d?", "e?", "f?"]
sources:
  - {key: SEED, publisher: "P", title: "T", url: "https://example.org", year: "2022"}
---
"""
# Enough words, none of them long, and no run of them twice.
FILLER = " ".join(f"Ola{n} og Kari{n} rydder rom{n} før lunsj{n}." for n in range(80))
BODY = f"""
## Kort svar

Tilgi små feil. Reager når en feil er stor [SEED].

## Hverdagen

{FILLER}

## Slik gjør du det

1. Ta opp feilen samme dag.
2. Spør hva som gjorde feilen mulig.

## Forbehold

Veiledningen er ikke juridisk råd.

## Kilder

- [SEED] P: T (2022).
"""
GOOD = FRONT + BODY
GIVEN = """---
title: "Artikkelen"
publisher: "Forbundet"
url: "https://example.org/a"
published: 2022-12-12
license: "Deres"
voice: "råd fra en forsker"
kind: gitt kilde
---

Godt samarbeid mellom ansatte og ledelse er en trygghet for begge parter i dag.
"""


def findings(small: Small, files: dict[str, str | bytes]) -> list[Finding]:
    return list(check_corpus(small(files).corpus).findings)


def test_a_good_document_and_a_given_source_need_no_mending(small: Small) -> None:
    assert findings(small, {"feil.md": GOOD, "gitt.md": GIVEN}) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "level", "what"),
    [
        pytest.param("published: 2026-11-24\n", "", 1, "error", "«published» mangler", id="missing date"),
        pytest.param("law_as_of: 2026-01-01\n", "", 0, "", "", id="no law, no date of law"),
        pytest.param("Ta opp feilen", "Følg § 4-3 om feilen", 0, "", "", id="law with a date"),
        pytest.param(
            "[SEED].\n\n## Hv", "[SED].\n\n## Hv", 16, "error", "[SED] har ingen kilde", id="key without source"
        ),
        pytest.param("stor [SEED].", "stor.", 11, "warning", "[SEED] brukes ikke", id="source without key"),
        pytest.param(
            "Spør hva", "Se [her](borte.md) hva", 25, "error", "«borte.md» fører ingen steder", id="dead link"
        ),
        pytest.param("Spør hva", "Se [her](feil.md) hva", 0, "", "", id="living link"),
        pytest.param("Spør hva", "Se [her](https://example.org/x.md) hva", 0, "", "", id="link to the world"),
        pytest.param("små feil", "smÃ¥ feil", 16, "error", "ødelagte bokstaver", id="mojibake"),
        pytest.param("små feil", "sm\ufffd feil", 16, "error", "ødelagte bokstaver", id="lost letter"),
        pytest.param(
            "små feil", "sm? feil".replace("sm?", "sm?al"), 16, "error", "ødelagte bokstaver", id="question mark"
        ),
        pytest.param("feil. Reager", "feil.Reager", 16, "warning", "mellomrom mangler", id="unsplit sentence"),
        pytest.param(
            "Ta opp feilen",
            "Ta " + "raskt " * MAX_SENTENCE_WORDS + "opp",
            24,
            "warning",
            "setningen har",
            id="long sentence",
        ),
        pytest.param("## Kort svar", "## Svaret", 1, "error", "«Kort svar»", id="no short answer"),
        pytest.param("Tilgi små feil. ", "", 14, "warning", "«Kort svar» har 1 setninger", id="too short an answer"),
        pytest.param("## Kilder", "## Annet", 1, "error", "slutter ikke med «Kilder»", id="no sources"),
        pytest.param("## Forbehold", "## Til slutt", 1, "warning", "«Forbehold» mangler", id="no cautions"),
        pytest.param(FILLER, "Kort.", 1, "warning", "ord", id="too short"),
        pytest.param(', "f?"]', "]", 9, "warning", "har 5 spørsmål", id="too few questions"),
        pytest.param(
            FILLER,
            " ".join(
                f"Virksomhetsoverdragelsesproblematikk{n} vanskeliggjør helhetstankegangen{n}." for n in range(170)
            ),
            1,
            "warning",
            "tung å lese",
            id="hard to read",
        ),
    ],
)
def test_a_fault_is_named_with_its_line(small: Small, old: str, new: str, line: int, level: str, what: str) -> None:
    assert old in GOOD
    found = findings(small, {"feil.md": GOOD.replace(old, new)})
    if not level:
        assert found == []
        return
    hit = next(finding for finding in found if what in finding.what)
    assert (hit.path, hit.line, hit.level) == ("feil.md", line, level)
    assert hit.mend.endswith((".", "?"))


def test_guidance_that_cites_law_must_say_as_of_when(small: Small) -> None:
    text = GOOD.replace("law_as_of: 2026-01-01\n", "").replace("Ta opp feilen", "Følg § 4-3 om feilen")
    (finding,) = findings(small, {"feil.md": text})
    assert (finding.level, "law_as_of" in finding.what) == ("error", True)


def test_a_law_document_must_say_as_of_when(small: Small) -> None:
    law = GIVEN.replace("gitt kilde", "lov og avtale")
    (finding,) = findings(small, {"lov.md": law})
    assert (finding.level, "law_as_of" in finding.what) == ("error", True)


def test_steps_must_be_numbered(small: Small) -> None:
    text = GOOD.replace("1. Ta", "- Ta").replace("2. Spør", "- Spør")
    (finding,) = findings(small, {"feil.md": text})
    assert (finding.line, finding.level) == (22, "warning")


@pytest.mark.parametrize("field", ["url", "voice", "publisher", "license"])
def test_a_given_source_must_say_where_it_is_from(small: Small, field: str) -> None:
    text = "\n".join(line for line in GIVEN.split("\n") if not line.startswith(field))
    assert any(
        f"«{field}»" in finding.what and finding.level == "error" for finding in findings(small, {"gitt.md": text})
    )


def test_words_taken_from_the_given_source_are_found_but_not_in_quotation_marks(small: Small) -> None:
    taken = "Vi vet at godt samarbeid mellom ansatte og ledelse er en trygghet for begge."
    (finding,) = findings(small, {"gitt.md": GIVEN, "feil.md": GOOD.replace("Ta opp feilen samme dag.", taken)})
    assert (finding.path, finding.line) == ("feil.md", 24)
    assert "åtte ord på rad" in finding.what
    quoted = f"Fagforbundet skriver: «{taken}»"
    assert findings(small, {"gitt.md": GIVEN, "feil.md": GOOD.replace("Ta opp feilen samme dag.", quoted)}) == []


def test_words_shared_by_two_documents_are_found_once(small: Small) -> None:
    shared = "Spør de ansatte hva som står i veien for dem akkurat nå i dag."
    one = GOOD.replace("Ta opp feilen samme dag.", shared)
    two = (
        one.replace("Små feil", "Store feil")
        .replace("Kari", "Per")
        .replace("Tilgi", "Glem")
        .replace("Spør hva", "Finn")
    )
    found = [f for f in findings(small, {"en.md": one, "to.md": two}) if "tolv ord" in f.what]
    assert [(f.path, "en.md" in f.what) for f in found] == [("to.md", True)]


def test_a_paragraph_that_stands_twice_is_found(small: Small) -> None:
    text = GOOD.replace(
        "2. Spør hva som gjorde feilen mulig.",
        "2. Finn ut sammen med gruppen hva som gjorde feilen mulig.\n3. Finn ut sammen med gruppen hva som gjorde feilen mulig.",
    )
    (finding,) = findings(small, {"feil.md": text})
    assert finding.line == 26
    assert "står også i feil.md, linje 25" in finding.what


def test_a_text_from_someone_else_is_not_held_to_the_rules_for_guidance(small: Small) -> None:
    found = findings(small, {"notat.md": "# Notat\n\n" + "Vi hadde et langt møte om alt mulig " * 9 + ".\n"})
    assert [finding.level for finding in found] == ["warning"]
    assert "front matter" in found[0].what


WORD_LIST = """---
title: "Ordliste"
publisher: "Prosjektet"
published: 2026-11-24
kind: veiledning
terms:
  - {term: "verneombud", nn: ["verneombod"], misspelt: ["vernombud"]}
  - {term: "arbeidsmiljøutvalg", nn: ["arbeidsmiljøutval"], short: ["AMU"]}
---

## Arbeidsmiljøutvalg

Et arbeidsmiljøutvalg er et utvalg.

## Verneombud

Et verneombud er en ansatt.
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("## Verneombud", "## Ombud", 7, "«verneombud» har ingen forklaring"),
        ('short: ["AMU"]', 'short: ["vernombud"]', 8, "«vernombud» står på både «verneombud» og «arbeidsmiljøutvalg»"),
    ],
)
def test_a_word_list_explains_every_word_once(small: Small, old: str, new: str, line: int, what: str) -> None:
    assert findings(small, {"ordliste.md": WORD_LIST}) == []
    (finding,) = findings(small, {"ordliste.md": WORD_LIST.replace(old, new)})
    assert (finding.line, finding.level) == (line, "error")
    assert what in finding.what


def test_files_with_errors_are_left_out_of_the_checked_corpus(small: Small) -> None:
    corpus = check_corpus(small({"god.md": GOOD, "syk.md": GIVEN.replace("published: 2022-12-12\n", "")}).corpus)
    assert [document.slug for document in corpus.documents] == ["god"]
    assert [finding.path for finding in corpus.errors] == ["syk.md"]


def test_the_projects_own_corpus_needs_no_mending(corpus_folder: Path) -> None:
    assert [str(finding) for finding in check_corpus(corpus_folder).findings] == []


def test_lix_is_as_its_author_defined_it(small: Small) -> None:
    (document,) = check_corpus(
        small({"a.txt": "Overskrift\n\nVi tar opp feilen samme dag. Avvikssystemet er åpent.\n"}).corpus
    ).documents
    assert lix(document) == round(9 / 2 + 100 * 1 / 9)


def test_the_page_of_sources_is_the_corpus(corpus_folder: Path) -> None:
    documents = check_corpus(corpus_folder).documents
    page = (corpus_folder.parent / "docs" / "kilder.md").read_text(encoding="utf-8")
    assert page == as_markdown(entries(documents, Settings().passage_words)), "run `make sources`"
