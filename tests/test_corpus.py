"""Files become documents, and a file that cannot is named together with its line, what is wrong and how to mend it."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frøya.corpus import Corpus, Document, load_corpus
from frøya.corpus.frontmatter import FrontMatterError, parse, split
from frøya.corpus.load import slug_from
from frøya.corpus.markdown import read_markdown, read_plain
from frøya.errors import CorpusError

# The given article without the frame of its page («Til hovedinnhold», «;» and the greeting), white space left out.
ARTICLE_SHA256 = "76ced72785bed70c2e837232c1b5cc03be605c98f1f914b3fe87258b54b089db"
ADVICE = [
    "Rydd opp og rens ut unødvendige mål, styringsindikatorer og regelverk.",
    "Gi løpende kunnskapsutvikling til personalet i førstelinjen.",
    "Involver medarbeiderne i beslutninger på alle nivåer. Snakk om medlederskap og ansvar for helheten.",
    "Sørg for lett tilgang til støtte og ressurser slik at medarbeiderne kan konsentrere seg om kjerneoppgavene.",
    "Administrasjonen skal støtte – ikke styre.",
    "Kontroll og tilsyn skal utføres med henblikk på læring.",
    "Kultur med høy takhøyde for tilbakemeldinger.",
    "Tilgi små feil. Reager på store feil.",
    "Ledere som er til stede og som støtter.",
    "Bort med silotenkning. Belønn helhetstankegang.",
    "Oppvurdering og belønning av personalet som har brukerkontakt.",
    "Løft fram eksempler på god innsats i intern og ekstern kommunikasjon.",
    "Gi medarbeiderne i førstelinjen tid til og møteplasser for å bli kjent med hverandre og diskutere innovative "
    "og smarte måter å arbeide på.",
    "Gjør digitalisering til støtte, ikke til byrde.",
]

Load = Callable[..., Corpus]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Write the files of a corpus and load it: ``load({"a.md": "Tekst."})``."""

    def write_and_load(files: dict[str, str | bytes]) -> Corpus:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load_corpus(tmp_path)

    return write_and_load


def written(front: str, text: str = "Tillit tar tid.") -> str:
    return f"---\n{front}\n---\n\n{text}\n"


def words_of(document: Document, kind: str) -> list[str]:
    return [document.text[block.body : block.end] for block in document.blocks if block.kind == kind]


def markdown(raw: str) -> list[tuple[str, str]]:
    canonical = read_markdown(raw)
    return [(block.kind, canonical.text[block.body : block.end]) for block in canonical.blocks]


# What the front matter says


def test_every_field_of_the_front_matter_reaches_the_document(load: Load) -> None:
    front = """title: "Små feil: en veiledning"
slug: sma-feil
publisher: Frøya
url: https://eksempel.no/a
published: 2025-01-02
updated: 2026-03-04
language: nn
license: CC BY 4.0
kind: forskning
unit: råd
voice: "råd fra Kari"
topics: [feil, læring]
seed_points: [7, 8]
law_as_of: 2026-01-01
questions: ["Kva er ein liten feil?"]
sources:
  - {key: KARI-1, publisher: Kari, title: Boka, url: "https://kari.no", year: 2020}"""
    corpus = load({"a.md": written(front)})
    assert corpus.findings == ()
    (document,) = corpus.documents
    assert (document.title, document.slug, document.publisher) == ("Små feil: en veiledning", "sma-feil", "Frøya")
    assert (document.published, document.updated, document.year) == (date(2025, 1, 2), date(2026, 3, 4), 2026)
    assert (document.language, document.kind, document.unit) == ("nn", "forskning", "råd")
    assert (document.topics, document.seed_points) == (("feil", "læring"), (7, 8))
    assert (document.voice, document.license, document.url) == ("råd fra Kari", "CC BY 4.0", "https://eksempel.no/a")
    assert (document.law_as_of, document.questions) == (date(2026, 1, 1), ("Kva er ein liten feil?",))
    assert (document.sources[0].key, document.sources[0].year) == ("KARI-1", "2020")
    assert (document.path, document.text) == ("a.md", "Tillit tar tid.")


