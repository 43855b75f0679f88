"""Files that leave Frøya: what was said, by whom, and where it stands, in every format."""

from __future__ import annotations

import io
import re
import string
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from frøya.addresses import web_address
from frøya.answering.answer import Answer, Claim, Quote
from frøya.answering.layout import Layout, lay_out
from frøya.assistant import Frøya
from frøya.cli import app
from frøya.corpus import Document
from frøya.corpus.document import Reference as Named
from frøya.corpus.document import Source
from frøya.errors import FrøyaError
from frøya.export import (
    FORMATS,
    Heading,
    Item,
    Items,
    Line,
    Mark,
    Paragraph,
    Reference,
    Report,
    Run,
    answer_report,
    conversation_report,
    save,
    to_docx,
    to_markdown,
    to_pdf,
)
from frøya.export.references import reference
from frøya.export.report import plain
from frøya.export.words import WORDS
from frøya.settings import Settings

MADE = date(2026, 11, 24)
SMALL_MISTAKES = "Hvordan bør jeg reagere når en ansatt gjør en liten feil?"
LETTERS = "æøåÆØÅ éôü ’“” «» – … § č đ ŋ š ŧ ž Č Đ Ŋ Š Ŧ Ž"
HOSTILE = [
    '#eval("1")',
    "\\ `* _ { } [ ] < > # | ~ $ ! & ^ @ = + - \" ' / %",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    '#link("javascript:alert(1)")[x] $x^2$ @ref <label>',
    "1. én 2) to - tre + fire",
    "&lt;b&gt; &amp; </w:t>",
    "*/ // ``` ~~~ --- ===",
    "{page} {{pages}} {date}",
]


def markdown_text(markdown: str) -> str:
    """Return what a reader sees of a Markdown file; raw HTML fails, since a file has none."""
    seen = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        assert token.type not in {"html_block", "code_block", "fence", "hr", "table_open"}, token
        seen += [token.info] if token.type == "list_item_open" else []
        for child in token.children or []:
            assert child.type not in {"html_inline", "code_inline", "image", "s_open"}, child
            seen.append(" " if child.type == "softbreak" else child.content)
        seen.append("\n")
    return "".join(seen)


def markdown_links(markdown: str) -> set[str]:
    tokens = [child for token in MarkdownIt("commonmark").parse(markdown) for child in token.children or []]
    return {str(token.attrs["href"]) for token in tokens if token.type == "link_open"}


