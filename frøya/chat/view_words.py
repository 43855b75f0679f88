"""What the views beside the chat say: checking a quote, comparing sources, downloading an answer, and feedback on one.

As in frøya/chat/words.py there is one set for each language of the interface, and ``{…}`` are filled in.
"""

from __future__ import annotations

from dataclasses import dataclass

from frøya.language import Language


@dataclass(frozen=True, slots=True)
class ViewWords:
    """The words of the views."""

    to_content: str
    error: str
    no_page: str
    no_page_help: str
    incomplete: str
    incomplete_help: str
    # A quote is checked
    check: str
    check_intro: str
    check_field: str
    check_hint: str
    check_send: str
    check_empty: str
    check_long: str
    check_unreadable: str
    check_private: str
    verdicts: dict[str, str]
    told: dict[str, str]
    omissions: str
    scattered: str
    apart: str
    some: str
    place: str
    places: str
    open_at: str
    whole_sentence: str
    difference: str
    only_pasted: str
    only_source: str
    meaning: str
    kinds: dict[str, str]
    added: str
    missing: str
    replaced: str
    left_out: str
    # Sources are compared
    compare: str
    compare_intro: str
    compare_field: str
    compare_send: str
    compare_result: str
    rests_on: str
    # An answer is downloaded
    download: str
    the_answer: str
    formats: dict[str, str]
    copy_markdown: str
    changed: str
    changed_help: str
    changed_download: str
    ask_again: str
    cannot: str
    # Feedback on an answer
    useful: str
    yes: str
    no: str
    title_up: str
    title_down: str
    about: str
    why: str
    reasons: dict[str, str]
    comment: str
    comment_hint: str
    stored: str
    send: str
    thanks: str
    thanks_help: str
    not_saved: str
    comment_long: str
    comment_private: str
    feedback_changed: str
    close: str