def test_only_the_title_must_be_there(load: Load) -> None:
    corpus = load({"Små feil.md": written("title: Små feil")})
    assert corpus.findings == ()
    assert (corpus.documents[0].slug, corpus.documents[0].language) == ("sma-feil", "nb")
    assert corpus.documents[0].year is None


@pytest.mark.parametrize(
    ("content", "line", "what", "mend"),
    [
        pytest.param(written("publisher: Frøya"), 2, "«title» mangler", "title: …", id="missing title"),
        pytest.param(written('title: ""'), 2, "«title» er tomt", "Fyll det ut", id="empty title"),
        pytest.param(written("title: A\nforfatter: B"), 3, "«forfatter» er ukjent", "publisher", id="unknown field"),
        pytest.param(
            written("title: A\npublished: i går"), 3, "«published» er ikke en dato", "2026-11-23", id="bad date"
        ),
        pytest.param(
            written("title: A\nupdated: 12.12.2022"), 3, "«updated» er ikke en dato", "2026-11-23", id="Norse date"
        ),
        pytest.param(written("title: A\npublished: 2026-13-40"), 3, "", "", id="impossible date"),
        pytest.param(written("title: A\nurl: www.a.no"), 3, "«url» er ikke en nettadresse", "https://", id="bad url"),
        pytest.param(
            written("title: A\nurl: javascript:x()"), 3, "«url» er ikke en nettadresse", "https://", id="script url"
        ),
        pytest.param(written("title: A\nslug: Små feil"), 3, "«slug»", "a–z", id="bad slug"),
        pytest.param(
            written("title: A\nkind: roman"), 3, "«kind» har verdien 'roman'", "veiledning", id="unknown kind"
        ),
        pytest.param(written("title: A\nlanguage: sv"), 3, "«language»", "nb", id="unknown language"),
        pytest.param(written("title: A\ntopics: tillit"), 3, "«topics» har feil slags verdi", "corpus/", id="no list"),
        pytest.param(written("title: 14"), 2, "«title» har feil slags verdi (14)", "corpus/", id="number as title"),
        pytest.param(written("title: A\nseed_points: [1, x]"), 3, "«seed_points.1»", "corpus/", id="word as number"),
        pytest.param(
            written("title: A\nsources:\n  - {key: A, publisher: B, title: C}\n  - {key: D, title: E}"),
            5,
            "«sources.1.publisher» mangler",
            "publisher: …",
            id="missing field in a source",
        ),
        pytest.param(
            written("title: A\nsources:\n  - key: a b\n    publisher: B\n    title: C"),
            4,
            "«sources.0.key»",
            "store bokstaver",
            id="bad source key",
        ),
        pytest.param(written("title: A\ntopics: [a, b"), 4, "ikke gyldig YAML", "anførselstegn", id="unclosed bracket"),
        pytest.param(
            written("title: Små feil: en bok"), 2, "ikke gyldig YAML", "anførselstegn", id="colon in the title"
        ),
        pytest.param(written("title: A\n\tslug: b"), 3, "ikke gyldig YAML", "tabulator", id="tab"),
        pytest.param(written("title: A\nslug: !!python/object:os.system x"), 3, "", "", id="Python tag"),
        pytest.param(written("bare ord"), 2, "«nøkkel: verdi»", "title", id="not a mapping"),
        pytest.param(written(""), 2, "«nøkkel: verdi»", "title", id="nothing in the block"),
        pytest.param(written("? [a, b]\n: c\ntitle: A"), 2, "", "", id="a list as key"),
        pytest.param(written("title: A\n1: b"), 3, "ukjent", "title", id="a number as key"),
        pytest.param(written("title: &a A\npublisher: *a"), 2, "YAML-alias", "Skriv verdien", id="alias"),
        pytest.param("---\ntitle: A\n\nTillit tar tid.\n", 1, "avsluttes aldri", "«---»", id="unclosed block"),
        pytest.param(written("title: A\nvoice: " + "x" * 40_000), 1, "større enn 32 kB", "ned under", id="huge block"),
        pytest.param("---\ntitle: A\n---\n", 4, "ingen tekst", "Skriv inn tekst", id="nothing below"),
        pytest.param(written("title: A", "# Bare en overskrift"), 4, "ingen tekst", "Skriv inn", id="only a heading"),
        pytest.param("", 1, "filen er tom", "fjern filen", id="empty file"),
        pytest.param(" \n\n\t\n", 1, "filen er tom", "fjern filen", id="only white space"),
        pytest.param("\ufeff", 1, "filen er tom", "fjern filen", id="only a BOM"),
        pytest.param("Tillit.\nSmå feil.\n".encode("latin-1"), 2, "UTF-8", "UTF-8", id="Latin-1"),
        pytest.param("Tillit.".encode("utf-16"), 1, "UTF-8", "UTF-8", id="UTF-16"),
        pytest.param(b"x" * 5_000_001, 1, "større enn 5 MB", "Del den opp", id="too large"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_line_what_is_wrong_and_how_to_mend_it(
    load: Load, content: str | bytes, line: int, what: str, mend: str
) -> None:
    corpus = load({"mappe/syk.md": content, "frisk.md": written("title: Frisk")})
    assert [document.title for document in corpus.documents] == ["Frisk"]
    (finding,) = corpus.findings
    assert (finding.path, finding.level, finding.line) == ("mappe/syk.md", "error", line)
    assert finding.what
    assert finding.mend
    assert what in finding.what
    assert mend in finding.mend
    assert str(finding) == f"mappe/syk.md, linje {line}: {finding.what}. {finding.mend}"


def test_a_folder_that_does_not_exist_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="finnes-ikke"):
        load_corpus(tmp_path / "finnes-ikke")


def test_a_file_given_as_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Tillit tar tid.")
    with pytest.raises(CorpusError, match="korpusmappen"):
        load_corpus(tmp_path / "a.md")


def test_an_empty_folder_is_an_empty_corpus(tmp_path: Path) -> None:
    assert load_corpus(tmp_path) == Corpus((), ())


def test_a_dangling_link_and_a_loop_of_links_are_findings(tmp_path: Path) -> None:
    (tmp_path / "borte.md").symlink_to(tmp_path / "finnes-ikke.md")
    (tmp_path / "løkke.md").symlink_to(tmp_path / "løkke.md")
    (tmp_path / "frisk.md").write_text(written("title: Frisk"), encoding="utf-8")
    corpus = load_corpus(tmp_path)
    assert [document.title for document in corpus.documents] == ["Frisk"]
    assert [(finding.path, finding.level) for finding in corpus.findings] == [
        ("borte.md", "error"),
        ("løkke.md", "error"),
    ]
    assert all("kan ikke leses" in finding.what and finding.mend for finding in corpus.findings)


def test_a_folder_that_links_to_itself_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(written("title: A"), encoding="utf-8")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "igjen").symlink_to(tmp_path, target_is_directory=True)
    corpus = load_corpus(tmp_path)
    assert [document.path for document in corpus.documents] == ["a.md"]
    assert corpus.findings == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_does_not_make_the_loading_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rør.md")
    (tmp_path / "frisk.md").write_text(written("title: Frisk"), encoding="utf-8")
    assert [document.title for document in load_corpus(tmp_path).documents] == ["Frisk"]


def test_the_second_of_two_equal_slugs_is_a_finding_that_names_the_first(load: Load) -> None:
    corpus = load({"a.md": written("title: A\nslug: felles"), "b.md": written("title: B\nslug: felles")})
    assert [document.title for document in corpus.documents] == ["A"]
    (finding,) = corpus.findings
    assert (finding.path, finding.level) == ("b.md", "error")
    assert "«felles» er allerede brukt av a.md" in finding.what
    assert "slug" in finding.mend


def test_equal_file_names_in_two_folders_collide(load: Load) -> None:
    corpus = load({"a/feil.md": written("title: A"), "b/feil.md": written("title: B")})
    assert [document.path for document in corpus.documents] == ["a/feil.md"]
    assert [finding.path for finding in corpus.findings] == ["b/feil.md"]


# Files without front matter


def test_without_front_matter_the_title_is_the_first_heading_and_a_warning_says_so(load: Load) -> None:
    corpus = load({"Æres-gjest på Øya Å.md": "Først litt tekst.\n\n## Små feil\n\nDu skal tilgi dem.\n"})
    (document,) = corpus.documents
    assert (document.title, document.slug) == ("Små feil", "aeres-gjest-pa-oya-a")
    (finding,) = corpus.findings
    assert (finding.level, finding.line, finding.path) == ("warning", 1, "Æres-gjest på Øya Å.md")
    assert "ingen front matter" in finding.what
    assert "Små feil" in finding.what
    assert "title" in finding.mend


def test_without_a_heading_the_title_is_the_first_line_cut_at_a_word(load: Load) -> None:
    (short,) = load({"a.md": "Tillit tar tid.\n\nDet vet vi."}).documents
    assert short.title == "Tillit tar tid."
    (long,) = (d for d in load({"b.md": "Tillit og " * 30}).documents if d.slug == "b")
    assert long.title.endswith(" …")
    assert len(long.title) <= 101
    assert long.title.removesuffix(" …").split()[-1] in {"Tillit", "og"}


def test_a_first_line_without_a_space_still_gives_a_title(load: Load) -> None:
    (document,) = load({"a.md": "x" * 5_000}).documents
    assert 0 < len(document.title) <= 101


def test_without_front_matter_the_language_is_found_in_the_text(load: Load) -> None:
    corpus = load(
        {
            "a.md": "Kva gjer ein leiar? Eg veit ikkje korleis dei tilsette har det.",
            "b.md": "Hva gjør en leder? Jeg vet ikke hvordan de ansatte har det.",
            "c.md": "What should the leader do when they make mistakes?",
        }
    )
    assert [document.language for document in corpus.documents] == ["nn", "nb", "en"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Små feil.md", "sma-feil"),
        ("ÆØÅ.md", "aeoa"),
        (unicodedata.normalize("NFD", "på ferie.md"), "pa-ferie"),
        ("§ 4-3 (første ledd).md", "4-3-forste-ledd"),
        ("Café_é.txt", "cafe-e"),
        ("日本.md", "dokument"),
    ],
)
def test_a_slug_is_made_from_the_name_of_the_file(name: str, slug: str) -> None:
    assert slug_from(name) == slug