def docx_text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def docx_links(content: bytes) -> set[str]:
    document = docx.Document(io.BytesIO(content))
    links = [link for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    return {link.url for link in links if link.url}


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def pdf_links(content: bytes) -> set[str]:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    annotations = [annotation.get_object() for page in pages for annotation in page.get("/Annots", [])]
    return {annotation["/A"]["/URI"] for annotation in annotations if "/A" in annotation}


Read = Callable[[Report], tuple[str, set[str]]]
READERS: dict[str, Read] = {
    ".md": lambda report: (markdown_text(to_markdown(report)), markdown_links(to_markdown(report))),
    ".docx": lambda report: (docx_text(to_docx(report)), docx_links(to_docx(report))),
    ".pdf": lambda report: (pdf_text(to_pdf(report)), pdf_links(to_pdf(report))),
}


@pytest.fixture(params=READERS)
def read(request: pytest.FixtureRequest) -> Read:
    """Write a report in each format in turn and return (the text a reader sees, the addresses that are links)."""
    return READERS[request.param]


def close(text: str) -> str:
    """Return ``text`` without spaces: lines break where each format will."""
    return re.sub(r"\s", "", text)


def report_of(froya: Frøya, question: str) -> tuple[Answer, Report]:
    answer = froya.ask(question)
    return answer, answer_report(answer, lay_out(answer, froya.index), froya.index.documents, MADE)


def simple(
    *blocks: Heading | Paragraph | Items, title: str = "Tittel", references: tuple[Reference, ...] = ()
) -> Report:
    return Report(title, "Undertittel", "nb", MADE, blocks, references, ("Om.",))


def entry(document: Document, *quotes: Quote, language: str = "nb") -> str:
    """Return an entry of the list of sources as it is read."""
    found = reference(1, document, quotes, language, MADE)  # type: ignore[arg-type]
    return _entry(found)


def _entry(found: Reference) -> str:
    lines = ["".join(run.shown for run in found.runs) + (f" | {found.note}" if found.note else "")]
    return "\n".join([*lines, *(_entry(work) for work in found.below)])


# --- a real answer, read back ---------------------------------------------------------------------------------------


def test_every_quote_mark_source_date_and_link_of_an_answer_is_in_the_file(froya: Frøya, read: Read) -> None:
    answer, report = report_of(froya, SMALL_MISTAKES)
    text, links = read(report)
    assert len(answer.claims) > 2
    for line in (SMALL_MISTAKES, *(quote.text for claim in answer.claims for quote in claim.quotes)):
        assert close(line) in close(text)
    layout = lay_out(answer, froya.index)
    for laid in (*layout.leads, *layout.steps, *layout.others):
        said = f"«{laid.text}»" if laid.quoted else laid.text
        assert close(said + "".join(f"[{citation.mark}]" for citation in laid.citations)) in close(text)
    assert close("«Tilgi små feil. Reager på store feil.» [1, råd 8]") in close(text)
    assert close(
        "Fagforbundet. (2023, 2. mars). Det må være tillit mellom ledelse og ansatte. Hentet 24. november 2026 fra https://www.fagforbundet.no/a/367659/"
    ) in close(text)
    assert close("råd fra Louise Bringselius, gitt til Idébanken") in close(text)
    for source in layout.sources:
        assert re.search(rf"\[?{source.number}\]?[^\[]*{re.escape(close(source.title))}", close(text))
    assert froya.document("tillit-mellom-ledelse-og-ansatte").url in links


def test_the_file_says_that_frøya_is_an_ai_service_that_can_be_wrong_and_when_it_was_made(
    froya: Frøya, read: Read
) -> None:
    answer, report = report_of(froya, SMALL_MISTAKES)
    end = close(read(report)[0])[-900:]
    assert close("KI-tjeneste og kan ta feil") in end
    assert close(f"Laget 24. november 2026 fra korpusversjon {answer.corpus_version}.") in end


def test_all_fourteen_pieces_of_advice_keep_their_numbers(froya: Frøya, read: Read) -> None:
    answer, report = report_of(froya, "Hva er de fjorten rådene?")
    text = close(read(report)[0])
    assert len(answer.claims) == 14
    for number, claim in enumerate(answer.claims, 1):
        assert close(f"«{claim.text}» [1, råd {number}]") in text
        assert re.search(rf"{number}\.?{re.escape(close(f'«{claim.text}»'))}", text)


def test_guidance_names_only_the_works_the_quoted_sentences_rest_on(froya: Frøya, read: Read) -> None:
    answer, report = report_of(froya, "Kan jeg lese gjennom PC-loggen til en ansatt?")
    (quote,) = answer.claims[0].quotes
    document = froya.document(quote.document)
    named = document.sources_between(quote.start, quote.end)
    text, links = read(report)
    assert named
    assert close(f"Frøya. (2026). {document.title} [Veiledning]. Bygger på:") in close(text)
    for source in named:
        assert close(source.title) in close(text)
        assert source.url in links
    meaning = lay_out(answer, froya.index).definitions[0].quote
    words = froya.document(meaning.document).sources_between(meaning.start, meaning.end)
    assert links == {source.url for source in (*named, *words)}
    assert len(document.sources) > len(named)
    assert close("Loven er gjengitt per 1.1.2026.") in close(text)


def test_meanings_are_quotes_with_a_source_too(froya: Frøya, read: Read) -> None:
    answer, report = report_of(froya, "Kan jeg lese gjennom PC-loggen til en ansatt?")
    (definition,) = lay_out(answer, froya.index).definitions
    number = len({quote.document for claim in answer.claims for quote in claim.quotes}) + 1
    text = close(read(report)[0])
    assert close(f"{definition.quote.text} [{number}]") in text
    assert close("Frøya. (2026). Ordliste [Veiledning]") in text


def test_the_frame_is_in_the_language_of_the_question(froya: Frøya, read: Read) -> None:
    nynorsk = close(read(report_of(froya, "Korleis gir eg folk rom til å bruke fagskjønnet sitt?")[1])[0])
    for words in (
        "Svar frå Frøya, 24. november 2026",
        "Kjelder",
        "Henta 24. november 2026 frå",
        "[Rettleiing]",
        "ei KI-teneste",
    ):
        assert close(words) in nynorsk
    english = close(read(report_of(froya, "How do I delegate without losing control?")[1])[0])
    for words in (
        "An answer from Frøya",
        "Sources",
        "(2023, March 2)",
        "Retrieved November 24, 2026, from",
        "[Guidance]",
        "an AI service",
    ):
        assert close(words) in english
    assert "Hentet" not in english


def test_a_refusal_says_what_was_asked_and_that_the_nearest_is_no_answer(froya: Frøya, read: Read) -> None:
    question = "Hvor mange prosent av norske ledere er tillitsbaserte?"
    answer, report = report_of(froya, question)
    text = close(read(report)[0])
    assert text.startswith(close(question))
    order = ["Kildene mine svarer ikke på spørsmålet.", "Det nærmeste jeg har, svarer ikke på spørsmålet"]
    for number, hit in enumerate(answer.nearest, 1):
        words = hit.passage.text
        if froya.document(hit.passage.document).kind != "veiledning":  # words of others stand in guillemets
            words = f"«{words}»"
        order.append(f"{words} [{', '.join(filter(None, [str(number), hit.passage.label]))}]")
    assert len(order) > 2
    places = [text.index(close(part)) for part in order]
    assert places == sorted(places)


def test_a_refusal_without_passages_has_no_list_of_sources(froya: Frøya, read: Read) -> None:
    _, report = report_of(froya, "Hva koster det å leie hytte i Lofoten?")
    text, links = read(report)
    assert close("Det vet jeg ikke noe om.") in close(text)
    assert "Kilder\n" not in text
    assert not links


def test_what_a_model_wrote_is_marked_and_followed_by_the_quotes_it_rests_on(froya: Frøya, read: Read) -> None:
    answer = froya.ask(SMALL_MISTAKES)
    quotes = answer.claims[0].quotes + answer.claims[1].quotes
    answer = answer.with_claims((Claim("Lær av små feil.", quotes, generated=True), *answer.claims[2:]))
    text = close(read(answer_report(answer, lay_out(answer, froya.index), froya.index.documents, MADE))[0])
    assert (
        close(f"Skrevet av språkmodell: Lær av små feil. Bygger på: «{quotes[0].text}» [1, råd 8] {quotes[1].text} [2]")
        in text
    )
    assert close("er ikke ordrett") in text


def test_a_conversation_has_one_list_of_sources_and_one_number_for_each(froya: Frøya, read: Read) -> None:
    questions = [SMALL_MISTAKES, "How do I delegate without losing control?", "Hva er de fjorten rådene?"]
    answers = [froya.ask(question) for question in questions]
    turns = [(answer, lay_out(answer, froya.index)) for answer in answers]
    report = conversation_report(turns, froya.index.documents, MADE)
    text = close(read(report)[0])
    assert text.startswith(close("Samtale med Frøya"))
    assert [text.index(close(question)) for question in questions] == sorted(text.index(close(q)) for q in questions)
    assert [entry.number for entry in report.references] == list(range(1, len(report.references) + 1))
    assert text.count(close("Det må være tillit mellom ledelse og ansatte. Hentet")) == 1
    # In the second answer Fagforbundet's article would be number 2 if it stood alone; here it keeps number 1.
    assert close("kjerneoppgavene.» [1, råd 4]") in text


def test_a_quote_that_is_no_longer_in_its_source_stops_the_file(froya: Frøya) -> None:
    answer = froya.ask(SMALL_MISTAKES)
    layout = lay_out(answer, froya.index)
    slug = answer.claims[0].quotes[0].document
    changed = {**froya.index.documents, slug: replace(froya.document(slug), text="Noe annet.")}
    with pytest.raises(FrøyaError, match="Still spørsmålet på nytt"):
        answer_report(answer, layout, changed, MADE)


def test_an_empty_conversation_is_refused(froya: Frøya) -> None:
    with pytest.raises(FrøyaError, match="Still et spørsmål først"):
        conversation_report([], froya.index.documents, MADE)


# --- each format's own ----------------------------------------------------------------------------------------------


def test_the_pdf_is_tagged_titled_in_its_language_and_brings_its_fonts(froya: Frøya) -> None:
    answer, report = report_of(froya, "How do I delegate without losing control?")
    reader = pypdf.PdfReader(io.BytesIO(to_pdf(report)))
    root = reader.root_object
    assert reader.metadata is not None
    assert reader.metadata.title == answer.question
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.xmp_metadata is not None
    assert b"pdfuaid:part" in reader.xmp_metadata.stream.get_data()
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Link"} <= _tags(root["/StructTreeRoot"]["/K"])
    assert b"/Lang(nb-NO)" in reader.pages[0].get_contents().get_data()  # type: ignore[union-attr]
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    assert all("/FontFile3" in f["/DescendantFonts"][0].get_object()["/FontDescriptor"] for f in fonts)
    assert "Page 1 of 1" in pdf_text(to_pdf(report))


def _tags(node: object) -> set[str]:
    node = node.get_object() if isinstance(node, pypdf.generic.PdfObject) else node
    if isinstance(node, list):
        return set().union(*(_tags(part) for part in node))
    if not isinstance(node, dict):
        return set()
    return {str(node.get("/S"))} | (_tags(node["/K"]) if "/K" in node else set())


def test_the_same_report_gives_the_same_pdf(froya: Frøya) -> None:
    _, report = report_of(froya, SMALL_MISTAKES)
    assert to_pdf(report) == to_pdf(report)


def test_a_letter_no_font_has_does_not_stop_the_pdf() -> None:
    content = to_pdf(simple(title="Hva mener du? 🙂 漢字"))
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.metadata is not None
    assert reader.metadata.title == "Hva mener du? 🙂 漢字"
    assert "Hva mener du?" in pdf_text(content)


def test_a_mark_in_the_pdf_leads_to_its_source() -> None:
    content = to_pdf(_cited())
    annotations = [a.get_object() for a in pypdf.PdfReader(io.BytesIO(content)).pages[0]["/Annots"]]
    assert ["/Dest" in a for a in annotations] == [True]


def _cited() -> Report:
    line = Line("Bonjour", "quote", "nn", (Mark(7, "råd 8"),))
    return simple(Paragraph((Line("Kort sagt:", "label", "nb"), line)), references=(Reference((Run("Kilde."),), 7),))


def test_the_word_file_has_headings_a_language_and_properties(froya: Frøya) -> None:
    answer, report = report_of(froya, "How do I delegate without losing control?")
    document = docx.Document(io.BytesIO(to_docx(report)))
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[0] == ("Heading 1", answer.question)
    assert ("Heading 2", "Sources") in headings
    assert {name for name, _ in headings} == {"Heading 1", "Heading 2"}
    properties = document.core_properties
    assert (properties.title, properties.language, properties.author) == (answer.question, "en-GB", "Frøya")
    assert properties.created.date() == MADE
    assert "python-docx" not in properties.comments
    (default,) = document.styles.element.findall(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert default.get(qn("w:val")) == "en-GB"
    quoted = next(run for p in document.paragraphs for run in p.runs if run.text.startswith("«Sørg for"))
    framed = next(run for p in document.paragraphs for run in p.runs if run.text == "In short:")
    assert _lang(quoted) == "nb-NO"
    assert _lang(framed) == "en-GB"
    assert quoted.style.name != framed.style.name


def _lang(run: object) -> str:
    return run._r.rPr.find(qn("w:lang")).get(qn("w:val"))  # type: ignore[attr-defined]


def test_a_mark_in_the_word_file_leads_to_its_source() -> None:
    document = docx.Document(io.BytesIO(to_docx(_cited())))
    (link,) = [link for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    names = [mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))]
    assert link.text == "[7,\u00a0råd\u00a08]"
    assert [link.fragment] == names


def test_markdown_says_whose_words_are_whose() -> None:
    assert "**Kort sagt:** «Bonjour» [7, råd 8]\n" in to_markdown(_cited()).replace("\u00a0", " ")
    assert "*Hei*" in to_markdown(simple(Paragraph((Line("Hei", "frame", "nb"),))))


def test_numbers_with_a_gap_stay_as_they_are(read: Read) -> None:
    items = Items(tuple(Item((Line(text, "quote", "nb"),), number) for number, text in ((2, "to"), (5, "fem"))))
    text = close(read(simple(items))[0])
    assert re.search(r"2\.«to».*5\.«fem»", text)


# --- text that nobody has looked at ---------------------------------------------------------------------------------


def everywhere(text: str) -> Report:
    """Return a report with ``text`` in every place there is."""
    line = Line(text, "quote", "nb", (Mark(1, text),))
    return Report(
        text,
        text,
        "nb",
        MADE,
        (
            Heading(text, "nb"),
            Paragraph((line,)),
            Paragraph((Line(text, "frame", "nb"), Line(text, "label", "nb"))),
            Items((Item((line,), 1), Item((Line(text, "generated", "nn"),), 2))),
            Items((Item((Line(text, "guidance", "en"),)),)),
        ),
        (Reference((Run("A. "), Run(text, italic=True), Run(f" {text} ")), 1, text, (Reference((Run(text),)),)),),
        (text,),
    )


@pytest.mark.parametrize("text", [LETTERS, *HOSTILE])
def test_text_is_shown_as_it_stands(text: str, read: Read) -> None:
    seen, links = read(everywhere(text))
    assert close(seen).count(close(text)) >= 15
    assert not links


def test_what_no_file_can_hold_is_replaced_and_the_rest_kept(read: Read) -> None:
    text, _ = read(everywhere("før\x00\x08\x1b\ud800\ufffe\u202eetter"))
    assert close(text).count("før\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdetter") >= 15


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://www.ks.no/a?b=c&d=e#f", True),
        ("http://eksempel.no/kilde-æøå", True),
        ("HTTPS://EKSEMPEL.NO", True),
        ("javascript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("file:///etc/passwd", False),
        ("mailto:a@b.no", False),
        ("https://", False),
        ("https://a.no/ b", False),
        ("https://a.no/>b<", False),
        ("https://[::1", False),
        ("\thttps://a.no", False),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str, is_link: bool, read: Read) -> None:
    text, links = read(simple(references=(Reference((Run("Kilde fra "), Run(url, url=url)), 1),)))
    assert close(url) in close(text)
    assert len(links) == is_link
    assert bool(web_address(url)) == is_link


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=60) | st.text(string.punctuation + " \n\t1aæ\u00a0", max_size=30))
def test_any_text_survives_markdown_and_word(text: str) -> None:
    report = everywhere(text)
    for seen in (markdown_text(to_markdown(report)), docx_text(to_docx(report))):
        assert close(seen).count(close(plain(text))) >= 15


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=40))
def test_any_text_can_be_set_as_pdf(text: str) -> None:
    assert len(pypdf.PdfReader(io.BytesIO(to_pdf(everywhere(text)))).pages) >= 1


