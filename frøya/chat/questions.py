"""Documents → questions to offer: some to begin with, and some to go on with."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from frøya.answering.answer import Answer
from frøya.answering.layout import Layout
from frøya.chat.words import Interface
from frøya.corpus import Document
from frøya.language import Language, identify, terms

EXAMPLES = 4
FOLLOW_UPS = 3
_LONGEST = 75  # characters: a longer question fills the start page of a phone
_SHARED = 3  # words
# Words that lean on something said before: «Hva gjør vi med det?»
_LEANING = re.compile(
    r"\b(?:dette|disse|desse|den|han|hun|ho|de|dei|dere|dykk|(?:av|for|om|på|med|til|i|er|gjør|gjer|at) det)\b",
    re.IGNORECASE,
)


def examples(documents: Sequence[Document], words: Interface, chance: random.Random) -> list[str]:
    """Return a few questions that the corpus answers, each from another document where there are enough."""
    if words.own_examples:
        return chance.sample(words.own_examples, min(EXAMPLES, len(words.own_examples)))
    by_document = [[q for q in _fit(d, words.language) if _stands_alone(q, d)] for d in documents]
    by_document = [fit for fit in by_document if fit]
    chance.shuffle(by_document)
    first = [chance.choice(fit) for fit in by_document]
    rest = [question for fit in by_document for question in fit]
    return list(dict.fromkeys([*first, *rest]))[:EXAMPLES]


def follow_ups(answer: Answer, layout: Layout, documents: Sequence[Document], asked: Sequence[str]) -> list[str]:
    """Return what to ask next: what the answer proposes, then other questions of the documents it quotes.

    None of those in ``asked`` is proposed again.
    """
    quoted = {quote.document for claim in answer.claims for quote in claim.quotes}
    more = [question for d in documents if d.slug in quoted for question in _fit(d, answer.language)]
    if answer.language == "en":  # the corpus asks in Norwegian
        more += [question for d in documents if d.slug in quoted for question in _fit(d, "nb")]
    before = {question.lower() for question in (*asked, answer.question)}
    return [q for q in dict.fromkeys([*layout.next_questions, *more]) if q.lower() not in before][:FOLLOW_UPS]


def _fit(document: Document, language: Language) -> list[str]:
    """Return the questions that read well alone in ``language``; some stand in the corpus with their slips."""
    return [
        question
        for question in document.questions
        if question[:1].isupper()
        and question.endswith("?")
        and len(question) <= _LONGEST
        and identify(question) == language
    ]


def _stands_alone(question: str, document: Document) -> bool:
    """Say whether a reader who has seen nothing else understands ``question``: it shares words with its document's text."""
    shared = set(terms(question)) & set(terms(document.text))
    return len(shared) >= _SHARED and not _LEANING.search(question)