def test_a_rule_at_the_top_of_a_text_with_a_rule_further_down_is_front_matter_that_is_not_yaml(load: Load) -> None:
    assert [finding.level for finding in load({"a.md": "---\nTillit\n---\nTekst."}).findings] == ["error"]


def test_dashes_inside_the_text_are_not_front_matter(load: Load) -> None:
    (document,) = load({"a.md": "Tillit tar tid.\n\n---\n\nDet vet vi."}).documents
    assert document.text == "Tillit tar tid.\n\nDet vet vi."


# Which files


def test_readmes_hidden_files_and_other_kinds_of_files_are_left_alone(load: Load) -> None:
    text = written("title: X")
    corpus = load({
        "README.md": text, "mappe/readme.txt": text, ".skjult.md": text, ".git/a.md": text, "mappe/.b/c.md": text,
        "a.pdf": b"%PDF", "a.html": text, "uten": text, "a.md.bak": text, "A.MD": written("title: Store bokstaver"),
        "b.markdown": written("title: Langt navn"), "mappe/readme-om-tillit.md": written("title: Med"),
    })  # fmt: skip
    assert sorted(document.title for document in corpus.documents) == ["Langt navn", "Med", "Store bokstaver"]
    assert corpus.findings == ()


def test_a_folder_with_the_name_of_a_document_is_no_document(load: Load) -> None:
    corpus = load({"mappe.md/a.md": written("title: A")})
    assert [document.path for document in corpus.documents] == ["mappe.md/a.md"]
    assert corpus.findings == ()


