"""Nynorsk, dialect, Danish and Swedish → bokmål, word by word, so that the same question finds the same sources.

The embedding model knows the languages, but draws a question towards texts in its own; a question is therefore looked
up in bokmål, which most of the corpus is in. Only how it is looked up changes, never what is shown.
"""

from __future__ import annotations

import re

# Words of the field and its surroundings, by which texts are searched too. Inflected forms are given where stems differ.
FIELD_WORDS = {
    "leiar": "leder", "leiaren": "lederen", "leiarar": "ledere", "leiarane": "lederne", "leiing": "ledelse",
    "leiinga": "ledelsen", "leie": "lede", "tilsett": "ansatt", "tilsette": "ansatte", "tryggleik": "trygghet",
    "tryggleiken": "trygghet", "medarbeidar": "medarbeider", "medarbeidarar": "medarbeidere",
    "medarbeidarane": "medarbeiderne", "tillitsvald": "tillitsvalgt", "tillitsvalde": "tillitsvalgte",
    "verneombod": "verneombud", "verneombodet": "verneombud", "tilbakemeldingar": "tilbakemeldinger",
    "medverknad": "medvirkning", "medverke": "medvirke", "medråderett": "medbestemmelse",
    "medbestemming": "medbestemmelse", "avgjerd": "beslutning", "avgjerder": "beslutninger",
    "avgjerdene": "beslutninger", "oppgåve": "oppgave", "oppgåver": "oppgaver", "kvardag": "hverdag",
    "kvardagen": "hverdagen", "skilnad": "forskjell", "skilnaden": "forskjell", "røynsle": "erfaring",
    "røynsler": "erfaringer", "kunnskapar": "kunnskap", "sjukmeld": "sykmeldt", "sjukmelde": "sykmeldte",
    "sjukefråvær": "sykefravær", "fråvær": "fravær", "mistak": "feil", "tabbe": "feil", "teieplikt": "taushetsplikt",
    "arbeidsgivar": "arbeidsgiver", "arbeidstakar": "arbeidstaker", "rettleie": "veilede", "rettleiing": "veiledning",
    "krevje": "kreve", "fylgje": "følge", "følgje": "følge", "styringa": "styring", "kjelde": "kilde",
    "kjelder": "kilder", "døme": "eksempel", "råda": "rådene", "mistru": "mistillit", "tiltru": "tillit",
    "vere": "være", "byggje": "bygge", "byggjer": "bygger", "gje": "gi", "gjev": "gir", "medlemer": "medlemmer",
    "høgt": "høyt", "takhøgd": "takhøyde", "innbyggjar": "innbygger", "innbyggjarar": "innbyggere",
    "brukarar": "brukere", "brukar": "bruker", "åtvaring": "advarsel", "åtvare": "advare", "verksemd": "virksomhet",
    "verksemda": "virksomheten", "styresmaktene": "myndighetene", "heimetenesta": "hjemmetjenesten",
    "heimeteneste": "hjemmetjeneste", "heimekontor": "hjemmekontor", "sjukeheim": "sykehjem",
    "sjukeheimen": "sykehjemmet", "sjukmelding": "sykmelding", "omsorgstenesta": "omsorgstjenesten",
    "teneste": "tjeneste", "tenester": "tjenester", "tenesta": "tjenesten", "tenestene": "tjenestene",
    "arbeidstakarar": "arbeidstakere", "arbeidsgivarar": "arbeidsgivere", "usemje": "uenighet", "usamde": "uenige",
    "einige": "enige", "semje": "enighet", "høyring": "høring", "leiargruppa": "ledergruppen",
    "leiargruppe": "ledergruppe", "mellomleiar": "mellomleder", "mellomleiarar": "mellomledere",
    "leiarrolla": "lederrollen", "leiarspenn": "lederspenn", "leiarmøte": "ledermøte", "leiarmøtet": "ledermøtet",
    "rettar": "rettigheter", "opplæringa": "opplæringen", "rapportar": "rapporter", "reglar": "regler",
    "reglane": "reglene", "møteplassar": "møteplasser", "møta": "møtene", "måla": "målene", "feila": "feilene",
    "endringar": "endringer", "endringa": "endringen", "utfordringar": "utfordringer", "erfaringar": "erfaringer",
    "øvingar": "øvelser", "øving": "øvelse", "nyskaping": "innovasjon", "varslar": "varsler", "avvika": "avvikene",
    "hendingar": "hendelser", "hending": "hendelse", "gransking": "undersøkelse", "granske": "undersøke",
    "lova": "loven", "forskinga": "forskningen", "forsking": "forskning", "folkevalde": "folkevalgte",
    "folkevald": "folkevalgt", "kommunar": "kommuner", "kommunane": "kommunene", "sjefar": "sjefer",
    "medarbeidarskap": "medarbeiderskap", "medleiing": "medledelse", "løn": "lønn",
    "digitaliseringa": "digitaliseringen", "omstillinga": "omstillingen", "nedbemanninga": "nedbemanningen",
    "konfliktar": "konflikter", "konfliktane": "konfliktene", "oppfølginga": "oppfølgingen", "tilsyna": "tilsynene",
    "skuldinga": "skylden", "skuld": "skyld", "læra": "lære", "medarbejder": "medarbeider",
    "medarbejdere": "medarbeidere", "fejl": "feil", "arbejde": "arbeid", "arbejdsmiljø": "arbeidsmiljø",
    "tryghed": "trygghet", "uddelegere": "delegere", "medarbetare": "medarbeidere", "misstag": "feil",
    "ledarskap": "ledelse", "ledare": "leder", "chef": "leder", "chefen": "lederen", "återkoppling": "tilbakemelding",
    "arbetsmiljö": "arbeidsmiljø", "tillitsbaserad": "tillitsbasert", "styrning": "styring", "delegera": "delegere",
    "anställd": "ansatt", "anställda": "ansatte", "förtroende": "tillit", "rapportera": "rapportere",
}  # fmt: skip

