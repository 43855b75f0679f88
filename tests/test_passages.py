"""Passages: whatever the document, they tile it, keep their places and stay small enough to search."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frøya.corpus import Document, load_corpus
from frøya.corpus.markdown import read_markdown, read_plain
from frøya.language import sentence_spans
from frøya.passages import Passage, split_document

WORDS = st.text(alphabet="abcæøåÅ5§().,?!»« –:", min_size=1, max_size=60)
MARKDOWN = st.lists(
    st.one_of(
        WORDS,
        st.just("## Tillit\n\nEn setning. Og en til."),
        st.just("### Kilder\n\n- en bok"),
        st.just("1. Stol på folk. Spør etterpå.\n2. Del det du vet."),
        st.just("- et punkt\n- et punkt til"),
        st.integers(100, 400).map(lambda n: "ord " * n),
        st.integers(20, 80).map(lambda n: "Vi stoler på hverandre i dag. " * n),
    ),
    max_size=12,
).map("\n\n".join)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=300)


def document(raw: str, unit: str = "", *, plain: bool = False) -> Document:
    canonical = read_plain(raw) if plain else read_markdown(raw)
    return Document(slug="a", title="Tillit", text=canonical.text, blocks=tuple(canonical.blocks), unit=unit)


def searched(source: Document) -> str:
    """All that should stand in a passage, spaces left out: what is neither a heading nor under one of sources."""
    kept, path = [], [(0, "")]
    for block in source.blocks:
        words = source.text[block.body : block.end]
        if block.kind == "heading":
            path = [step for step in path if step[0] < block.level] + [(block.level, words)]
        elif not any(words.lower() in ("kilder", "kjelder") for _, words in path):
            kept.append(source.text[block.start : block.end])
    return re.sub(r"\s", "", "".join(kept))


@settings(deadline=None, max_examples=200)
@given(MARKDOWN | ANY_TEXT, st.sampled_from(["", "råd"]), st.integers(1, 150), st.booleans())
def test_passages_keep_their_places_and_lose_nothing(raw: str, unit: str, limit: int, plain: bool) -> None:
    source = document(raw, unit, plain=plain)
    passages = split_document(source, limit)
    position = 0
    for passage in passages:
        assert source.text[passage.start : passage.end] == passage.text
        assert position <= passage.start < passage.end
        assert passage.text == passage.text.strip() != ""
        position = passage.end
    assert re.sub(r"\s", "", "".join(passage.text for passage in passages)) == searched(source)


@settings(deadline=None, max_examples=200)
@given(MARKDOWN, st.integers(1, 150))
def test_no_passage_has_more_words_than_it_may(raw: str, limit: int) -> None:
    assert all(len(passage.text.split()) <= limit for passage in split_document(document(raw), limit))


@settings(deadline=None, max_examples=200)
@given(MARKDOWN | ANY_TEXT, st.sampled_from(["", "råd"]))
def test_sentences_and_items_stand_in_order_inside_their_passage(raw: str, unit: str) -> None:
    source = document(raw, unit)
    for passage in split_document(source):
        for spans in (passage.sentences, passage.items):
            position = passage.start
            for start, end in spans:
                assert position <= start < end <= passage.end
                assert source.text[start:end] == source.text[start:end].strip()
                position = end


@settings(deadline=None, max_examples=300)
@given(ANY_TEXT | WORDS)
def test_sentences_tile_any_text(text: str) -> None:
    position = 0
    for start, end in sentence_spans(text):
        assert text[position:start].strip() == ""
        assert text[start:end] == text[start:end].strip() != ""
        position = end
    assert text[position:].strip() == ""


def split(raw: str, unit: str = "", limit: int = 120) -> list[Passage]:
    return split_document(document(raw, unit), limit)


def test_each_piece_of_advice_is_a_passage_with_its_number_and_the_introduction_stands_alone() -> None:
    passages = split("Dette er rådene:\n\n7. Lytt til folk.\n8. Tilgi små feil.\n\nLykke til.", "råd")
    assert [(p.label, p.text) for p in passages] == [
        ("", "Dette er rådene:"),
        ("råd 7", "7. Lytt til folk."),
        ("råd 8", "8. Tilgi små feil."),
        ("", "Lykke til."),
    ]


def test_a_numbered_list_without_a_unit_is_one_passage() -> None:
    (passage,) = split("1. Lytt.\n2. Spør.")
    assert passage.label == ""
    assert [passage.text[start:end] for start, end in passage.items] == ["Lytt.", "Spør."]


def test_a_passage_knows_the_way_to_it_and_does_not_repeat_the_title() -> None:
    first, second = split("# Tillit\n\n## Å lede\n\nSe folk.\n\n### I møter\n\nSpør først.\n\n## Kilder\n\nEn bok.")
    assert first.headings == ("Å lede",)
    assert second.headings == ("Å lede", "I møter")
    assert second.search_text == "Tillit › Å lede › I møter\nSpør først."


def test_headings_are_never_crossed_even_when_there_is_room() -> None:
    assert [p.text for p in split("## A\n\nEn.\n\n## B\n\nTo.")] == ["En.", "To."]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    passages = split("En to tre. Fire fem seks. Sju åtte ni.", limit=7)
    assert [p.text for p in passages] == ["En to tre. Fire fem seks.", "Sju åtte ni."]


def test_a_sentence_that_is_too_long_is_cut_between_words() -> None:
    assert [p.text for p in split("en to tre fire fem", limit=2)] == ["en to", "tre fire", "fem"]


def test_the_part_of_an_item_is_not_an_item() -> None:
    passages = split("- En to tre. Fire fem seks.\n- Sju.", limit=5)
    assert [[p.text[s - p.start : e - p.start] for s, e in p.items] for p in passages] == [[], ["Sju."]]


def test_the_key_changes_with_the_words_and_with_the_way_but_not_with_the_place() -> None:
    (plain,) = split("## A\n\nLytt.")
    _, moved = split("## B\n\nFørst noe annet.\n\n## A\n\nLytt.")
    (renamed,) = split("## B\n\nLytt.")
    assert plain.key == moved.key != renamed.key
    assert plain.start != moved.start


@pytest.fixture(scope="module")
def passages(corpus_folder: Path) -> list[Passage]:
    return [p for source in load_corpus(corpus_folder).documents for p in split_document(source)]


def test_the_fourteen_pieces_of_advice_are_passages(passages: list[Passage]) -> None:
    labels = [p.label for p in passages if p.document == "tillit-mellom-ledelse-og-ansatte" and p.label]
    assert labels == [f"råd {number}" for number in range(1, 15)]


def test_the_passages_of_the_corpus_average_at_most_120_words(passages: list[Passage]) -> None:
    assert sum(len(p.text.split()) for p in passages) / len(passages) <= 120
