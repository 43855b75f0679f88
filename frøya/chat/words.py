"""What the page says, one set of words for each language of the interface.

(Answers follow the language of the question; their words are in frøya/answering/words.py.)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frøya.language import Language, norwegian_date

LIMIT_NEAR = 0.8  # the counter is shown when this much of a question's length is used


@dataclass(frozen=True, slots=True)
class Interface:
    """The words of the page. ``{…}`` are filled in."""

    language: Language
    name: str
    title: str
    subject: str
    greeting: str
    notice: str
    notice_short: str
    to_field: str
    to_answer: str
    views: str
    ask_view: str
    languages: str
    examples: str
    field: str
    field_hint: str
    send: str
    conversation: str
    you_asked: str
    quote: str
    searching: str
    writing: str
    ready_none: str
    ready_one: str
    ready_many: str
    ready_refused: str
    restored: str
    sources_changed: str
    empty: str
    too_long: str
    no_words: str
    private: str
    busy: str
    lost: str
    unexpected: str
    counter: str
    delete: str
    deleted: str
    undo: str
    only_quotes: str
    copy: str
    copied: str
    not_copied: str
    actions: str
    source_panel: str
    close_source: str
    open_source: str
    loading_source: str
    no_connection: str
    no_connection_help: str
    back_to_chat: str
    original: str
    published: str
    updated: str
    law_as_of: str
    section: str
    speaks: dict[str, str]
    voice: str
    old: str
    builds_on: str
    no_source: str
    no_source_help: str
    changed: str
    own_examples: tuple[str, ...] = ()

    def day(self, day: date) -> str:
        """Return ``day`` as a reader of this language writes it."""
        return f"{day.day} {day.strftime('%B')} {day.year}" if self.language == "en" else norwegian_date(day)

    def ready(self, sources: int, answered: bool) -> str:
        """Return what is announced when an answer has come."""
        if not answered:
            return self.ready_refused
        counted = {0: self.ready_none, 1: self.ready_one}
        return counted.get(sources, self.ready_many).format(sources=sources)


INTERFACES: dict[Language, Interface] = {
    "nb": Interface(
        language="nb",
        name="Bokmål",
        title="Frøya – spør om tillitsbasert ledelse",
        subject="Tillitsbasert ledelse",
        greeting="Hei, jeg heter Frøya. Hva kan jeg hjelpe med?",
        notice="Frøya er en KI-tjeneste og kan svare feil. Sjekk kildene. Ikke skriv om navngitte personer. "
        "Frøya er uavhengig og er ikke Fagforbundets egen chat.",
        notice_short="Frøya kan svare feil. Sjekk kildene.",
        to_field="Gå til spørsmålsfeltet",
        to_answer="Gå til svaret",
        views="Visninger",
        ask_view="Spør",
        languages="Språk",
        examples="Spørsmål du kan prøve",
        field="Spørsmålet ditt",
        field_hint="Skriv spørsmålet ditt",
        send="Spør",
        conversation="Samtalen med Frøya",
        you_asked="Du spurte:",
        quote="Sitat:",
        searching="Søker …",
        writing="Språkmodellen skriver. Hvert utsagn blir sjekket mot kildene …",
        ready_none="Svar klart, ingen kilder",
        ready_one="Svar klart, 1 kilde",
        ready_many="Svar klart, {sources} kilder",
        ready_refused="Svar klart. Kildene svarer ikke på spørsmålet.",
        restored="Samtalen din er hentet fram.",
        sources_changed="Kildene er endret siden sist, så svarene er laget på nytt.",
        empty="Feltet er tomt. Skriv hva du lurer på, for eksempel «Hvordan delegerer jeg uten å miste oversikten?»",
        too_long="Spørsmålet er på {count} tegn. Jeg kan lese høyst {limit}. Gjør det kortere, og still ett spørsmål om gangen.",
        no_words="Jeg finner ingen ord i spørsmålet. Skriv hva du lurer på med noen få ord.",
        private="Det ser ut til at du har skrevet et fødselsnummer. Jeg har ikke lett etter det eller tatt vare på det. "
        "Skriv spørsmålet på nytt uten opplysninger om hvem det gjelder.",
        busy="Det er mange som spør akkurat nå. Teksten din står her. Prøv igjen om litt.",
        lost="Jeg får ikke kontakt med Frøya. Teksten din står her. Prøv igjen om litt.",
        unexpected="Noe gikk galt hos meg, ikke hos deg. Prøv igjen, eller still spørsmålet på en annen måte.",
        counter="{count} av {limit} tegn",
        delete="Slett samtalen",
        deleted="Samtalen er slettet.",
        undo="Angre slettingen",
        only_quotes="Bare sitater",
        copy="Kopier",
        copied="Svaret er kopiert",
        not_copied="Fikk ikke kopiert. Merk teksten og kopier den selv.",
        actions="Hva du kan gjøre med svaret",
        source_panel="Kilden",
        close_source="Lukk kilden",
        open_source="Åpne kilde",
        loading_source="Henter kilden …",
        no_connection="Får ikke tak i kilden",
        no_connection_help="Sjekk at Frøya fortsatt kjører, og prøv igjen.",
        back_to_chat="Tilbake til chatten",
        original="Les originalen hos {publisher}",
        published="publisert {date}",
        updated="oppdatert {date}",
        law_as_of="loven er gjengitt per {date}",
        section="Under «{heading}»",
        speaks={
            "lov og avtale": "Lov og avtale",
            "myndighetsveiledning": "Myndighetene",
            "forskning": "Forskning",
            "fagstoff": "Fagstoff",
            "partenes syn": "Partenes syn",
            "gitt kilde": "Partenes syn",
            "veiledning": "Frøyas veiledning",
            "eksempel": "Eksempel",
            "egen kilde": "Egen kilde",
        },
        voice="Ordene er {voice}",
        old="Eldre enn fem år",
        builds_on="Setningen bygger på:",
        no_source="Fant ikke kilden",
        no_source_help="Dokumentet finnes ikke i samlingen lenger. Still spørsmålet på nytt, så får du en kilde som finnes.",
        changed="Kilden er endret siden svaret ble gitt, så sitatet kan ikke vises på plassen sin. Still spørsmålet på nytt.",
    ),
    "nn": Interface(
        language="nn",
        name="Nynorsk",
        title="Frøya – spør om tillitsbasert leiing",
        subject="Tillitsbasert leiing",
        greeting="Hei, eg heiter Frøya. Kva kan eg hjelpe med?",
        notice="Frøya er ei KI-teneste og kan svare feil. Sjekk kjeldene. Ikkje skriv om namngjevne personar. "
        "Frøya er uavhengig og er ikkje Fagforbundet sin eigen chat.",
        notice_short="Frøya kan svare feil. Sjekk kjeldene.",
        to_field="Gå til spørsmålsfeltet",
        to_answer="Gå til svaret",
        views="Visingar",
        ask_view="Spør",
        languages="Språk",
        examples="Spørsmål du kan prøve",
        field="Spørsmålet ditt",
        field_hint="Skriv spørsmålet ditt",
        send="Spør",
        conversation="Samtalen med Frøya",
        you_asked="Du spurde:",
        quote="Sitat:",
        searching="Søkjer …",
        writing="Språkmodellen skriv. Kvart utsegn blir sjekka mot kjeldene …",
        ready_none="Svaret er klart, ingen kjelder",
        ready_one="Svaret er klart, 1 kjelde",
        ready_many="Svaret er klart, {sources} kjelder",
        ready_refused="Svaret er klart. Kjeldene svarer ikkje på spørsmålet.",
        restored="Samtalen din er henta fram.",
        sources_changed="Kjeldene er endra sidan sist, så svara er laga på nytt.",
        empty="Feltet er tomt. Skriv kva du lurer på, til dømes «Korleis delegerer eg utan å miste oversikta?»",
        too_long="Spørsmålet er på {count} teikn. Eg kan lese høgst {limit}. Gjer det kortare, og still eitt spørsmål om gongen.",
        no_words="Eg finn ingen ord i spørsmålet. Skriv kva du lurer på med nokre få ord.",
        private="Det ser ut til at du har skrive eit fødselsnummer. Eg har ikkje leita etter det eller teke vare på det. "
        "Skriv spørsmålet på nytt utan opplysningar om kven det gjeld.",
        busy="Det er mange som spør akkurat no. Teksten din står her. Prøv igjen om litt.",
        lost="Eg får ikkje kontakt med Frøya. Teksten din står her. Prøv igjen om litt.",
        unexpected="Noko gjekk gale hos meg, ikkje hos deg. Prøv igjen, eller still spørsmålet på ein annan måte.",
        counter="{count} av {limit} teikn",
        delete="Slett samtalen",
        deleted="Samtalen er sletta.",
        undo="Angre slettinga",
        only_quotes="Berre sitat",
        copy="Kopier",
        copied="Svaret er kopiert",
        not_copied="Fekk ikkje kopiert. Merk teksten og kopier han sjølv.",
        actions="Kva du kan gjere med svaret",
        source_panel="Kjelda",
        close_source="Lukk kjelda",
        open_source="Opne kjelde",
        loading_source="Hentar kjelda …",
        no_connection="Får ikkje tak i kjelda",
        no_connection_help="Sjekk at Frøya framleis køyrer, og prøv igjen.",
        back_to_chat="Tilbake til chatten",
        original="Les originalen hos {publisher}",
        published="publisert {date}",
        updated="oppdatert {date}",
        law_as_of="lova er attgjeven per {date}",
        section="Under «{heading}»",
        speaks={
            "lov og avtale": "Lov og avtale",
            "myndighetsveiledning": "Styresmaktene",
            "forskning": "Forsking",
            "fagstoff": "Fagstoff",
            "partenes syn": "Synet til partane",
            "gitt kilde": "Synet til partane",
            "veiledning": "Frøyas rettleiing",
            "eksempel": "Døme",
            "egen kilde": "Eiga kjelde",
        },
        voice="Orda er {voice}",
        old="Eldre enn fem år",
        builds_on="Setninga byggjer på:",
        no_source="Fann ikkje kjelda",
        no_source_help="Dokumentet finst ikkje i samlinga lenger. Still spørsmålet på nytt, så får du ei kjelde som finst.",
        changed="Kjelda er endra sidan svaret vart gitt, så sitatet kan ikkje visast på plassen sin. Still spørsmålet på nytt.",
    ),
    "en": Interface(
        language="en",
        name="English",
        title="Frøya – ask about trust-based leadership",
        subject="Trust-based leadership",
        greeting="Hello, my name is Frøya. How can I help?",
        notice="Frøya is an AI service and can be wrong. Check the sources. Do not write about named people. "
        "Frøya is independent and is not Fagforbundet's own chat. The sources are in Norwegian.",
        notice_short="Frøya can be wrong. Check the sources.",
        to_field="Go to the question field",
        to_answer="Go to the answer",
        views="Views",
        ask_view="Ask",
        languages="Language",
        examples="Questions you can try",
        field="Your question",
        field_hint="Write your question",
        send="Ask",
        conversation="Your conversation with Frøya",
        you_asked="You asked:",
        quote="Quote:",
        searching="Searching …",
        writing="The language model is writing. Each claim is checked against the sources …",
        ready_none="Answer ready, no sources",
        ready_one="Answer ready, 1 source",
        ready_many="Answer ready, {sources} sources",
        ready_refused="Answer ready. The sources do not answer the question.",
        restored="Your conversation is back.",
        sources_changed="The sources have changed since last time, so the answers were made anew.",
        empty="The field is empty. Write what you wonder about, for example “How do I delegate without losing track?”",
        too_long="The question is {count} characters long. I can read at most {limit}. Shorten it, and ask one thing at a time.",
        no_words="I find no words in the question. Write what you wonder about in a few words.",
        private="It looks as if you have written a national identity number. I have neither looked it up nor kept it. "
        "Write the question again without saying whom it is about.",
        busy="Many people are asking right now. Your text is still here. Try again in a moment.",
        lost="I cannot reach Frøya. Your text is still here. Try again in a moment.",
        unexpected="Something went wrong on my side, not yours. Try again, or put the question another way.",
        counter="{count} of {limit} characters",
        delete="Delete the conversation",
        deleted="The conversation is deleted.",
        undo="Undo the deletion",
        only_quotes="Quotes only",
        copy="Copy",
        copied="The answer is copied",
        not_copied="Could not copy. Select the text and copy it yourself.",
        actions="What you can do with the answer",
        source_panel="The source",
        close_source="Close the source",
        open_source="Open source",
        loading_source="Fetching the source …",
        no_connection="Cannot fetch the source",
        no_connection_help="Check that Frøya is still running, and try again.",
        back_to_chat="Back to the chat",
        original="Read the original at {publisher}",
        published="published {date}",
        updated="updated {date}",
        law_as_of="the law is as of {date}",
        section="Under “{heading}”",
        speaks={
            "lov og avtale": "Law and agreements",
            "myndighetsveiledning": "The authorities",
            "forskning": "Research",
            "fagstoff": "Professional literature",
            "partenes syn": "One of the parties",
            "gitt kilde": "One of the parties",
            "veiledning": "Frøya's own guidance",
            "eksempel": "Example",
            "egen kilde": "Own source",
        },
        voice="The words are {voice}",
        old="More than five years old",
        builds_on="The sentence builds on:",
        no_source="Could not find the source",
        no_source_help="The document is no longer in the collection. Ask the question again to get a source that is.",
        changed="The source has changed since the answer was given, so the quote cannot be shown in its place. Ask the question again.",
        own_examples=(
            "How should I react when an employee makes a small mistake?",
            "What is trust-based leadership?",
            "How do I delegate without losing track?",
            "What is psychological safety?",
            "Is trust the opposite of control?",
            "How do I get people to speak up in meetings?",
            "How can I rebuild trust that is broken?",
            "How do I lead a team that works from home?",
        ),
    ),
}


def interface_for(accept_language: str) -> Language:
    """Return the language of the interface for a browser that sends this Accept-Language header.

    Of the languages a reader names, the best-liked decides: nynorsk, or bokmål for the rest of Scandinavia, or English.
    """
    liked: list[tuple[float, int, str]] = []
    for place, part in enumerate(accept_language.split(",")):
        tag, _, quality = part.strip().partition(";q=")
        try:
            liked.append((-float(quality or 1), place, tag.strip().lower().partition("-")[0]))
        except ValueError:
            continue
    spoken = min(liked)[2] if liked else ""
    if spoken == "nn":
        return "nn"
    return "nb" if spoken in ("nb", "no", "da", "sv", "") else "en"