# Small words, which tell the model what language a question is in and how it is asked.
SMALL_WORDS = {
    "ifølgje": "ifølge",
    "saka": "saken", "skuldra": "skulderen", "rekk": "rekker", "les": "leser", "held": "holder", "fell": "faller", "sit": "sitter", "gruppa": "gruppen",
    "avdelinga": "avdelingen", "eininga": "enheten", "eining": "enhet", "einingar": "enheter", "oppgåva": "oppgaven", "makta": "makten", "tida": "tiden", "hjelpa": "hjelpen",
    "rolla": "rollen", "vakta": "vakten", "løysing": "løsning", "løysinga": "løsningen", "løysingar": "løsninger", "kjensle": "følelse", "kjensler": "følelser", "kjenner": "kjenner",
    "usamd": "uenig", "avgjere": "avgjøre", "avgjer": "avgjør", "avgjerast": "avgjøres", "høgare": "høyere",
    "høg": "høy", "låg": "lav", "lågare": "lavere", "fortelje": "fortelle", "velje": "velge", "byrje": "begynne",
    "byrjar": "begynner", "spørje": "spørre", "gløyme": "glemme", "løyse": "løse", "løyser": "løser", "syne": "vise",
    "syner": "viser", "nytte": "bruke", "nyttar": "bruker", "freiste": "prøve", "fremje": "fremme", "auke": "øke",
    "aukar": "øker", "følgjer": "følger", "følgje": "følge", "innanfor": "innenfor", "utanfor": "utenfor",
    "innan": "innen", "føreset": "forutsetter", "skilje": "skille", "skil": "skiller", "rettleie": "veilede",
    "hengje": "henge", "eg": "jeg", "æ": "jeg", "æg": "jeg", "ej": "jeg", "je": "jeg", "jæ": "jeg", "jag": "jeg",
    "mæ": "meg", "mej": "meg", "me": "vi", "dykk": "dere", "dykkar": "deres", "dokker": "dere", "dokke": "dere",
    "dei": "de", "ho": "hun", "hu": "hun", "hainn": "han", "hannj": "han", "kva": "hva", "ka": "hva", "hå": "hva",
    "va": "hva", "ke": "hva", "vad": "hva", "hvad": "hva", "kven": "hvem", "kem": "hvem", "vem": "hvem",
    "korleis": "hvordan", "kordan": "hvordan", "koss": "hvordan", "kossen": "hvordan", "korsen": "hvordan",
    "kordan's": "hvordan", "åssen": "hvordan", "hvossen": "hvordan", "vordan": "hvordan", "hurdan": "hvordan",
    "hur": "hvordan", "kvifor": "hvorfor", "kefor": "hvorfor", "kvar": "hvor", "kor": "hvor", "kvart": "hvert",
    "nårti": "når", "ikkje": "ikke", "ikkj": "ikke", "ittj": "ikke", "itte": "ikke", "isje": "ikke", "inte": "ikke",
    "ei": "en", "ein": "en", "eit": "et", "éin": "én", "frå": "fra", "berre": "bare", "bærre": "bare",
    "nokon": "noen", "nokre": "noen", "noko": "noe", "nokka": "noe", "nåkka": "noe", "nåen": "noen", "meir": "mer",
    "mykje": "mye", "mykji": "mye", "fleire": "flere", "sjølv": "selv", "sjøl": "selv", "saman": "sammen",
    "utan": "uten", "uta": "uten", "då": "da", "no": "nå", "nu": "nå", "òg": "også", "åsså": "også", "te": "til",
    "åt": "til", "tå": "av", "ska": "skal", "sku": "skulle", "vill": "vil", "kanj": "kan", "e": "er", "æ'": "er",
    "är": "er", "vert": "blir", "verte": "bli", "vere": "være", "vera": "være", "vær": "være", "gjer": "gjør",
    "gjere": "gjøre", "gjera": "gjøre", "gør": "gjør", "gör": "gjør", "göra": "gjøre", "gjev": "gir", "gje": "gi",
    "seier": "sier", "seie": "si", "sei": "si", "fortel": "forteller", "veit": "vet", "kjem": "kommer",
    "kome": "komme", "tek": "tar", "trur": "tror", "skriv": "skriver", "snakkar": "snakker", "kranglar": "krangler",
    "klagar": "klager", "vegrar": "vegrer", "nektar": "nekter", "jobbar": "jobber", "arbeidar": "arbeider",
    "brukar": "bruker", "handlar": "handler", "gjeld": "gjelder", "folka": "folkene", "folkå": "folkene",
    "gong": "gang", "gongen": "gangen", "heile": "hele", "heilt": "helt", "desse": "disse", "kvarandre": "hverandre",
    "eigen": "egen", "eiga": "egen", "eige": "eget", "eigne": "egne", "för": "for", "och": "og", "pao": "på",
    "difor": "derfor", "medan": "mens", "sidan": "siden", "dårleg": "dårlig", "vanleg": "vanlig",
    "vanskeleg": "vanskelig", "tydeleg": "tydelig", "fagleg": "faglig", "skriftleg": "skriftlig",
    "munnleg": "muntlig", "lovpålagd": "lovpålagt", "verkeleg": "virkelig", "eigentleg": "egentlig",
    "naudsynt": "nødvendig", "viktigast": "viktigst", "tidleg": "tidlig", "nyleg": "nylig", "skule": "skole",
    "skulen": "skolen", "veke": "uke", "veka": "uken", "veker": "uker", "månad": "måned", "månader": "måneder",
    "eitt": "ett", "høyrer": "hører", "høyre": "høre",
    "vart": "ble", "vorte": "blitt", "blei": "ble", "spurd": "spurt", "spurde": "spurte", "starta": "startet",
    "laga": "laget", "snakka": "snakket", "byrja": "begynte", "hende": "skje", "hender": "skjer", "slepp": "slipper",
    "sleppe": "slippe", "dersom": "hvis", "leier": "leder", "leidde": "ledet", "leidd": "ledet",
    "rollebyte": "rollebytte", "førstelinja": "førstelinjen", "reforma": "reformen",
    "tillitsreforma": "tillitsreformen", "undersøking": "undersøkelse", "undersøkinga": "undersøkelsen",
    "omtala": "omtalt", "bestem": "bestemmer", "rår": "bestemmer", "ansvarleg": "ansvarlig", "samtalar": "samtaler",
    "trong": "behov", "treng": "trenger", "bed": "ber", "svarar": "svarer", "høyrest": "høres", "skjøne": "forstå",
    "skjønar": "forstår", "tenkjer": "tenker", "tenkje": "tenke", "merkar": "merker", "stolar": "stoler",
    "lit": "stoler", "rosar": "roser", "ventar": "venter", "einast": "eneste", "lønar": "lønner", "trivst": "trives",
    "mistar": "mister",
}  # fmt: skip
# Endings of nynorsk, tried only on a word that neither list has: (ending, bokmål, how long a word must be).
_ENDINGS = (
    ("legare", "ligere", 8), ("lege", "lige", 6), ("leg", "lig", 6), ("heita", "heten", 8), ("heit", "het", 7), ("inga", "ingen", 7),
    ("tilsette", "ansatte", 9), ("tilsett", "ansatt", 9), ("leiarane", "lederne", 9), ("leiarar", "ledere", 8), ("leiaren", "lederen", 8),
    ("leiar", "leder", 6), ("brot", "brudd", 6), ("brotet", "bruddet", 8), ("arane", "erne", 8), ("arar", "ere", 7), ("aren", "eren", 7), ("ingar", "inger", 8), ("ane", "ene", 6),
    ("elsar", "elser", 8), ("ast", "es", 6), ("era", "ere", 6), ("kjer", "ker", 6), ("kje", "ke", 6), ("ggjer", "gger", 6),
    ("ggje", "gge", 5), ("ngjer", "nger", 6), ("ngje", "nge", 5), ("elje", "elle", 7), ("ar", "er", 6),
)  # fmt: skip
# Where bokmål says it with other words: tried before the single words.
_PHRASES = tuple(
    (re.compile(rf"\b{nynorsk}\b", re.IGNORECASE), bokmål)
    for nynorsk, bokmål in (
        ("kva for eit", "hvilket"), ("kva for (?:ein|ei)", "hvilken"), ("kva for", "hvilke"), ("kva slags", "hva slags"),
        ("på kostnad av", "på bekostning av"), ("til dømes", "for eksempel"), ("av di", "fordi"),
    )
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


def in_bokmål(text: str, nynorsk: bool = False) -> str:
    """Return ``text`` with the words that have a bokmål form exchanged for it.

    Words are matched whole and without regard to case; a capital at the beginning is kept. In a text that is known to be
    ``nynorsk``, endings are exchanged too.
    """

    def exchange(match: re.Match[str]) -> str:
        word = match.group()
        found = SMALL_WORDS.get(word.lower()) or FIELD_WORDS.get(word.lower())
        if found is None and nynorsk:
            found = _ended_otherwise(word.lower())
        if found is None:
            return word
        return found[0].upper() + found[1:] if word[0].isupper() and len(word) > 1 else found

    for phrase, bokmål in _PHRASES:
        text = phrase.sub(bokmål, text)
    return _WORD.sub(exchange, text)


def _ended_otherwise(word: str) -> str | None:
    for ending, bokmål, length in _ENDINGS:
        if len(word) >= length and word.endswith(ending):
            return word.removesuffix(ending) + bokmål
    return None
