"""Norwegian text: which language it is in, its sentences, and the terms it is searched by."""

from frøya.language.bokmal import in_bokmål
from frøya.language.dates import norwegian_date
from frøya.language.glossary import in_norwegian
from frøya.language.identify import Language, identify, is_norwegian
from frøya.language.numbers import numbers
from frøya.language.sentences import Span, sentence_spans
from frøya.language.spelling import Speller
from frøya.language.terms import STOPWORDS, stem, terms, tokens
from frøya.language.vocabulary import Vocabulary

__all__ = [
    "STOPWORDS",
    "Language",
    "Span",
    "Speller",
    "Vocabulary",
    "identify",
    "in_bokmål",
    "in_norwegian",
    "is_norwegian",
    "norwegian_date",
    "numbers",
    "sentence_spans",
    "stem",
    "terms",
    "tokens",
]
