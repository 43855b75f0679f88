"""Norwegian prose → spans of its sentences.

A rule-based splitter. A sentence ends at ``. ! ? …`` (and closing quotes and brackets after it)
when white space follows and the next word can begin a sentence. Abbreviations, ordinals, initials
and list numbers are what make Norwegian hard; each has its rule below.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

# Never the last word of a sentence: something always follows.
_INNER = frozenset(
    """adm adr alm ang anm avd avg bl bl.a bla ca dep dir dr eg eks ekskl el eng evt f.eks feks fig fl
    fork forts fr frk fung gj.sn gnl hhv hr iht ifm ift inkl innb innk int jf jfr jr kap kgl kl komm kst
    lign m.a.o mag matr mht mnd.vis mtp mva n.å nr nn nto ot.prp obs oms op ordf oppr org pga pkt prof
    prop pr red ref resp s saml sekr sign sml sp spm sst st st.meld st.prp str sv særl sån t.d t.o.m tlf
    ved vedr vha vs årg årl øv øvr forf inst innst dok rapp eksp jur cand d.v.s dvs d.e f.o.m fom m.h.t
    m.t.p p.g.a i.f.m i.h.t s.k såk u.a v.h.a al aml chr ev fvl iflg koml m.a meld offl""".split()
)
# May end a sentence: it does when a capital follows.
_FINAL = frozenset(
    """osv etc mm m.m m.v mv o.l ol o.s.v m.fl mfl e.l el.l kr mill mrd mnd g kg f.kr e.kr a.s as pst stk min maks
    tom sen art o.a o.fl jan feb apr jun jul aug sep sept okt nov des""".split()
)
_MONTHS = (
    "januar februar mars april mai juni juli august september oktober november desember "
    "jan feb mar apr jun jul aug sep sept okt nov des"
).split()
# A single capital before the stop is an initial («L. Bringselius»), except after one of these or a number.
_LETTERED = frozenset(
    "alternativ bokstav del gruppe kategori klasse modell plan punkt spor type vitamin variant".split()
)

_END = re.compile(r"[.!?…]+[»”\"'’)\]]*(?=\s|$)")
_BREAK = re.compile(r"\n[ \t\r]*\n|\n(?=[ \t]*(?:[-*•–]|\d{1,3}[.)])[ \t])")
_LAST_WORD = re.compile(r"([\w.§-]*[\wæøåÆØÅ])\.[»”\"'’)\]]*$")
_SPACED = re.compile(
    r"\b(?:f\. eks|bl\. a|m\. a\. o|d\. v\. s|t\. o\. m|f\. o\. m|o\. l|m\. m|m\. fl|m\. a|e\. l|o\. s\. v|p\. g\. a|m\. h\. t|t\. d)\.$",
    re.I,
)
_STARTS = re.compile(r"[\s«“„\"'‘(\[–—-]*([^\s«“„\"'‘(\[–—-])")
_REACH = 80  # the last word before a stop, and the first after it, are looked for no further away
_LIST_NUMBER = re.compile(r"\s*\(?\d{1,3}[.)]")


def sentence_spans(text: str) -> list[Span]:
    """Return the sentences of ``text`` as (start, end) character offsets.

    The spans are in order, do not overlap, carry no white space at their ends, and together hold
    every character of ``text`` that is not white space. A blank line, or a line that begins a list
    item, always ends a sentence.
    """
    spans: list[Span] = []
    start = 0
    for cut in [*_BREAK.finditer(text), None]:
        end = cut.start() if cut else len(text)
        spans += _within(text, start, end)
        start = cut.end() if cut else end
    return spans


def _within(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    begin = start
    for stop in _END.finditer(text, start, end):
        if stop.end() < end and _ends(text, begin, stop, end):
            spans.append((begin, stop.end()))
            begin = stop.end()
    spans.append((begin, end))
    return [trimmed for span in spans if (trimmed := _trim(text, *span))]


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    inner = piece.strip()
    if not inner:
        return None
    first = start + len(piece) - len(piece.lstrip())
    return first, first + len(inner)


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    following = _STARTS.match(text, stop.end(), end)
    if following is None:
        return True
    first = following.group(1)
    if first.islower():
        return False
    if stop.group()[0] != "." or len(stop.group().rstrip("»”\"'’)]")) > 1:
        return True  # ! ? … and «...» end a sentence before a capital, a digit or a sign
    if _LIST_NUMBER.fullmatch(text, begin, stop.end()):
        return False
    before = text[max(begin, stop.end() - _REACH) : stop.end()]
    if spaced := _SPACED.search(before):
        return first.isupper() and spaced.group().lower().rstrip(".").replace(" ", "") in _FINAL
    word = _LAST_WORD.search(before)
    if word is None:
        return True
    last = word.group(1)
    bare = last.lower()
    if bare in _FINAL or (bare.rsplit(".", 1)[-1] in _FINAL and "." in bare):
        return first.isupper() or first in "§"
    if bare in _INNER or bare.endswith("nr"):
        return False
    if bare.isdigit() and len(bare) <= 2:
        return not _names_a_day(text[stop.end() : min(end, stop.end() + _REACH)])
    if len(last) == 1 and last.isupper():
        words = before[: word.start()].split()
        return bool(words) and (words[-1].isdigit() or words[-1].lower() in _LETTERED)
    return True


def _names_a_day(rest: str) -> bool:
    following = re.match(r"\s*(\w+)", rest)
    return bool(following) and following.group(1).lower() in _MONTHS  # type: ignore[union-attr]