def test_a_corpus_inside_a_hidden_folder_is_read(tmp_path: Path) -> None:
    folder = tmp_path / ".lager" / "corpus"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(written("title: A"), encoding="utf-8")
    assert len(load_corpus(folder).documents) == 1


def test_the_documents_stand_in_the_order_of_their_paths(load: Load) -> None:
    corpus = load({f"{name}.md": written(f"title: {name}") for name in "cab"})
    assert [document.path for document in corpus.documents] == ["a.md", "b.md", "c.md"]


# Characters


def test_a_bom_and_windows_line_ends_change_nothing(load: Load) -> None:
    text = written("title: Små feil\nslug: feil", "# En\n\nTillit\ntar tid.\n\n- ett\n- to")
    (plain,) = load({"a.md": text}).documents
    (windows,) = load({"a.md": b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()}).documents
    (old_mac,) = load({"a.md": text.replace("\n", "\r")}).documents
    assert plain == windows == old_mac
    assert plain.text == "En\n\nTillit tar tid.\n\n- ett\n- to"
    assert plain.content_hash == windows.content_hash


def test_decomposed_letters_are_composed(load: Load) -> None:
    text = written("title: På øya\npublisher: Blåfjell", "Små mål får vi. Åpenhet på É.")
    (document,) = load({"a.md": unicodedata.normalize("NFD", text)}).documents
    assert document.title == "På øya"
    assert document.publisher == "Blåfjell"
    assert document.text == "Små mål får vi. Åpenhet på É."


