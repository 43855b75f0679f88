"""What Frøya says herself in a file, one set for each language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frøya.language import Language


@dataclass(frozen=True, slots=True)
class Words:
    """The frame of a file. ``{…}`` are filled in."""

    answer: str
    conversation: str
    form: str
    undated: str
    retrieved: str
    law: str
    about: str
    fallible: str
    independent: str
    key: str
    key_generated: str
    key_refused: str
    key_retrieved: str
    made: str
    page: str
    months: tuple[str, ...]
    day: str
    full: str

    def day_and_month(self, day: date) -> str:
        """Return a date without its year: «2. mars»."""
        return self.day.format(day=day.day, month=self.months[day.month - 1])

    def date(self, day: date) -> str:
        """Return a date: «2. mars 2023»."""
        return self.full.format(day=self.day_and_month(day), year=day.year)


WORDS: dict[Language, Words] = {
    "nb": Words(
        answer="Svar fra Frøya",
        conversation="Samtale med Frøya",
        form="Veiledning",
        undated="u.å.",
        retrieved="Hentet {date} fra",
        law="Loven er gjengitt per {date}.",
        about="Om denne filen",
        fallible="Frøya er en KI-tjeneste og kan ta feil. Les i kilden før du bygger en avgjørelse på svaret.",
        independent="Frøya er uavhengig og snakker ikke for Fagforbundet eller Idébanken.",
        key="Setninger med tall i klammer står ordrett i kilden med samme tall. Andres ord står i «anførselstegn». "
        "De andre setningene med tall er fra Frøyas egen veiledning.",
        key_generated="Det som er merket «Skrevet av språkmodell», er ikke ordrett.",
        key_refused="Frøya fant ikke svar på alt det ble spurt om. Avsnitt som er merket som nærmest, er ikke svar.",
        key_retrieved="Datoen etter «Hentet» er dagen filen ble laget. Frøya leste inn kildene tidligere.",
        made="Laget {date} fra korpusversjon {version}.",
        page="Side {page} av {pages}",
        months=tuple("januar februar mars april mai juni juli august september oktober november desember".split()),
        day="{day}. {month}",
        full="{day} {year}",
    ),
    "nn": Words(
        answer="Svar frå Frøya",
        conversation="Samtale med Frøya",
        form="Rettleiing",
        undated="u.å.",
        retrieved="Henta {date} frå",
        law="Lova er attgjeven per {date}.",
        about="Om denne fila",
        fallible="Frøya er ei KI-teneste og kan ta feil. Les i kjelda før du byggjer ei avgjerd på svaret.",
        independent="Frøya er uavhengig og snakkar ikkje for Fagforbundet eller Idébanken.",
        key="Setningar med tal i klammar står ordrett i kjelda med same tal. Orda til andre står i «hermeteikn». "
        "Dei andre setningane med tal er frå Frøyas eiga rettleiing.",
        key_generated="Det som er merkt «Skrive av språkmodell», er ikkje ordrett.",
        key_refused="Frøya fann ikkje svar på alt det vart spurt om. Avsnitt som er merkte som nærmast, er ikkje svar.",
        key_retrieved="Datoen etter «Henta» er dagen fila vart laga. Frøya las inn kjeldene tidlegare.",
        made="Laga {date} frå korpusversjon {version}.",
        page="Side {page} av {pages}",
        months=tuple("januar februar mars april mai juni juli august september oktober november desember".split()),
        day="{day}. {month}",
        full="{day} {year}",
    ),
    "en": Words(
        answer="An answer from Frøya",
        conversation="A conversation with Frøya",
        form="Guidance",
        undated="n.d.",
        retrieved="Retrieved {date}, from",
        law="The law is as of {date}.",
        about="About this file",
        fallible="Frøya is an AI service and can be wrong. Read the source before you base a decision on the answer.",
        independent="Frøya is independent and does not speak for Fagforbundet or Idébanken.",
        key="Sentences with a number in brackets stand word for word in the source with that number. The words of others "
        "are in «quotation marks». The other numbered sentences are from Frøya's own guidance.",
        key_generated="What is marked “Written by a language model” is not verbatim.",
        key_refused="Frøya did not find an answer to everything that was asked. Passages marked as the nearest are not answers.",
        key_retrieved="The date after “Retrieved” is the day this file was made. Frøya read the sources earlier.",
        made="Made {date} from corpus version {version}.",
        page="Page {page} of {pages}",
        months=tuple("January February March April May June July August September October November December".split()),
        day="{month} {day}",
        full="{day}, {year}",
    ),
}