# --- the list of sources --------------------------------------------------------------------------------------------


def document(**changes: object) -> Document:
    return replace(Document("d", "Tittel", "Tekst her.", (), publisher="KS", kind="fagstoff"), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "language", "expected"),
    [
        ({"published": date(2023, 3, 2)}, "nb", "KS. (2023, 2. mars). Tittel. | Fagstoff."),
        (
            {"published": date(2022, 1, 1), "updated": date(2023, 5, 17)},
            "en",
            "KS. (2023, May 17). Tittel. | Professional literature.",
        ),
        ({}, "nb", "KS. (u.å.). Tittel. | Fagstoff."),
        ({}, "nn", "KS. (u.å.). Tittel. | Fagstoff."),
        ({}, "en", "KS. (n.d.). Tittel. | Professional literature."),
        ({"title": "Hva nå?", "publisher": "Forlaget A.S."}, "nb", "Forlaget A.S. (u.å.). Hva nå? | Fagstoff."),
        ({"title": "Si «nei.»"}, "nb", "KS. (u.å.). Si «nei.» | Fagstoff."),
        ({"publisher": "", "kind": "egen kilde"}, "nb", "Tittel. (u.å.)."),
        (
            {"url": "https://ks.no/a", "kind": "egen kilde"},
            "nb",
            "KS. (u.å.). Tittel. Hentet 24. november 2026 fra https://ks.no/a",
        ),
        (
            {"url": "https://ks.no/a", "kind": "egen kilde"},
            "nn",
            "KS. (u.å.). Tittel. Henta 24. november 2026 frå https://ks.no/a",
        ),
        (
            {"url": "https://ks.no/a", "kind": "egen kilde"},
            "en",
            "KS. (n.d.). Tittel. Retrieved November 24, 2026, from https://ks.no/a",
        ),
    ],
)
def test_sources_are_cited_as_norwegian_universities_do(
    changes: dict[str, object], language: str, expected: str
) -> None:
    assert entry(document(**changes), language=language) == expected