def test_letters_composed_by_an_entity_are_nfc_too(load: Load) -> None:
    (document,) = load({"a.md": written("title: A", "Sma&#778; feil og &aring;penhet.")}).documents
    assert document.text == "Små feil og åpenhet."
    assert unicodedata.is_normalized("NFC", document.text)


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_control_characters_are_removed(load: Load, name: str) -> None:
    (document,) = load({name: "Tillit\x00\x07 tar\x1b tid.\x0c\n"}).documents
    assert document.text == "Tillit tar tid."


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\u0085"])
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_unicode_line_separator_parts_words_and_nothing_else(load: Load, name: str, separator: str) -> None:
    (document,) = load({name: f"Tillit tar{separator}tid.\n\nDet{separator}vet vi.\n"}).documents
    assert document.text.split() == "Tillit tar tid. Det vet vi.".split()
    assert len(document.blocks) == 2
    assert all(document.text[block.start : block.end].strip() for block in document.blocks)


def test_a_unicode_line_separator_in_the_front_matter_does_no_harm(load: Load) -> None:
    (document,) = load({"a.md": written('title: "Små\u2028feil"')}).documents
    assert document.title.split() == ["Små", "feil"]


# Markdown


def test_inline_markup_goes_and_words_stay() -> None:
    raw = "**Tillit** er _viktig_, `kode` og ~~borte~~ <b>HTML</b> [lenke](https://a.no) ![bilde av Å](b.png).  \nNy linje"
    assert markdown(raw) == [("paragraph", "Tillit er viktig, kode og ~~borte~~ HTML lenke bilde av Å. Ny linje")]


def test_reference_links_keep_their_words_and_lose_their_definitions() -> None:
    assert markdown("Les [artikkelen][1] på <https://a.no>.\n\n[1]: https://b.no") == [
        ("paragraph", "Les artikkelen på https://a.no.")
    ]


