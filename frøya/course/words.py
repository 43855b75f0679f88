"""What Frøya says around a course, one set for each language: on the screen, in the notes, on phones and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from frøya.language import Language


@dataclass(frozen=True, slots=True)
class Words:
    """The frame of a course. ``{…}`` are filled in."""

    # The list of courses
    courses: str
    courses_about: str
    no_courses: str
    broken: str
    show: str
    read: str
    notes: str
    minutes: str
    steps: str
    frozen: str
    only_here: str
    back: str
    # The screen
    trainer: str
    case: str
    question: str
    dilemma: str
    in_source: str
    changed: str
    law_notice: str
    screen_of: str
    keys: str
    qr_title: str
    qr_plain: str
    qr_loopback: str
    qr_unknown: str
    blank: str
    speaks_for: str
    against: str
    discuss: str
    # Fang feilen
    catch: str
    catch_question: str
    catch_sources: str
    answer_key: str
    key_negation: str
    key_number: str
    key_actor: str
    original: str
    check: str
    verbatim: str
    not_verbatim: str
    # The notes
    now: str
    next: str
    last: str
    no_notes: str
    previous_button: str
    next_button: str
    source_button: str
    qr_button: str
    timer: str
    planned: str
    total: str
    follows: str
    letters: str
    same: str
    unknown_corpus: str
    other_corpus: str
    edited: str
    # The phones
    phone: str
    phone_verbatim: str
    phone_about: str
    sources: str
    choose: str
    chosen: str
    # Dilemmas outside a course
    dilemmas: str
    dilemmas_about: str
    no_dilemmas: str
    other_choice: str
    # The list of things to do
    checklist: str
    checklist_of: str
    checklist_link: str
    no_checklist: str
    no_checklist_help: str
    no_format: str
    plan: str
    periods: tuple[str, str, str]
    own: str
    own_lines: tuple[str, str, str]
    checklist_key: str
    # The handout
    handout: str
    handout_qr: str

    def key(self, number: int, rule: Literal["negation", "number", "actor"], was: str, became: str, text: str) -> str:
        """Return the answer key of «Fang feilen»: which quote, counted from 1, and what was done to it."""
        what = {"negation": self.key_negation, "number": self.key_number, "actor": self.key_actor}[rule]
        said = what.format(number=number, was=was, became=became)
        return f"{self.answer_key}: {said} {self.original} «{text}»"


WORDS: dict[Language, Words] = {
    "nb": Words(
        courses="Kurs",
        courses_about="Kurs med svar som er funnet på forhånd. De virker uten nett.",
        no_courses="Det er ingen kurs her ennå. Lag ett med «froya course new kurs.yaml», og frys det med «froya course freeze kurs.yaml».",
        broken="Kan ikke vises",
        show="Vis på lerretet",
        read="Les kurset",
        notes="Notater",
        minutes="{count} min",
        steps="{count} steg",
        frozen="Svarene ble funnet {date}, korpusversjon {version}.",
        only_here="Denne siden vises bare på kursholderens egen maskin.",
        back="Til kursene",
        trainer="Kursholderens ord",
        case="Situasjon",
        question="Spørsmål til Frøya",
        dilemma="Dilemma",
        in_source="Slik står det i kilden",
        changed="Kilden er endret siden {date}. Sitatet står ikke lenger slik.",
        law_notice="Merk",
        screen_of="{number} av {count}",
        keys="K kilde · Q telefoner · N notater",
        qr_title="Les det samme på telefonen",
        qr_plain="Adressen er http uten kryptering. Andre på samme nett kan se hvilken side du leser. Siden ber ikke om noe og lagrer ingenting.",
        qr_loopback="Ingen telefon når {address}: det er denne maskinens egen adresse. Koble maskinen til rommets nett, og start kurset med «froya course run {file} --phones».",
        qr_unknown="Fant ingen adresse i rommets nett. Koble maskinen til nettet, og start kurset på nytt.",
        blank="Svart skjerm. Trykk B for å fortsette.",
        speaks_for="Taler for",
        against="Taler mot",
        discuss="Snakk sammen",
        catch="Fang feilen",
        catch_question="Ett av sitatene er endret. Hvilket?",
        catch_sources="Sitatene er tatt fra disse kildene:",
        answer_key="Fasit",
        key_negation="Nummer {number} er endret. «{was}» er tatt bort.",
        key_number="Nummer {number} er endret. Tallet «{was}» er blitt «{became}».",
        key_actor="Nummer {number} er endret. «{was}» er blitt «{became}».",
        original="I kilden står det:",
        check="Sjekk sitatet",
        verbatim="Sitatet står ordrett i kilden.",
        not_verbatim="Sitatet står ikke slik i kilden. Der står det:",
        now="Nå",
        next="Neste",
        last="Siste skjerm",
        no_notes="Ingen notater til dette steget.",
        previous_button="Forrige",
        next_button="Neste",
        source_button="Vis kilden",
        qr_button="Vis QR-koden",
        timer="Brukt",
        planned="Planlagt",
        total="I alt",
        follows="Vinduet følger lerretet når begge er åpne i samme nettleser.",
        letters="Slå av bokstavtastene på lerretet",
        same="Alle sitatene står ordrett i korpuset nå.",
        unknown_corpus="Korpuset er ikke på denne maskinen, så sitatene er ikke sammenlignet med det.",
        other_corpus="Korpuset er endret siden kurset ble fryst, men sitatene i dette steget står der fortsatt.",
        edited="Kursfilen er endret etter at kurset ble fryst. Frys det på nytt for å få med endringene.",
        phone="Fra kurset «{title}»",
        phone_verbatim="Sitatene er ordrette.",
        phone_about="Frøya er en KI-tjeneste og kan velge feil. Ingenting du gjør her, blir lagret.",
        sources="Kilder",
        choose="Velg",
        chosen="Du valgte",
        dilemmas="Dilemmaer",
        dilemmas_about="Situasjoner uten fasit. Velg, og se hva to kilder sier for og mot. Valget blir ikke lagret.",
        no_dilemmas="Det er ingen dilemmaer i dette korpuset.",
        other_choice="Velg noe annet",
        checklist="Sjekkliste",
        checklist_of="Sjekkliste fra Frøya",
        checklist_link="Sjekkliste med plan for 30, 60 og 90 dager",
        no_checklist="Kan ikke lage sjekklisten",
        no_checklist_help="Kildene svarer ikke på spørsmålet, eller spørsmålet mangler. Still det i chatten, og lag sjekklisten fra svaret.",
        no_format="Formatet finnes ikke. Velg et av disse: {formats}.",
        plan="Plan for 30, 60 og 90 dager",
        periods=("De første 30 dagene", "Innen 60 dager", "Innen 90 dager"),
        own="Eget forslag:",
        own_lines=(
            "Velg ett punkt å begynne med, og fortell de andre hvorfor.",
            "Spør dem det gjelder, hva som virker og hva som må endres.",
            "Bestem sammen hva dere fortsetter med, og hva dere slutter med.",
        ),
        checklist_key="Linjer med tall i klammer står ordrett i kilden. «Eget forslag» er Frøyas eget og har ingen kilde.",
        handout="Utdelingsark",
        handout_qr="Det samme på telefonen, mens kurset vises i rommet",
    ),
    "nn": Words(
        courses="Kurs",
        courses_about="Kurs med svar som er funne på førehand. Dei verkar utan nett.",
        no_courses="Det er ingen kurs her enno. Lag eitt med «froya course new kurs.yaml», og frys det med «froya course freeze kurs.yaml».",
        broken="Kan ikkje visast",
        show="Vis på lerretet",
        read="Les kurset",
        notes="Notat",
        minutes="{count} min",
        steps="{count} steg",
        frozen="Svara vart funne {date}, korpusversjon {version}.",
        only_here="Denne sida blir berre vist på maskina til kurshaldaren.",
        back="Til kursa",
        trainer="Orda til kurshaldaren",
        case="Situasjon",
        question="Spørsmål til Frøya",
        dilemma="Dilemma",
        in_source="Slik står det i kjelda",
        changed="Kjelda er endra sidan {date}. Sitatet står ikkje lenger slik.",
        law_notice="Merk",
        screen_of="{number} av {count}",
        keys="K kjelde · Q telefonar · N notat",
        qr_title="Les det same på telefonen",
        qr_plain="Adressa er http utan kryptering. Andre på same nettet kan sjå kva side du les. Sida ber ikkje om noko og lagrar ingenting.",
        qr_loopback="Ingen telefon når {address}: det er adressa maskina har til seg sjølv. Kople maskina til nettet i rommet, og start kurset med «froya course run {file} --phones».",
        qr_unknown="Fann inga adresse i nettet i rommet. Kople maskina til nettet, og start kurset på nytt.",
        blank="Svart skjerm. Trykk B for å halde fram.",
        speaks_for="Talar for",
        against="Talar mot",
        discuss="Snakk saman",
        catch="Fang feilen",
        catch_question="Eitt av sitata er endra. Kva for eitt?",
        catch_sources="Sitata er tekne frå desse kjeldene:",
        answer_key="Fasit",
        key_negation="Nummer {number} er endra. «{was}» er teke bort.",
        key_number="Nummer {number} er endra. Talet «{was}» har vorte «{became}».",
        key_actor="Nummer {number} er endra. «{was}» har vorte «{became}».",
        original="I kjelda står det:",
        check="Sjekk sitatet",
        verbatim="Sitatet står ordrett i kjelda.",
        not_verbatim="Sitatet står ikkje slik i kjelda. Der står det:",
        now="No",
        next="Neste",
        last="Siste skjerm",
        no_notes="Ingen notat til dette steget.",
        previous_button="Førre",
        next_button="Neste",
        source_button="Vis kjelda",
        qr_button="Vis QR-koden",
        timer="Brukt",
        planned="Planlagt",
        total="I alt",
        follows="Vindauget følgjer lerretet når begge er opne i same nettlesaren.",
        letters="Slå av bokstavtastane på lerretet",
        same="Alle sitata står ordrett i korpuset no.",
        unknown_corpus="Korpuset er ikkje på denne maskina, så sitata er ikkje samanlikna med det.",
        other_corpus="Korpuset er endra sidan kurset vart frose, men sitata i dette steget står der framleis.",
        edited="Kursfila er endra etter at kurset vart frose. Frys det på nytt for å få med endringane.",
        phone="Frå kurset «{title}»",
        phone_verbatim="Sitata er ordrette.",
        phone_about="Frøya er ei KI-teneste og kan velje feil. Ingenting du gjer her, blir lagra.",
        sources="Kjelder",
        choose="Vel",
        chosen="Du valde",
        dilemmas="Dilemma",
        dilemmas_about="Situasjonar utan fasit. Vel, og sjå kva to kjelder seier for og mot. Valet blir ikkje lagra.",
        no_dilemmas="Det er ingen dilemma i dette korpuset.",
        other_choice="Vel noko anna",
        checklist="Sjekkliste",
        checklist_of="Sjekkliste frå Frøya",
        checklist_link="Sjekkliste med plan for 30, 60 og 90 dagar",
        no_checklist="Kan ikkje lage sjekklista",
        no_checklist_help="Kjeldene svarer ikkje på spørsmålet, eller spørsmålet manglar. Still det i chatten, og lag sjekklista frå svaret.",
        no_format="Formatet finst ikkje. Vel eitt av desse: {formats}.",
        plan="Plan for 30, 60 og 90 dagar",
        periods=("Dei første 30 dagane", "Innan 60 dagar", "Innan 90 dagar"),
        own="Eige forslag:",
        own_lines=(
            "Vel eitt punkt å begynne med, og fortel dei andre kvifor.",
            "Spør dei det gjeld, kva som verkar og kva som må endrast.",
            "Avgjer saman kva de held fram med, og kva de sluttar med.",
        ),
        checklist_key="Linjer med tal i klammar står ordrett i kjelda. «Eige forslag» er Frøyas eige og har inga kjelde.",
        handout="Utdelingsark",
        handout_qr="Det same på telefonen, medan kurset blir vist i rommet",
    ),
    "en": Words(
        courses="Courses",
        courses_about="Courses with answers found beforehand. They work without a network.",
        no_courses="There are no courses here yet. Make one with “froya course new kurs.yaml”, and freeze it with “froya course freeze kurs.yaml”.",
        broken="Cannot be shown",
        show="Show on the screen",
        read="Read the course",
        notes="Notes",
        minutes="{count} min",
        steps="{count} steps",
        frozen="The answers were found on {date}, corpus version {version}.",
        only_here="This page is shown only on the trainer's own machine.",
        back="To the courses",
        trainer="The trainer's words",
        case="Situation",
        question="Question to Frøya",
        dilemma="Dilemma",
        in_source="As it stands in the source",
        changed="The source has changed since {date}. The quote no longer stands there like this.",
        law_notice="Note",
        screen_of="{number} of {count}",
        keys="K source · Q phones · N notes",
        qr_title="Read the same on your phone",
        qr_plain="The address is http, without encryption. Others on the same network can see which page you read. The page asks for nothing and stores nothing.",
        qr_loopback="No phone can reach {address}: it is this machine's own address. Connect the machine to the room's network, and start the course with “froya course run {file} --phones”.",
        qr_unknown="Found no address on the room's network. Connect the machine to it, and start the course again.",
        blank="Black screen. Press B to go on.",
        speaks_for="Speaks for",
        against="Speaks against",
        discuss="Talk together",
        catch="Catch the error",
        catch_question="One of the quotes has been altered. Which one?",
        catch_sources="The quotes are taken from these sources:",
        answer_key="Answer key",
        key_negation="Number {number} is altered. “{was}” has been taken out.",
        key_number="Number {number} is altered. The number “{was}” has become “{became}”.",
        key_actor="Number {number} is altered. “{was}” has become “{became}”.",
        original="The source says:",
        check="Check the quote",
        verbatim="The quote stands word for word in the source.",
        not_verbatim="The quote does not stand like this in the source. It says:",
        now="Now",
        next="Next",
        last="Last screen",
        no_notes="No notes for this step.",
        previous_button="Previous",
        next_button="Next",
        source_button="Show the source",
        qr_button="Show the QR code",
        timer="Used",
        planned="Planned",
        total="In all",
        follows="This window follows the screen when both are open in the same browser.",
        letters="Turn off the letter keys on the screen",
        same="Every quote stands word for word in the corpus now.",
        unknown_corpus="The corpus is not on this machine, so the quotes have not been compared with it.",
        other_corpus="The corpus has changed since the course was frozen, but the quotes of this step still stand there.",
        edited="The course file has changed since the course was frozen. Freeze it again to get the changes.",
        phone="From the course “{title}”",
        phone_verbatim="The quotes are verbatim.",
        phone_about="Frøya is an AI service and can choose wrongly. Nothing you do here is stored.",
        sources="Sources",
        choose="Choose",
        chosen="You chose",
        dilemmas="Dilemmas",
        dilemmas_about="Situations without a right answer. Choose, and see what two sources say for and against. The choice is not stored.",
        no_dilemmas="There are no dilemmas in this corpus.",
        other_choice="Choose something else",
        checklist="Checklist",
        checklist_of="A checklist from Frøya",
        checklist_link="Checklist with a plan for 30, 60 and 90 days",
        no_checklist="Cannot make the checklist",
        no_checklist_help="The sources do not answer the question, or there is none. Ask it in the chat, and make the checklist from the answer.",
        no_format="There is no such format. Choose one of these: {formats}.",
        plan="Plan for 30, 60 and 90 days",
        periods=("The first 30 days", "Within 60 days", "Within 90 days"),
        own="Own suggestion:",
        own_lines=(
            "Choose one point to begin with, and tell the others why.",
            "Ask those it concerns what works and what must change.",
            "Decide together what you go on with, and what you stop doing.",
        ),
        checklist_key="Lines with a number in brackets stand word for word in the source. “Own suggestion” is Frøya's own and has no source.",
        handout="Handout",
        handout_qr="The same on your phone, while the course is shown in the room",
    ),
}
