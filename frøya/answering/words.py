"""The words Frøya says herself, one set for each language. Everything else in an answer is a quote."""

from __future__ import annotations

from dataclasses import dataclass

from frøya.answering.guard import Reason
from frøya.corpus.document import DocumentKind
from frøya.language import Language


@dataclass(frozen=True, slots=True)
class Words:
    """The frame of an answer. ``{…}`` are filled in."""

    lead: str
    steps: str
    items: str
    others: str
    sources: str
    next: str
    guidance: str
    builds_on: str
    kinds: dict[DocumentKind, str]
    meanings: str
    understood: str
    cleaned: str
    law: str
    norwegian_quotes: str
    out_of_scope: str
    not_looked_up: dict[Reason, str]
    no_support: str
    nearest: str
    unclear: str
    answerable: str


WORDS: dict[Language, Words] = {
    "nb": Words(
        lead="Kort sagt:",
        steps="Slik gjør du det:",
        items="Hele listen:",
        others="Andre kilder sier:",
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
        cleaned="Jeg fjernet usynlige tegn fra spørsmålet.",
        understood="Jeg forstår spørsmålet slik: {question}",
        law="Dette er ikke juridisk råd. Loven er gjengitt per {date}. Spør HR, en tillitsvalgt eller Arbeidstilsynet om saken din.",
        norwegian_quotes="",
        out_of_scope="Det vet jeg ikke noe om. Jeg svarer på spørsmål om tillitsbasert ledelse, for eksempel om å delegere, "
        "gi tilbakemelding, lære av feil og være til stede som leder.",
        not_looked_up={
            "order": "Det gjør jeg ikke. Jeg skriver ikke tekster, sender ikke noe og bytter ikke rolle. Jeg svarer bare på "
            "spørsmål om tillitsbasert ledelse, med sitater fra kildene mine.",
            "personal": "Jeg tar ikke stilling til enkeltpersoner. Snakk med HR, en tillitsvalgt eller din egen leder. "
            "Jeg kan svare på hvordan du går fram, for eksempel når noen gjør feil eller ikke vil ta ansvar.",
            "identity": "Jeg heter Frøya og er et dataprogram. Jeg leter i et utvalg kilder om tillitsbasert ledelse og svarer med "
            "ordrette sitater som du kan klikke på. Finner jeg ikke svaret, sier jeg fra. Jeg er uavhengig, snakker ikke for "
            "Fagforbundet eller Idébanken, og er ikke Fagforbundets egen chat, som har samme navn.",
            "greeting": "Hei. Jeg svarer på spørsmål om tillitsbasert ledelse. Hva lurer du på?",
            "thanks": "Bare hyggelig. Spør gjerne om mer.",
        },
        no_support="Det vet jeg ikke. Kildene mine svarer ikke på spørsmålet.",
        nearest="Det nærmeste jeg har, svarer ikke på spørsmålet, men kan være nyttig:",
        unclear="Jeg er ikke sikker på hva du spør om. Mener du noe av det som står under? Skriv ellers hele spørsmålet.",
        answerable="Dette kan jeg svare på:",
    ),
    "nn": Words(
        lead="Kort sagt:",
        steps="Slik gjer du det:",
        items="Heile lista:",
        others="Andre kjelder seier:",
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
        cleaned="Eg fjerna usynlege teikn frå spørsmålet.",
        understood="Eg forstår spørsmålet slik: {question}",
        law="Dette er ikkje juridisk råd. Lova er attgjeven per {date}. Spør HR, ein tillitsvald eller Arbeidstilsynet om saka di.",
        norwegian_quotes="",
        out_of_scope="Det veit eg ikkje noko om. Eg svarer på spørsmål om tillitsbasert leiing, til dømes om å delegere, "
        "gje tilbakemelding, lære av feil og vere til stades som leiar.",
        not_looked_up={
            "order": "Det gjer eg ikkje. Eg skriv ikkje tekstar, sender ikkje noko og byter ikkje rolle. Eg svarer berre på "
            "spørsmål om tillitsbasert leiing, med sitat frå kjeldene mine.",
            "personal": "Eg tek ikkje stilling til enkeltpersonar. Snakk med HR, ein tillitsvald eller din eigen leiar. "
            "Eg kan svare på korleis du går fram, til dømes når nokon gjer feil eller ikkje vil ta ansvar.",
            "identity": "Eg heiter Frøya og er eit dataprogram. Eg leitar i eit utval kjelder om tillitsbasert leiing og svarer med "
            "ordrette sitat som du kan klikke på. Finn eg ikkje svaret, seier eg frå. Eg er uavhengig, snakkar ikkje for "
            "Fagforbundet eller Idébanken, og er ikkje Fagforbundet sin eigen chat, som har same namnet.",
            "greeting": "Hei. Eg svarer på spørsmål om tillitsbasert leiing. Kva lurer du på?",
            "thanks": "Berre hyggeleg. Spør gjerne om meir.",
        },
        no_support="Det veit eg ikkje. Kjeldene mine svarer ikkje på spørsmålet.",
        nearest="Det nærmaste eg har, svarer ikkje på spørsmålet, men kan vere nyttig:",
        unclear="Eg er ikkje sikker på kva du spør om. Meiner du noko av det som står under? Skriv elles heile spørsmålet.",
        answerable="Dette kan eg svare på:",
    ),
    "en": Words(
        lead="In short:",
        steps="What you can do:",
        items="The whole list:",
        others="Other sources say:",
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
        cleaned="I removed invisible characters from the question.",
        understood="I read the question as: {question}",
        law="This is not legal advice. The law is as of {date}. Ask HR, a union representative or the Labour Inspection Authority.",
        norwegian_quotes="The quotes are in Norwegian, as the sources wrote them.",
        out_of_scope="I know nothing about that. I answer questions about trust-based leadership, such as how to delegate, "
        "give feedback, learn from mistakes and be present as a leader.",
        not_looked_up={
            "order": "I don't do that. I don't write texts, send anything or change roles. I only answer questions about "
            "trust-based leadership, with quotes from my sources.",
            "personal": "I don't decide about individual people. Talk to HR, a union representative or your own manager. "
            "I can tell you how to go about it, for example when someone makes a mistake or declines responsibility.",
            "identity": "My name is Frøya, and I am a computer program. I search a selection of sources on trust-based leadership "
            "and answer with verbatim quotes that you can click. When I find no answer, I say so. I am independent, do not speak "
            "for Fagforbundet or Idébanken, and am not Fagforbundet's own chat, which has the same name.",
            "greeting": "Hello. I answer questions about trust-based leadership. What would you like to know?",
            "thanks": "You are welcome. Feel free to ask more.",
        },
        no_support="I don't know. My sources do not answer the question.",
        nearest="The nearest I have does not answer it, but may be of use:",
        unclear="I am not sure what you are asking. Do you mean one of these? If not, please write the whole question.",
        answerable="I can answer:",
    ),
}