def test_headings_have_levels() -> None:
    canonical = read_markdown("# En\n\n### Tre\n\nTo\n--\n\nTekst.")
    assert [(block.kind, block.level) for block in canonical.blocks] == [
        ("heading", 1), ("heading", 3), ("heading", 2), ("paragraph", 0),
    ]  # fmt: skip
    assert canonical.text == "En\n\nTre\n\nTo\n\nTekst."


def test_a_table_becomes_a_paragraph_for_each_row() -> None:
    assert markdown("| Feil | Svar |\n|---|---|\n| liten | **tilgi** |\n| stor | reager |") == [
        ("paragraph", "Feil | Svar"),
        ("paragraph", "liten | tilgi"),
        ("paragraph", "stor | reager"),
    ]


def test_lists_keep_their_numbers_and_what_is_nested_in_them() -> None:
    canonical = read_markdown("3. tre\n4. fire\n   - under a\n   - under b\n\n     mer om b\n5. fem\n\n- kule")
    assert [(block.kind, block.number, canonical.text[block.body : block.end]) for block in canonical.blocks] == [
        ("item", 3, "tre"), ("item", 4, "fire"), ("item", None, "under a"), ("item", None, "under b"),
        ("paragraph", None, "mer om b"), ("item", 5, "fem"), ("item", None, "kule"),
    ]  # fmt: skip
    assert canonical.text == "3. tre\n4. fire\n- under a\n- under b\n\nmer om b\n\n5. fem\n- kule"


def test_an_item_that_begins_with_something_else_than_words_stays_an_item() -> None:
    assert markdown("1. - ett\n   - to\n2. tre") == [("item", "ett"), ("item", "to"), ("item", "tre")]


def test_a_heading_in_an_item_does_not_turn_the_next_paragraph_into_an_item() -> None:
    assert markdown("- # Tittel\n\n  Brødtekst.") == [("heading", "Tittel"), ("paragraph", "Brødtekst.")]


def test_code_quotes_and_html_blocks_keep_their_words() -> None:
    raw = "```python\nprint(1)\n```\n\n    innrykk\n\n> sitat\n> her\n\n<div class='x'>Ord &amp; <b>flere</b></div>\n\n<!-- bort -->"
    assert [words for _, words in markdown(raw)] == ["print(1)", "innrykk", "sitat her", "Ord & flere"]


def test_scripts_and_comments_leave_nothing_behind() -> None:
    words = " ".join(
        words for _, words in markdown("<script>alert(1)</script>\n\nTekst <!-- skjult --> her.\n\n<style>p{}</style>")
    )
    assert "alert" not in words
    assert "skjult" not in words
    assert words.split() == ["Tekst", "her."]


def test_entities_and_escapes_become_their_signs() -> None:
    assert markdown(r"Fisk &amp; br&oslash;d \*ikke\* &lt;b&gt;") == [("paragraph", "Fisk & brød *ikke* <b>")]


def test_where_a_block_says_it_stands_there_its_words_are() -> None:
    canonical = read_markdown("# En\n\nTekst   med\nrom.\n\n12. Råd tolv\n- kule")
    assert [canonical.text[block.start : block.end] for block in canonical.blocks] == [
        "En", "Tekst med rom.", "12. Råd tolv", "- kule",
    ]  # fmt: skip
    assert [canonical.text[block.body : block.end] for block in canonical.blocks] == [
        "En", "Tekst med rom.", "Råd tolv", "kule",
    ]  # fmt: skip


# Sources


def test_a_source_key_is_lifted_out_and_kept_as_a_reference_before_the_full_stop() -> None:
    canonical = read_markdown("Tillit virker [BENTZEN-DO]. Det er sant [A; KARI-1].", {"A", "BENTZEN-DO", "KARI-1"})
    assert canonical.text == "Tillit virker. Det er sant."
    assert [(canonical.text[: r.offset], r.key) for r in canonical.references] == [
        ("Tillit virker", "BENTZEN-DO"),
        ("Tillit virker. Det er sant", "A"),
        ("Tillit virker. Det er sant", "KARI-1"),
    ]


