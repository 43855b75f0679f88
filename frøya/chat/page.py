"""The chat: what Gradio draws of the page, and what happens when someone asks."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import gradio as gr

from frøya.assistant import Frøya
from frøya.chat.conversation import Message, Turn, again, messages, problem_with, sources_changed, take_turn, to_keep
from frøya.chat.words import Interface
from frøya.errors import FrøyaError, PrivateData

_LOG = logging.getLogger(__name__)
_SESSION = 3600  # seconds that a silent reader's turns are held in memory; after that they are answered again
# Not a secret: Gradio wants one to scramble what it keeps in the browser, and must find it again after a restart.
_SCRAMBLE = "froya"

Reply = tuple[Any, list[Message], list[Turn], Any, str, Any]


def build_page(froya: Frøya, words: Interface) -> gr.Blocks:
    """Return the page in the language of ``words``. Nothing that is written on it is stored on this side."""

    def reply(question: str, turns: list[Turn], kept: Any) -> Iterator[Reply]:
        turns = turns or again(froya, words, kept)  # the server was started anew, or the reader was away for long
        keep, no_undo = gr.skip(), gr.update(visible=False)
        if problem := problem_with(question, froya.settings.question_characters, words):
            yield gr.skip(), messages(turns, words), turns, keep, problem, no_undo
            return
        yield "", messages(turns, words, question), turns, keep, "", no_undo
        try:
            turns = [*turns, take_turn(froya, words, question, turns)]
        except PrivateData:
            yield "", messages(turns, words), turns, keep, words.private, no_undo
        except FrøyaError:
            yield question, messages(turns, words), turns, keep, words.no_words, no_undo
        except Exception:
            _LOG.exception("a question could not be answered")
            yield question, messages(turns, words), turns, keep, words.unexpected, no_undo
        else:
            yield gr.skip(), messages(turns, words), turns, to_keep(turns, froya), "", no_undo

    def restore(kept: Any) -> tuple[list[Message], list[Turn], str]:
        turns = again(froya, words, kept)
        return messages(turns, words), turns, words.sources_changed if turns and sources_changed(froya, kept) else ""

    def delete(turns: list[Turn]) -> tuple[list[Message], list[Turn], list[Turn], Any, str, Any]:
        return [], [], turns, to_keep([], froya), "", gr.update(visible=bool(turns))

    def undo(deleted: list[Turn]) -> tuple[list[Message], list[Turn], list[Turn], Any, Any]:
        return messages(deleted, words), deleted, [], to_keep(deleted, froya), gr.update(visible=False)

    with gr.Blocks(title=words.title, analytics_enabled=False) as page:
        turns = gr.State([], time_to_live=_SESSION)
        deleted = gr.State([], time_to_live=_SESSION)
        kept = gr.BrowserState(to_keep([], froya), storage_key="froya-samtale", secret=_SCRAMBLE)
        chatbot = gr.Chatbot(
            [],
            label=words.conversation,
            show_label=False,
            container=False,
            buttons=[],
            feedback_options=None,
            layout="bubble",
            latex_delimiters=[],
            elem_id="froya-svar",
            height=None,
            autoscroll=False,
            group_consecutive_messages=False,
        )
        with gr.Column(elem_id="froya-skriv"):
            with gr.Row(elem_id="froya-felt"):
                field = gr.Textbox(
                    label=words.field,
                    show_label=False,
                    placeholder=words.field_hint,
                    lines=1,
                    max_lines=6,
                    scale=1,
                    container=False,
                    elem_id="froya-sporsmal",
                )
                send = gr.Button(words.send, variant="primary", scale=0, elem_id="froya-send")
            problem = gr.Markdown("", elem_id="froya-feil")
            with gr.Row(elem_id="froya-verktoy"):
                remove = gr.Button(words.delete, size="sm", elem_id="froya-slett")
                regret = gr.Button(words.undo, size="sm", elem_id="froya-angre", visible=False)
        options: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        gr.on(
            [field.submit, send.click],
            reply,
            [field, turns, kept],
            [field, chatbot, turns, kept, problem, regret],
            **(options | {"api_visibility": "undocumented", "api_name": "ask"}),
        )
        remove.click(delete, turns, [chatbot, turns, deleted, kept, problem, regret], **options)
        regret.click(undo, deleted, [chatbot, turns, deleted, kept, regret], **options)
        page.load(restore, kept, [chatbot, turns, problem], **options)
    return page
