"""The words Frøya says herself, one set for each language. Everything else in an answer is a quote."""

from __future__ import annotations

from dataclasses import dataclass

from frøya.corpus.document import DocumentKind
from frøya.language import Language


@dataclass(frozen=True, slots=True)
class Words:
    """The frame of an answer. ``{…}`` are filled in."""

    lead: str
    steps: str
    caution: str
    sources: str
    next: str
    guidance: str
    builds_on: str
    kinds: dict[DocumentKind, str]
    meanings: str
    understood: str
    law: str
    norwegian_quotes: str
    out_of_scope: str
    no_support: str
    nearest: str
    unclear: str
    unclear_after: str


WORDS: dict[Language, Words] = {
    "nb": Words(
        lead="Kort sagt:",
        steps="Slik gjør du det:",
        caution="Husk:",
        sources="Kilder:",
        next="Spør videre:",
        guidance="Frøyas veiledning",
        builds_on="bygger på {kind}",
        kinds={
            "lov og avtale": "lov og avtale",
            "myndighetsveiledning": "veiledning fra myndighetene",
            "forskning": "forskning",
            "fagstoff": "fagstoff",
            "partenes syn": "partenes syn",
            "gitt kilde": "partenes syn",
        },
        meanings="Ord:",
        understood="Jeg forstår spørsmålet slik: {question}",
        law="Dette er ikke juridisk råd. Loven er gjengitt per {date}. Spør HR, en tillitsvalgt eller Arbeidstilsynet om saken din.",
        norwegian_quotes="",
        out_of_scope="Det vet jeg ikke noe om. Jeg svarer på spørsmål om tillitsbasert ledelse, for eksempel om å delegere, "
        "gi tilbakemelding, lære av feil og være til stede som leder.",
        no_support="Det vet jeg ikke. Kildene mine svarer ikke på spørsmålet.",
        nearest="Det nærmeste jeg har, svarer ikke på spørsmålet, men kan være nyttig:",
        unclear="Jeg er ikke sikker på hva du spør om. Kan du skrive hele spørsmålet, for eksempel "
        "«Hvordan delegerer jeg uten å miste oversikten?»",
        unclear_after="Hva av dette lurer du på? Skriv gjerne spørsmålet helt ut.",
    ),
    "nn": Words(
        lead="Kort sagt:",
        steps="Slik gjer du det:",
        caution="Hugs:",
        sources="Kjelder:",
        next="Spør vidare:",
        guidance="Frøyas rettleiing",
        builds_on="byggjer på {kind}",
        kinds={
            "lov og avtale": "lov og avtale",
            "myndighetsveiledning": "rettleiing frå styresmaktene",
            "forskning": "forsking",
            "fagstoff": "fagstoff",
            "partenes syn": "synet til partane",
            "gitt kilde": "synet til partane",
        },
        meanings="Ord:",
        understood="Eg forstår spørsmålet slik: {question}",
        law="Dette er ikkje juridisk råd. Lova er attgjeven per {date}. Spør HR, ein tillitsvald eller Arbeidstilsynet om saka di.",
        norwegian_quotes="",
        out_of_scope="Det veit eg ikkje noko om. Eg svarer på spørsmål om tillitsbasert leiing, til dømes om å delegere, "
        "gje tilbakemelding, lære av feil og vere til stades som leiar.",
        no_support="Det veit eg ikkje. Kjeldene mine svarer ikkje på spørsmålet.",
        nearest="Det nærmaste eg har, svarer ikkje på spørsmålet, men kan vere nyttig:",
        unclear="Eg er ikkje sikker på kva du spør om. Kan du skrive heile spørsmålet, til dømes "
        "«Korleis delegerer eg utan å miste oversikta?»",
        unclear_after="Kva av dette lurer du på? Skriv gjerne heile spørsmålet.",
    ),
    "en": Words(
        lead="In short:",
        steps="What you can do:",
        caution="Remember:",
        sources="Sources:",
        next="Ask next:",
        guidance="Frøya's own guidance",
        builds_on="builds on {kind}",
        kinds={
            "lov og avtale": "law and agreements",
            "myndighetsveiledning": "guidance from the authorities",
            "forskning": "research",
            "fagstoff": "professional literature",
            "partenes syn": "the view of one of the parties",
            "gitt kilde": "the view of one of the parties",
        },
        meanings="Words:",
        understood="I read the question as: {question}",
        law="This is not legal advice. The law is as of {date}. Ask HR, a union representative or the Labour Inspection Authority.",
        norwegian_quotes="The quotes are in Norwegian, as the sources wrote them.",
        out_of_scope="I know nothing about that. I answer questions about trust-based leadership, such as how to delegate, "
        "give feedback, learn from mistakes and be present as a leader.",
        no_support="I don't know. My sources do not answer the question.",
        nearest="The nearest I have does not answer it, but may be of use:",
        unclear="I am not sure what you are asking. Could you write the whole question, for example "
        "“How do I delegate without losing track?”",
        unclear_after="Which part of this are you wondering about? Please write the question in full.",
    ),
}