def test_offsets_of_references_count_markers_and_earlier_blocks() -> None:
    canonical = read_markdown("# Tittel\n\n1. ett [A]\n2. to [A], tre [B].", {"A", "B"})
    assert canonical.text == "Tittel\n\n1. ett\n2. to, tre."
    assert [(canonical.text[: r.offset].rsplit("\n", 1)[-1], r.key) for r in canonical.references] == [
        ("1. ett", "A"), ("2. to", "A"), ("2. to, tre", "B"),
    ]  # fmt: skip


def test_a_key_that_begins_like_another_is_read_whole() -> None:
    canonical = read_markdown("Sant [A-1].", {"A", "A-1"})
    assert [reference.key for reference in canonical.references] == ["A-1"]


def test_brackets_that_are_no_declared_key_are_text() -> None:
    canonical = read_markdown("Hun sa [sic] det [B] og [a].", {"A"})
    assert canonical.text == "Hun sa [sic] det [B] og [a]."
    assert canonical.references == []


def test_the_document_knows_the_sources_of_a_stretch_of_its_text(load: Load) -> None:
    front = "title: A\nsources:\n  - {key: A, publisher: P, title: T}\n  - {key: B, publisher: P, title: U}"
    (document,) = load({"a.md": written(front, "Ett [B]. To [A].")}).documents
    assert document.text == "Ett. To."
    assert [source.key for source in document.sources_between(0, 4)] == ["B"]
    assert [source.key for source in document.sources_between(5, 8)] == ["A"]
    assert [source.key for source in document.sources_between(0, 8)] == ["A", "B"]


# Plain text


def test_the_first_line_of_a_text_file_is_its_heading_and_its_title(load: Load) -> None:
    (document,) = load({"a.txt": "Små feil\n\nDu skal tilgi\nsmå feil.\n\nOg # dette er *ikke* markup.\n"}).documents
    assert document.title == "Små feil"
    assert words_of(document, "heading") == ["Små feil"]
    assert words_of(document, "paragraph") == ["Du skal tilgi små feil.", "Og # dette er *ikke* markup."]


def test_a_first_line_that_is_a_sentence_is_no_heading() -> None:
    assert [block.kind for block in read_plain("Dette er en setning.\nOg en til.").blocks] == ["paragraph"]


def test_lists_in_a_text_file_are_items() -> None:
    canonical = read_plain("Råd\n\nDette er rådene:\n1. Tilgi\n   små feil.\n2) Reager.\n• kule\n– strek\n")
    assert [(block.kind, block.number, canonical.text[block.body : block.end]) for block in canonical.blocks] == [
        ("heading", None, "Råd"), ("paragraph", None, "Dette er rådene:"), ("item", 1, "Tilgi små feil."),
        ("item", 2, "Reager."), ("item", None, "kule"), ("item", None, "strek"),
    ]  # fmt: skip


def test_long_lines_in_a_text_file_are_paragraphs_of_their_own() -> None:
    lines = ["Første linje er svært lang. " * 6, "Kort.", "Tredje linje er svært lang. " * 6]
    canonical = read_plain("\n".join(lines))
    assert [canonical.text[block.start : block.end] for block in canonical.blocks] == [line.strip() for line in lines]


def test_a_text_file_may_have_front_matter(load: Load) -> None:
    (document,) = load({"a.txt": written("title: Tittel")}).documents
    assert (document.title, document.text) == ("Tittel", "Tillit tar tid.")


# Anything at all


