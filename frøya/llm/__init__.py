"""Messages → the text a language model writes, piece by piece, or a plain reason why it did not."""

from frøya.llm.model import LanguageModel, Messages, open_model

__all__ = ["LanguageModel", "Messages", "open_model"]
