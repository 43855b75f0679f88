"""Question → what kind of answer it asks for: steps, a definition, yes or no, a whole list …"""

from __future__ import annotations

import re
from typing import Literal

from frøya.language import sentence_spans

Kind = Literal["how", "what", "yes or no", "list", "compare", "who", "number", "other"]
"""«other» is a situation told without a question; it is answered like «how»."""

_I = re.IGNORECASE | re.VERBOSE
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "who",
        re.compile(
            r"^\W*(?:og\s+|men\s+)?(?:hvem|kven|kem|who)\s+(?!bør|skal|må|kan|should|must|can)\w+",
            _I,
        ),
    ),
    (
        "list",
        re.compile(
            r"""\b(?:alle|samtlige|heile|hele|all|full|complete)\s+(?:de\s+|dei\s+|the\s+)?(?:fjorten\s+|14\s+|fourteen\s+)?(?:råd\w*|list\w*|punkt\w*|pieces|advice)
            |\bramse?\w*\s+opp\b|\blist\w*\s+(?:opp|up|all|out)\b
            |^(?!.*\b(?:hvordan|korleis|hvorfor|kvifor|hvilket|hvilken|kva\s+for\s+(?:eit|ein)|når|hvor|kor|how|why|when|where|viktigste?)\b).*
            \b(?:(?:fjorten|14)\s+råd\w*|fourteen\s+(?:pieces|points))
            |\b(?:hvilke|kva\s+for|which|hva\s+er|kva\s+er|what\s+are)\s+(?:de\s+|dei\s+|the\s+)?råd(?:ene|a)\b|\b(?:opprinnelige|opphavlege)\s+lista?
            |^(?!.*\bom\s+(?!(?:tillit\w*|trust)\b)).*\b(?:hvilke|kva(?:\s+for)?|which|what)\s+(?:råd|advice)\s+(?:\w+\s+){1,2}(?:artikkelen|(?:the\s+)?article|fagforbundet|bringselius|louise)\b""",
            _I,
        ),
    ),
    (
        "compare",
        re.compile(
            r"\bforskjell\w*|\bskil(?:ler)?\b.*\bfr[aå]\b|\bskilnad\w*|\bsamme\s+som\b|\bdet\s+same\s+som\b|\bdifference\b|\bversus\b|\bvs\.?\b|\bmotsatte\w*|\bmotsette\b|"
            r"\bsammenlign\w*|\bsamanlikn\w*|\bcompare\w*|\bsame\s+(?:thing\s+)?as\b|\bopposite\b|\bi\s+motsetning\b",
            _I,
        ),
    ),
    (
        "number",
        re.compile(
            r"\b(?:hvor|kor|how)\s+(?:mange|mye|mykje|lenge|ofte|stor\w*|many|much|long|often)\b|\bprosent\w*|^\W*(?:når|when|hvilken\s+dato)\b|"
            r"\b(?:hvilken|kva|hvilke|what)\s+(?:frist\w*|deadline\w*)",
            _I,
        ),
    ),
    (
        "how",
        re.compile(
            r"""\b(?:hvordan|hvorledes|korleis|kordan|koss|kossen|korsen|åssen|hvossen|hurdan|how|
            (?:hva|kva|ka|va|hå)\s+(?:gjør|gjer|gør|bør|skal|ska|kan|må|i\s+all\s+verden\s+gjør|sier|seier|burde)|
            what\s+(?:should|can|do|could|would)|hvor\s+begynner|kor\s+byrjar|where\s+do\s+(?:i|we)\s+(?:start|begin)|tips|hjelp)\b""",
            _I,
        ),
    ),
    (
        "what",
        re.compile(
            r"""^\W*(?:og\s+|men\s+)?(?:hva|kva|ka|va|what)\s+(?:er|betyr|tyder|menes|meines|vil\s+det|ligger\s+i|ligg\s+i|går|handler|kjennetegner|
            is|are|does|do\s+you\s+mean)|\b(?:definisjon\w*|definer\w*|betydning\w*|define|meaning)\b|\b(?:betyr|means?)\s*\??$""",
            _I,
        ),
    ),
    (
        "yes or no",
        re.compile(
            r"""^\W*(?:og\s+|men\s+|så\s+|and\s+|but\s+|so\s+)?(?:er|var|kan|må|skal|har|bør|gjelder|gjeld|finnes|finst|fins|trenger|treng|blir|vert|virker|verkar|får|
            går|fører|gir|gjev|vil|does|do|is|are|can|must|should|shall|may|has|have|will)\b
            |^(?!.*\b(?:hv\w+|kva|kven|kvar|korleis|wh\w+|how)\b).*\b(?:har\s+(?:vi|jeg|eg|me)\s+lov|er\s+det\s+(?:lov|greit|riktig|sant|ok|rett)|må\s+(?:jeg|vi|eg|me)|kan\s+(?:jeg|vi|eg|me)|skal\s+(?:jeg|vi|eg|me)|bør\s+(?:jeg|vi|eg|me))\b""",
            _I,
        ),
    ),
)
_ASKS_FOR_MORE = re.compile(r"^\W*(?:og\s+)?(?:kan|kunne|could|can)\s+(?:du|you)\b", re.IGNORECASE)


def kind_of(question: str) -> Kind:
    """Return what kind of answer ``question`` asks for; where it tells a story first, its last question decides."""
    spans = sentence_spans(question)
    asked = [question[start:end] for start, end in spans if question[start:end].rstrip("»”\"') ").endswith("?")]
    text = asked[-1] if asked else question
    for kind, pattern in _PATTERNS:
        if pattern.search(text if kind != "list" else question):
            return "other" if kind == "yes or no" and _ASKS_FOR_MORE.match(text) else kind
    return "other"