@settings(deadline=None, max_examples=200)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=150)
    | st.lists(
        st.sampled_from(
            "# - 1. | --- ``` > * <div> </div> <b> [A] [x](y) ![z](w) Tillit å &amp; \n \n\n \n\n\n    ".split(" ")
        ),
        max_size=25,
    ).map(" ".join)
)
def test_any_text_becomes_blocks_that_hold_it_all_and_stand_in_order(raw: str) -> None:
    for canonical in (read_markdown(raw, {"A"}), read_plain(raw)):
        position = 0
        for block in canonical.blocks:
            assert position <= block.start <= block.body < block.end <= len(canonical.text)
            assert canonical.text[position : block.start].strip() == ""
            assert canonical.text[block.body : block.end] == canonical.text[block.body : block.end].strip()
            position = block.end
        assert position == len(canonical.text)
        assert all(0 <= reference.offset <= len(canonical.text) for reference in canonical.references)


@settings(deadline=None, max_examples=200)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
    | st.lists(
        st.sampled_from(
            [
                "title",
                ":",
                "- ",
                "{",
                "}",
                "[",
                "]",
                "A",
                "\n",
                "  ",
                "&a ",
                "*a",
                "!!x ",
                "'",
                '"',
                "|",
                "2026-13-01",
                "? ",
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_front_matter_is_read_or_refused_with_a_line_and_never_crashes(block: str) -> None:
    try:
        assert parse(block).title
    except FrontMatterError as error:
        refused = error
    else:
        return
    assert refused.line >= 1
    assert refused.what
    assert refused.mend


def test_the_front_matter_is_parted_from_the_text() -> None:
    assert split("Tekst") == (None, 0)
    raw = "---\ntitle: A\n---\nTekst"
    assert split(raw) == ("title: A\n", raw.index("Tekst"))
    assert split("---\ntitle: A\n---") == ("title: A\n", len("---\ntitle: A\n---"))


# The project's own corpus


@pytest.fixture(scope="module")
def own(corpus_folder: Path) -> Corpus:
    return load_corpus(corpus_folder)


@pytest.fixture(scope="module")
def article(own: Corpus) -> Document:
    (document,) = (document for document in own.documents if document.kind == "gitt kilde")
    return document


def test_every_document_of_the_corpus_loads_and_nothing_is_to_be_mended(own: Corpus, corpus_folder: Path) -> None:
    assert own.findings == ()
    written_files = [path for path in corpus_folder.rglob("*.md") if path.stem.upper() != "README"]
    assert len(own.documents) == len(written_files) >= 9


def test_every_source_that_is_named_in_the_corpus_is_used_and_no_key_is_left_in_a_text(own: Corpus) -> None:
    for document in own.documents:
        keys = {source.key for source in document.sources}
        assert {reference.key for reference in document.references} == keys, document.path
        assert not [key for key in keys if f"[{key}]" in document.text], document.path
        assert document.text == unicodedata.normalize("NFC", document.text)


def test_the_fourteen_pieces_of_advice_are_the_items_of_the_article(article: Document) -> None:
    items = [block for block in article.blocks if block.kind == "item"]
    assert [block.number for block in items] == list(range(1, 15))
    assert words_of(article, "item") == ADVICE


def test_the_eighth_piece_of_advice_is_to_forgive_small_mistakes_and_react_to_big_ones(article: Document) -> None:
    (eighth,) = (block for block in article.blocks if block.number == 8)
    assert article.text[eighth.body : eighth.end] == "Tilgi små feil. Reager på store feil."


def test_the_frame_of_the_page_is_not_in_the_article(article: Document) -> None:
    assert "Til hovedinnhold" not in article.text
    assert "jeg heter Frøya" not in article.text
    assert ";" not in article.text


def test_the_article_is_the_given_one_to_the_letter(article: Document) -> None:
    assert hashlib.sha256("".join(article.text.split()).encode()).hexdigest() == ARTICLE_SHA256


def test_the_article_says_who_made_it_and_when(article: Document) -> None:
    assert (article.publisher, article.unit) == ("Fagforbundet", "råd")
    assert (article.published, article.updated) == (date(2022, 12, 12), date(2023, 3, 2))
    assert "Bringselius" in article.voice
