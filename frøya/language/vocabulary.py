"""The words of a field and their other forms: what an abbreviation, a nynorsk form or a misspelling stands for."""

from __future__ import annotations

from collections.abc import Iterable

from frøya.language.terms import terms

Entry = tuple[str, tuple[str, ...]]
"""A word, and what else it is called."""


class Vocabulary:
    """Finds a field's words in a question, whatever they are called there."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._forms: dict[tuple[str, ...], set[str]] = {}
        self._others: dict[str, tuple[str, ...]] = {}
        for word, others in entries:
            self._others[word] = others
            for form in (word, *others):
                if stems := tuple(terms(form)):
                    self._forms.setdefault(stems, set()).add(word)
        self._longest = max(map(len, self._forms), default=0)

    def named(self, question: str) -> list[str]:
        """Return the words that ``question`` names in any form, in its order; a longer form hides a shorter in it."""
        stems = terms(question)
        found: list[str] = []
        start = 0
        while start < len(stems):
            length = next((n for n in range(self._longest, 0, -1) if tuple(stems[start : start + n]) in self._forms), 0)
            found += sorted(self._forms.get(tuple(stems[start : start + length]), ()))
            start += max(1, length)
        return list(dict.fromkeys(found))

    def others(self, word: str) -> tuple[str, ...]:
        """Return what else ``word`` is called; nothing for a word that is not explained."""
        return self._others.get(word, ())

    def spelled_out(self, question: str) -> str:
        """Return ``question`` with the words it names by other forms added: «Hva er AMU?» gains «arbeidsmiljøutvalg»."""
        present = set(terms(question))
        missing = [word for word in self.named(question) if not set(terms(word)) <= present]
        return " ".join([question, *missing])

    def main_terms(self, question: str) -> frozenset[str]:
        """Return the search terms of ``question``, with the words it names by other forms in their place."""
        found = set(terms(self.spelled_out(question)))
        for word in self.named(question):
            found -= {term for form in self._others[word] for term in terms(form)} - set(terms(word))
        return frozenset(found)

    def related(self, question: str) -> list[str]:
        """Return the search terms of every other form of the words that ``question`` names."""
        present = set(terms(question))
        found = [term for word in self.named(question) for form in (word, *self._others[word]) for term in terms(form)]
        return [term for term in dict.fromkeys(found) if term not in present]
