"""Question → is it a question to the sources at all, or something Frøya does not do whatever the sources say?

Few and plain patterns, for what a search cannot see: an order to write or send something, an attempt to give Frøya
another role, a decision about a person, questions about Frøya herself, and plain courtesies. The rest is weighed in
``scope``.
"""

from __future__ import annotations

import re
from typing import Literal

Reason = Literal["", "order", "personal", "identity", "greeting", "thanks"]
"""Why a question is not looked up; "" when it is."""

_I = re.IGNORECASE
# What can be asked for as a text or an errand; «lag en plan for teamet» is a question about leadership, «lag et brev» is not.
_THINGS = (
    r"e-?post\w*|mail\w*|sms|melding\w*|brev\w*|søknad\w*|jobbsøknad\w*|dikt\w*|sang\w*|vits\w*|tale\b|tweet\w*|kode\b|"
    r"program\w*|oppsigelse\w*|oppseiing\w*|advarsel\w*|åtvaring\w*|anbefaling\w*|attest\w*|stillingsannonse\w*|"
    r"pressemelding\w*|innlegg\w*|rapport\b|referat\w*|møterom\w*|bord\b|billett\w*|e-?mail|letter|poem|speech|song|joke|"
    r"code|warning|notice|resignation|application|essay|sitat\w*|paragraf\w*|annonse\w*|kontrakt\w*|faktura\w*"
)
_ORDER = re.compile(
    rf"""^\W*(?:hei\W+|hallo\W+|please\s+|vær\s+så\s+snill\s+(?:å\s+|og\s+)?)?
    (?:(?:kan|kunne|vil|kunn)\s+(?:du|dykk)\s+|(?:can|could|would|will)\s+you\s+(?:please\s+)?)?
    (?:(?:skriv\w*|skrive|lag\w*|formuler\w*|dikt\w*(?:\s+opp)?|finn\s+på|send\w*|ring\w*|bestill\w*|book\w*|reserver\w*|
       kjøp\w*|write|compose|draft|send|call|order|book|make\s+up|invent)\b.{{0,60}}?\b(?:{_THINGS})\b
      |(?:ring|call)\s+\w+\s+og\s+(?:si|sei)|(?:oversett|omset|translate)\b|(?:bestill|kjøp|book)\b)""",
    _I | re.VERBOSE,
)
_ROLE = re.compile(
    r"""\b(?:ignorer|ignorér|glem|gløym|overse|se\s+bort\s+fra|sjå\s+bort\s+frå|bryt|ignore|forget|disregard|override)\b
        .{0,40}\b(?:instruks\w*|instruction\w*|regl\w*|reglar\w*|rules?|kild\w*|kjeld\w*|sources?|alt\s+(?:du|over)|tidligere|
        tidlegare|previous|prompt\w*|everything)
    |\bdu\s+(?:er|heter|heiter)\s+(?:nå|no)\b|\b(?:nå|no)\s+(?:er|heter|heiter)\s+du\b|\bfra\s+nå\s+av\b|\bfrå\s+no\s+av\b
    |\byou\s+are\s+now\b|\bfrom\s+now\s+on\b|\bpretend\b|\bact\s+as\b|\broleplay\b|\bjailbreak\w*|\bunrestricted\b|\bDAN\b
    |\blat\s+som\s+(?:om\s+)?du\b|\blatt\s+som\b|\bvi\s+leker\s+en\s+lek\b|\b(?:la|lat)\s+oss\s+(?:leke|leike|late\s+som|spille|spele)\b|\bspill\s+(?:rollen|en\s+rolle)
    |\b(?:system|hidden|skjulte?|hemmelige?|løynd\w*)\s*-?\s*(?:prompt\w*|instruks\w*|instruction\w*|regl\w*|rules?|melding\w*)
    |\bsystemprompt\w*|\binstruks(?:en|ene|jonene|ane)?\s+(?:din|dine|til\s+assistenten|du)
    |\b(?:instruksene|instruksjonene|instruksane)\b.{0,20}\b(?:du|assistent\w*)|\bnye?\s+instruks\w*(?:\s+(?:til|fra|frå)\s+\w+)?\s*:|\bnew\s+instructions?\b
    |(?<!til\s)(?<!som\s)\bsvar\s+(?:bare|berre|kun|at)\b|\bsvar\s+meg\s+(?:bare|kun)\b|\b(?:say|answer)\s+only\b|\brepeat\s+after\s+me\b
    |\[/?(?:system|inst|admin)[^\]]*\]|</?\w+[^>]*>|<!--|\bassistant\s*:|\bsystem\s*:
    |\b(?:gjenta|gjenfortell|repeat)\s+(?:ordrett|hele|heile|alt|verbatim)\b|\b(?:gi\s+meg|gje\s+meg|vis|skriv|oppgi|lek|what\s+is|hva\s+er|kva\s+er|print|show|give|reveal)\b.{0,25}\b(?:passord\w*|password\w*|api-?nøk\w*|api\s+key)
    |\boppdikt\w*|\bfabricate\w*""",
    _I | re.VERBOSE,
)
_IDENTITY = re.compile(
    r"""^\W*(?:hei\W+|hallo\W+)?(?:
    (?:hvem|kven|hva|kva|ka|kem)\s+er\s+(?:du|frøya)\b(?!\s+(?:kommune|herred|øy))
    |er\s+frøya\s+(?:en?\s+|ein\s+|et\s+|eit\s+)?(?:ki|ai|robot|bot|chatbot|menneske|maskin|ekte)\b|is\s+frøya\s+(?:a|an)\s
    |(?:hva|kva)\s+(?:heter|heiter)\s+du|(?:hvem|kven)\s+(?:har\s+)?(?:laget|laga|lagde|står\s+bak|eier|eig|styrer)\s+(?:deg|frøya)\b
    |er\s+du\s+(?:en?\s+|ein\s+|et\s+|eit\s+|fagforbundet\w*\s*|idébanken\w*\s*)?(?:robot|bot|chatbot|menneske|ki\b|ai\b|maskin|kunstig|ekte|chat\w*|s\s)
    |(?:hva|kva)\s+kan\s+du\s+(?:hjelpe|svare|gjøre|gjere|brukes|brukast)?|(?:hvordan|korleis)\s+(?:virker|verkar|fungerer)\s+(?:du|frøya)\b
    |(?:snakker|snakkar|chatter|chattar|prater|pratar)\s+(?:jeg|eg|vi|me)\s+(?:nå\s+|no\s+|egentlig\s+|eigentleg\s+)?med\s+(?:en?|ein|et|eit)\s+
       (?:ekte\s+|levende\s+|levande\s+)?(?:menneske|person|robot|bot|chatbot|maskin|ki\b|ai\b)
    |(?:am\s+i|are\s+we)\s+(?:talking|chatting|speaking)\s+(?:to|with)\s+(?:a|an)\s
    |(?:hvor|kvar)\s+(?:har|henter|hentar|får)\s+du\s+(?:svar\w*|dette|kunnskap\w*|info\w*)
    |who\s+(?:are\s+you|made\s+you|is\s+frøya|owns\s+you)|what\s+(?:are\s+you|can\s+you\s+do|is\s+frøya|is\s+your\s+name)|are\s+you\s+(?:a|an)\s+(?:real\s+)?(?:robot|bot|chatbot|machine|program|human|person|ai)
    )""",
    _I | re.VERBOSE,
)
_NAME = r"(?:god\s+|kjære\s+)?(?:frøya|dere|dykk|du|igjen|alle\s+sammen|there|again|you)"
_GREETING = re.compile(
    rf"""\W*(?:hei(?:\s*hei|sann|a)?|hallo|hallaien|halla|heisan|god\s+(?:morgen|dag|kveld|formiddag|ettermiddag)|
    morn|morna|goddag|hi|hello|good\s+(?:morning|afternoon|evening)|hey)(?:\W+{_NAME})*\W*""",
    _I | re.VERBOSE,
)
_THANKS = re.compile(
    rf"""\W*(?:(?:tusen|mange|hjertelig|hjarteleg|ok|okei|fint|flott|supert|bra|perfekt|great|ok|many)\W+)*
    (?:takk(?:er|ar)?(?:\s+(?:skal|så|for|til)(?:\s+(?:du|deg|mye|mykje|ha|hjelpen|hjelpa|svar\w*|nå|no|i\s+dag|meg|alt|det))*)?|
    thanks?(?:\s+(?:you|a\s+lot|so\s+much|very\s+much|for\s+\w+(?:\s+\w+)?))*|ha\s+det(?:\s+(?:bra|godt|fint))?|bye|goodbye)
    (?:\W+{_NAME})*\W*""",
    _I | re.VERBOSE,
)
_DECIDES = (
    r"(?:si\s+opp|seie\s+opp|sparke?|gi\s+sparken|avskjedige|forfremme|forfremja|ansette|tilsette|degradere|omplassere|velge|"
    r"velje|kvitte\s+meg\s+med|gi\s+(?:en\s+)?advarsel|stole\s+på|fire|promote|hire|dismiss|trust)"
)
_PERSONAL = re.compile(
    rf"""\b(?i:hvem|kven|hvilken|who|which)\s+(?i:av|of)\s+(?!(?i:oss|de\s+ansatte|dei\s+tilsette)\b)[^?.!]{{0,60}}?
        \b(?i:bør|skal|burde|should|fortjener|fortener|er\s+best|er\s+dårligst|passer\s+best)\b
    |\b(?i:bør|skal|kan|må|burde|should|can)\s+(?i:jeg|vi|eg|me|we)\s+(?i:{_DECIDES})\s+[A-ZÆØÅ][a-zæøå]+
    |\b(?i:should|can)\s+I\s+(?i:{_DECIDES})\s+[A-ZÆØÅ][a-zæøå]+
    |\b(?i:hvem|kven)\s+(?i:på|i)\s+(?i:avdelingen|avdelinga|teamet|gruppa|gruppen|kontoret)\b
        .{{0,40}}\b(?i:sladrer|lyver|stjeler|er\s+latest|jukser|bør\s+(?:jeg|vi|eg|me)\b)
    |\b(?i:tror|trur|synes|synest|meiner|mener)\s+(?i:du)\s+(?i:at\s+)?[^?.!]{{0,40}}?\b(?i:stjeler|stel|lyver|lyg|jukser|juksar|baksnakker|drikker)\b
    |^\W*(?i:er|is)\s+[A-ZÆØÅ][a-zæøå]+\s[^?.!]{{0,40}}?\b(?i:til\s+å\s+stole\s+på|til\s+å\s+stola?\s+på|lat|latt|dum|inkompetent|trustworthy|lazy|
        (?:en|ein|ei|a)\s+(?:god|dårlig|dårleg|elendig|bra|good|bad|poor)\s+(?:leder|leiar|sjef|boss|leader|manager)|(?:en|ein)\s+mobb\w+)\b""",
    re.VERBOSE,
)


def guard(question: str) -> Reason:
    """Return why ``question`` is not to be looked up, or "" when it is."""
    if _GREETING.fullmatch(question):
        return "greeting"
    if _THANKS.fullmatch(question):
        return "thanks"
    if _IDENTITY.search(question):
        return "identity"
    if _ROLE.search(question) or _ORDER.search(question):
        return "order"
    return "personal" if _PERSONAL.search(question) else ""