@pytest.mark.parametrize(
    ("year", "shown"),
    [
        ("2023", "2023"),
        ("ca. 2022", "ca. 2022"),
        ("2022 (oppdatert 2023)", "2022, oppdatert 2023"),
        ("u.å. (eldre)", "u.å., eldre"),
        ("pågående", "u.å., pågående"),
        ("år ikke vist", "u.å."),
        ("", "u.å."),
    ],
)
def test_a_year_that_says_more_than_a_year_has_one_pair_of_brackets(year: str, shown: str) -> None:
    guide = document(
        kind="veiledning",
        published=date(2026, 1, 2),
        sources=(Source("A", "DFØ", "Notat", "", year), Source("B", "KS", "Annet", "", "2020")),
        references=(Named(4, "A"), Named(9, "B")),
    )
    assert (
        entry(guide, Quote("d", 0, 5, "Tekst"))
        == f"Frøya. (2026). Tittel [Veiledning]. | Bygger på:\nDFØ. ({shown}). Notat. | Fagstoff."
    )


def test_a_law_is_cited_by_its_paragraph_and_the_day_it_was_read() -> None:
    guide = document(
        kind="veiledning",
        law_as_of=date(2026, 1, 1),
        sources=(
            Source("B", "KS", "Råd", "", "2020"),
            Source("C", "Legeforeningen", "Tilrettelegging etter arbeidsmiljøloven", "", "2011", "lov og avtale"),
            Source("A", "Arbeidstilsynet", "Arbeidsmiljøloven § 9-1", "https://a.no/9", "u.å.", "lov og avtale"),
        ),
        references=(Named(4, "A"), Named(5, "B"), Named(5, "C")),
    )
    assert entry(guide, Quote("d", 0, 5, "Tekst")) == (
        "Frøya. (u.å.). Tittel [Veiledning]. | Loven er gjengitt per 1. januar 2026. Bygger på:\n"
        "Legeforeningen. (2011). Tilrettelegging etter arbeidsmiljøloven. | Lov og avtale.\n"
        "Arbeidsmiljøloven § 9-1. (u.å.). Arbeidstilsynet. Hentet 24. november 2026 fra https://a.no/9 | Lov og avtale.\n"
        "KS. (2020). Råd. | Fagstoff."
    )