VIEW_WORDS: dict[Language, ViewWords] = {
    "nb": ViewWords(
        to_content="Gå til innholdet",
        error="Feil",
        no_page="Siden finnes ikke",
        no_page_help="Sjekk adressen, eller gå tilbake til chatten.",
        incomplete="Forespørselen er ikke hel",
        incomplete_help="Lenken eller skjemaet mangler noe, så jeg vet ikke hva jeg skal vise. Ingenting er lagret. "
        "Gå tilbake til chatten, og prøv derfra.",
        check="Sjekk sitatet",
        check_intro="Lim inn en setning, så ser du om den står ordrett i kildene, nesten, eller ikke i det hele tatt.",
        check_field="Setningen du vil sjekke",
        check_hint="Høyst {limit} tegn. Anførselstegn og kildenumre gjør ingenting. Vis med … hva som er utelatt.",
        check_send="Sjekk",
        check_empty="Feltet er tomt. Lim inn setningen du vil finne i kildene.",
        check_long="Teksten er på {count} tegn. Jeg kan sjekke høyst {limit} om gangen. Ta bort noen setninger.",
        check_unreadable="Dette kan jeg ikke sjekke. Jeg trenger minst to ord, og høyst ti deler med … mellom. Lim inn hele setningen.",
        check_private="Det ser ut til at teksten har et fødselsnummer. Jeg har ikke sjekket den eller tatt vare på den. "
        "Lim inn sitatet på nytt uten nummeret.",
        verdicts={"verbatim": "Ordrett", "near": "Nesten", "absent": "Finnes ikke"},
        told={
            "verbatim": "Teksten står slik i kildene.",
            "near": "Teksten står ikke ordrett i kildene, men ligner.",
            "absent": "Jeg finner ikke teksten i kildene, heller ikke noe som ligner.",
        },
        omissions="Teksten står i kilden, med utelatelser. Det som er utelatt, er vist under.",
        scattered="Hver del står ordrett i kildene, men ikke i samme kilde i denne rekkefølgen.",
        apart="Setningene står ordrett i kildene, men ikke sammen i denne rekkefølgen.",
        some="Setningene er sjekket hver for seg.",
        place="Her står det",
        places="Det står {count} steder",
        open_at="Se setningen i kilden",
        whole_sentence="Hele setningen i kilden:",
        difference="Forskjellen",
        only_pasted="bare hos deg:",
        only_source="bare i kilden:",
        meaning="Dette endrer meningen:",
        kinds={
            "negation": "nektelse",
            "number": "tall eller tid",
            "modal": "hva noen skal, bør eller kan",
            "actor": "hvem det gjelder",
            "extent": "hvor langt det gjelder",
        },
        added="{kind}: «{pasted}» er lagt til",
        missing="{kind}: «{source}» er borte",
        replaced="{kind}: kilden har «{source}», du har «{pasted}»",
        left_out="Se opp: {words} står i kilden, men er ikke med i sitatet.",
        compare="Sammenlign kilder",
        compare_intro="Still ett spørsmål, så ser du hva lov, myndigheter, forskning og parter sier om det, hver for seg.",
        compare_field="Spørsmålet du vil sammenligne kilder om",
        compare_send="Sammenlign",
        compare_result="Dette sier kildene",
        rests_on="Bygger på:",
        download="Last ned",
        the_answer="Svaret",
        formats={"docx": "Word", "pdf": "PDF", "md": "Markdown"},
        copy_markdown="Kopier som Markdown",
        changed="Svaret er blitt et annet",
        changed_help="Kildene eller Frøya er endret siden du fikk svaret, så filen ville ikke blitt lik det du leste. "
        "Du kan laste ned svaret slik det er nå, eller stille spørsmålet på nytt og lese det først.",
        changed_download="Last ned svaret slik det er nå ({format})",
        ask_again="Still spørsmålet på nytt",
        cannot="Kan ikke lage filen",
        useful="Var svaret nyttig?",
        yes="Ja",
        no="Nei",
        title_up="Så bra at svaret var nyttig",
        title_down="Hva var galt med svaret?",
        about="Svaret gjelder: {question}",
        why="Velg det som passer best (du kan la være)",
        reasons={
            "feil kilde": "Feil kilde",
            "svarte ikke": "Svarte ikke på spørsmålet",
            "for langt": "For langt",
            "feil språk": "Feil språk",
            "finner ikke sitatet": "Jeg finner ikke sitatet",
            "annet": "Noe annet",
        },
        comment="Vil du si mer? (du kan la være)",
        comment_hint="Høyst {limit} tegn. Ikke skriv navn eller andre opplysninger om personer.",
        stored="Spørsmålet, svaret og det du skriver her, lagres hos den som driver denne chatten, og slettes etter {days} dager. "
        "Hvem du er, lagres ikke.",
        send="Send",
        thanks="Takk",
        thanks_help="Tilbakemeldingen er lagret.",
        not_saved="Tilbakemeldingen ble ikke lagret, fordi filen den skal i, er opptatt eller ikke kan skrives. "
        "Det du skrev, står her. Prøv igjen om litt.",
        comment_long="Kommentaren er på {count} tegn. Det er plass til {limit}. Skriv den kortere.",
        comment_private="Det ser ut til at du har skrevet et fødselsnummer. Tilbakemeldingen er ikke lagret. Skriv den på nytt uten nummeret.",
        feedback_changed="Svaret er blitt et annet siden du leste det, så tilbakemeldingen ble ikke lagret. "
        "Det du skrev, står her. Still spørsmålet på nytt, og si hva du synes om det nye svaret.",
        close="Lukk",
    ),
    "nn": ViewWords(
        to_content="Gå til innhaldet",
        error="Feil",
        no_page="Sida finst ikkje",
        no_page_help="Sjekk adressa, eller gå tilbake til chatten.",
        incomplete="Førespurnaden er ikkje heil",
        incomplete_help="Lenkja eller skjemaet manglar noko, så eg veit ikkje kva eg skal vise. Ingenting er lagra. "
        "Gå tilbake til chatten, og prøv derifrå.",
        check="Sjekk sitatet",
        check_intro="Lim inn ei setning, så ser du om ho står ordrett i kjeldene, nesten, eller ikkje i det heile.",
        check_field="Setninga du vil sjekke",
        check_hint="Høgst {limit} teikn. Hermeteikn og kjeldenummer gjer ingenting. Vis med … kva som er utelate.",
        check_send="Sjekk",
        check_empty="Feltet er tomt. Lim inn setninga du vil finne i kjeldene.",
        check_long="Teksten er på {count} teikn. Eg kan sjekke høgst {limit} om gongen. Ta bort nokre setningar.",
        check_unreadable="Dette kan eg ikkje sjekke. Eg treng minst to ord, og høgst ti delar med … mellom. Lim inn heile setninga.",
        check_private="Det ser ut til at teksten har eit fødselsnummer. Eg har ikkje sjekka han eller teke vare på han. "
        "Lim inn sitatet på nytt utan nummeret.",
        verdicts={"verbatim": "Ordrett", "near": "Nesten", "absent": "Finst ikkje"},
        told={
            "verbatim": "Teksten står slik i kjeldene.",
            "near": "Teksten står ikkje ordrett i kjeldene, men liknar.",
            "absent": "Eg finn ikkje teksten i kjeldene, heller ikkje noko som liknar.",
        },
        omissions="Teksten står i kjelda, med utelatingar. Det som er utelate, er vist under.",
        scattered="Kvar del står ordrett i kjeldene, men ikkje i same kjelde i denne rekkjefølgja.",
        apart="Setningane står ordrett i kjeldene, men ikkje saman i denne rekkjefølgja.",
        some="Setningane er sjekka kvar for seg.",
        place="Her står det",
        places="Det står {count} stader",
        open_at="Sjå setninga i kjelda",
        whole_sentence="Heile setninga i kjelda:",
        difference="Skilnaden",
        only_pasted="berre hos deg:",
        only_source="berre i kjelda:",
        meaning="Dette endrar meininga:",
        kinds={
            "negation": "nekting",
            "number": "tal eller tid",
            "modal": "kva nokon skal, bør eller kan",
            "actor": "kven det gjeld",
            "extent": "kor langt det gjeld",
        },
        added="{kind}: «{pasted}» er lagt til",
        missing="{kind}: «{source}» er borte",
        replaced="{kind}: kjelda har «{source}», du har «{pasted}»",
        left_out="Sjå opp: {words} står i kjelda, men er ikkje med i sitatet.",
        compare="Samanlikn kjelder",
        compare_intro="Still eitt spørsmål, så ser du kva lov, styresmakter, forsking og partar seier om det, kvar for seg.",
        compare_field="Spørsmålet du vil samanlikne kjelder om",
        compare_send="Samanlikn",
        compare_result="Dette seier kjeldene",
        rests_on="Byggjer på:",
        download="Last ned",
        the_answer="Svaret",
        formats={"docx": "Word", "pdf": "PDF", "md": "Markdown"},
        copy_markdown="Kopier som Markdown",
        changed="Svaret har vorte eit anna",
        changed_help="Kjeldene eller Frøya er endra sidan du fekk svaret, så fila ville ikkje vorte lik det du las. "
        "Du kan laste ned svaret slik det er no, eller stille spørsmålet på nytt og lese det først.",
        changed_download="Last ned svaret slik det er no ({format})",
        ask_again="Still spørsmålet på nytt",
        cannot="Kan ikkje lage fila",
        useful="Var svaret nyttig?",
        yes="Ja",
        no="Nei",
        title_up="Så bra at svaret var nyttig",
        title_down="Kva var gale med svaret?",
        about="Svaret gjeld: {question}",
        why="Vel det som passar best (du kan la vere)",
        reasons={
            "feil kilde": "Feil kjelde",
            "svarte ikke": "Svarte ikkje på spørsmålet",
            "for langt": "For langt",
            "feil språk": "Feil språk",
            "finner ikke sitatet": "Eg finn ikkje sitatet",
            "annet": "Noko anna",
        },
        comment="Vil du seie meir? (du kan la vere)",
        comment_hint="Høgst {limit} teikn. Ikkje skriv namn eller andre opplysningar om personar.",
        stored="Spørsmålet, svaret og det du skriv her, blir lagra hos den som driv denne chatten, og sletta etter {days} dagar. "
        "Kven du er, blir ikkje lagra.",
        send="Send",
        thanks="Takk",
        thanks_help="Tilbakemeldinga er lagra.",
        not_saved="Tilbakemeldinga vart ikkje lagra, fordi fila ho skal i, er oppteken eller ikkje kan skrivast. "
        "Det du skreiv, står her. Prøv igjen om litt.",
        comment_long="Kommentaren er på {count} teikn. Det er plass til {limit}. Skriv han kortare.",
        comment_private="Det ser ut til at du har skrive eit fødselsnummer. Tilbakemeldinga er ikkje lagra. Skriv ho på nytt utan nummeret.",
        feedback_changed="Svaret har vorte eit anna sidan du las det, så tilbakemeldinga vart ikkje lagra. "
        "Det du skreiv, står her. Still spørsmålet på nytt, og sei kva du synest om det nye svaret.",
        close="Lukk",
    ),
    "en": ViewWords(
        to_content="Go to the content",
        error="Error",
        no_page="The page does not exist",
        no_page_help="Check the address, or go back to the chat.",
        incomplete="The request is not complete",
        incomplete_help="The link or the form lacks something, so I do not know what to show. Nothing was stored. "
        "Go back to the chat and try from there.",
        check="Check a quote",
        check_intro="Paste a sentence to see whether it stands in the sources word for word, nearly, or not at all.",
        check_field="The sentence to check",
        check_hint="At most {limit} characters. Quotation marks and source numbers do no harm. Show with … what is left out.",
        check_send="Check",
        check_empty="The field is empty. Paste the sentence you want to find in the sources.",
        check_long="The text is {count} characters long. I can check at most {limit} at a time. Take out some sentences.",
        check_unreadable="I cannot check this. I need at least two words, and at most ten parts with … between. Paste the whole sentence.",
        check_private="It looks as if the text holds a national identity number. I have neither checked nor kept it. "
        "Paste the quote again without the number.",
        verdicts={"verbatim": "Word for word", "near": "Nearly", "absent": "Not found"},
        told={
            "verbatim": "The text stands like this in the sources.",
            "near": "The text does not stand word for word in the sources, but something like it does.",
            "absent": "I find neither the text nor anything like it in the sources.",
        },
        omissions="The text stands in the source, with words left out. They are shown below.",
        scattered="Each part stands word for word in the sources, but not in one source in this order.",
        apart="The sentences stand word for word in the sources, but not together in this order.",
        some="The sentences are checked one by one.",
        place="Here it stands",
        places="It stands in {count} places",
        open_at="See the sentence in the source",
        whole_sentence="The whole sentence in the source:",
        difference="The difference",
        only_pasted="only in yours:",
        only_source="only in the source:",
        meaning="This changes the meaning:",
        kinds={
            "negation": "negation",
            "number": "number or time",
            "modal": "what someone must, should or may do",
            "actor": "whom it is about",
            "extent": "how far it holds",
        },
        added="{kind}: “{pasted}” is added",
        missing="{kind}: “{source}” is gone",
        replaced="{kind}: the source has “{source}”, you have “{pasted}”",
        left_out="Note: {words} stands in the source, but not in the quote.",
        compare="Compare sources",
        compare_intro="Ask one question to see what law, authorities, research and parties each say about it.",
        compare_field="The question to compare sources on",
        compare_send="Compare",
        compare_result="This is what the sources say",
        rests_on="Builds on:",
        download="Download",
        the_answer="The answer",
        formats={"docx": "Word", "pdf": "PDF", "md": "Markdown"},
        copy_markdown="Copy as Markdown",
        changed="The answer is no longer the same",
        changed_help="The sources or Frøya have changed since you got the answer, so the file would differ from what you read. "
        "You can download the answer as it is now, or ask the question again and read it first.",
        changed_download="Download the answer as it is now ({format})",
        ask_again="Ask the question again",
        cannot="The file cannot be made",
        useful="Was the answer useful?",
        yes="Yes",
        no="No",
        title_up="Good that the answer was useful",
        title_down="What was wrong with the answer?",
        about="The answer is to: {question}",
        why="Choose what fits best (optional)",
        reasons={
            "feil kilde": "Wrong source",
            "svarte ikke": "Did not answer the question",
            "for langt": "Too long",
            "feil språk": "Wrong language",
            "finner ikke sitatet": "I cannot find the quote",
            "annet": "Something else",
        },
        comment="Would you like to say more? (optional)",
        comment_hint="At most {limit} characters. Do not write names or anything else about people.",
        stored="The question, the answer and what you write here are kept by whoever runs this chat, and deleted after {days} days. "
        "Who you are is not kept.",
        send="Send",
        thanks="Thank you",
        thanks_help="Your feedback is saved.",
        not_saved="The feedback was not saved, because the file it goes in is busy or cannot be written. "
        "What you wrote is still here. Try again in a moment.",
        comment_long="The comment is {count} characters long. There is room for {limit}. Shorten it.",
        comment_private="It looks as if you have written a national identity number. The feedback is not saved. Write it again without the number.",
        feedback_changed="The answer has changed since you read it, so the feedback was not saved. "
        "What you wrote is still here. Ask the question again, and say what you think of the new answer.",
        close="Close",
    ),
}
