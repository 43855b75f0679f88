"""Files → documents."""

from frøya.corpus.document import Block, Document, Reference, Source, Term
from frøya.corpus.load import Corpus, CorpusFile, Finding, load_corpus

__all__ = ["Block", "Corpus", "CorpusFile", "Document", "Finding", "Reference", "Source", "Term", "load_corpus"]
