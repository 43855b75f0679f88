"""What the page says, in bokmål. (Answers follow the language of the question; see frøya/answering/words.py.)"""

TITLE = "Frøya – spør om tillitsbasert ledelse"
NAME = "Frøya"
SUBJECT = "Tillitsbasert ledelse"
GREETING = "Hei, jeg heter Frøya. Hva kan jeg hjelpe med?"
NOTICE = (
    "Frøya er en KI-tjeneste og kan svare feil. Sjekk kildene. Ikke skriv om navngitte personer. "
    "Frøya er uavhengig og er ikke Fagforbundets egen chat."
)
FIELD_LABEL = "Spørsmålet ditt"
FIELD_HINT = "Skriv spørsmålet ditt"
SEND = "Spør"
EXAMPLES_LABEL = "Prøv et av disse"
EXAMPLES = (
    "Hvordan bør jeg reagere når en ansatt gjør en liten feil?",
    "Hva er tillitsbasert ledelse?",
    "Hvordan får jeg folk til å si fra på møtene?",
    "Er tillit det motsatte av kontroll?",
)
CHAT_LABEL = "Samtalen med Frøya"

SOURCE_PANEL = "Kilden"
BACK_TO_CHAT = "Tilbake til chatten"
ORIGINAL = "Les originalen hos {publisher}"
PUBLISHED = "publisert {date}"
UPDATED = "oppdatert {date}"
BUILDS_ON = "Setningen bygger på:"
NO_SOURCE = "Fant ikke kilden"
NO_SOURCE_HELP = "Dokumentet finnes ikke i korpuset lenger. Still spørsmålet på nytt, så får du en kilde som finnes."
CHANGED = "Kilden er endret siden svaret ble gitt, så sitatet kan ikke vises på plassen sin. Still spørsmålet på nytt."
UNEXPECTED = "Noe gikk galt hos meg, ikke hos deg. Prøv igjen, eller still spørsmålet på en annen måte."