def test_no_word_is_missing_in_any_language() -> None:
    def holes(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert set(WORDS) == {"nb", "nn", "en"}
    for field in fields(WORDS["nb"]):
        values = [getattr(words, field.name) for words in WORDS.values()]
        assert all(values), field.name
        if field.name == "months":
            assert [len(set(months)) for months in values] == [12, 12, 12]
        else:
            assert len({frozenset(holes(value)) for value in values}) == 1, field.name


# --- on disk --------------------------------------------------------------------------------------------------------


@pytest.fixture
def ask(froya: Frøya, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """Run ``froya ask`` against the index that ``froya`` has built."""
    monkeypatch.setenv("FROYA_CORPUS", str(settings.corpus))
    monkeypatch.setenv("FROYA_INDEX", str(settings.index))
    return lambda question, path: CliRunner().invoke(app, ["ask", question, "--export", str(path)])


@pytest.mark.parametrize("name", ["svar.md", "svar.docx", "svar på spørsmål.PDF"])
def test_ask_saves_the_answer_in_the_format_of_the_ending(
    ask: Callable[..., object], tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_text("noe gammelt")
    result = ask(SMALL_MISTAKES, path)
    assert result.exit_code == 0  # type: ignore[attr-defined]
    readers = {".md": lambda b: markdown_text(b.decode()), ".docx": docx_text, ".pdf": pdf_text}
    text = readers[path.suffix.lower()](path.read_bytes())
    assert close("Reager på store feil.» [1, råd 8]") in close(text)
    assert str(path) in result.stderr  # type: ignore[attr-defined]
    assert [child.name for child in tmp_path.iterdir()] == [name]


def test_a_refusal_is_saved_and_still_has_exit_code_3(ask: Callable[..., object], tmp_path: Path) -> None:
    result = ask("Hva koster det å leie hytte i Lofoten?", tmp_path / "svar.md")
    assert result.exit_code == 3  # type: ignore[attr-defined]
    assert "Det vet jeg ikke noe om." in (tmp_path / "svar.md").read_text()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("svar.odt", "endingen må være .md, .docx eller .pdf"),
        ("svar", "endingen må være .md, .docx eller .pdf"),
        ("mappe", "det er en mappe"),
        ("mappe.pdf", "det er en mappe"),
        ("finnes/ikke/svar.pdf", "finnes ikke. Lag den først"),
    ],
)
def test_a_file_that_cannot_be_written_is_told_of_in_one_sentence(
    ask: Callable[..., object], tmp_path: Path, name: str, message: str
) -> None:
    (tmp_path / "mappe").mkdir()
    (tmp_path / "mappe.pdf").mkdir()
    result = ask(SMALL_MISTAKES, tmp_path / name)
    assert result.exit_code == 1  # type: ignore[attr-defined]
    assert message in result.stderr  # type: ignore[attr-defined]
    assert result.stdout == ""  # type: ignore[attr-defined]


def test_a_disk_that_says_no_leaves_the_old_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "svar.md"
    path.write_text("gammelt")

    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(FrøyaError, match="No space left on device"):
        save(simple(), path)
    assert path.read_text() == "gammelt"
    assert set(FORMATS) == {".md", ".docx", ".pdf"}


def test_a_folder_closed_to_the_reader_is_told_of_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)  # the tests may run as root, whom no folder stops
    with pytest.raises(FrøyaError, match="ikke lov til å skrive"):
        save(simple(), tmp_path / "svar.pdf")


def test_a_layout_of_nothing_can_be_written(read: Read) -> None:
    answer = Answer("Hei?", "nb", "unclear")
    layout = Layout("Jeg er ikke sikker.", (), (), (), (), (), (), (), "", (), ())
    text, _ = read(answer_report(answer, layout, {}, MADE))
    assert close("Hei?") in close(text)
    assert close("korpusversjon –") in close(text)
