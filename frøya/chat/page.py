"""The chat page: what is on it, and what happens when someone asks."""

from __future__ import annotations

import logging
from typing import Any

import gradio as gr

from frøya.answering.answer import Answer
from frøya.answering.layout import lay_out
from frøya.assistant import Frøya
from frøya.chat import words
from frøya.chat.render import escaped, to_markdown
from frøya.errors import FrøyaError, PrivateData

_LOG = logging.getLogger(__name__)
_SHOWN = 500  # characters of a question that are repeated on the page

Message = dict[str, Any]
Turns = list[tuple[str, Answer]]


def build_page(froya: Frøya) -> gr.Blocks:
    """Return the page. Nothing that is written on it is stored; the turns live in the session."""

    def reply(question: str, messages: list[Message], turns: Turns) -> tuple[str, list[Message], Turns, Any]:
        text, answer, private = _answer(froya, question, turns)
        shown = "" if private else question if len(question) <= _SHOWN else question[:_SHOWN] + " …"
        said = [{"role": "user", "content": escaped(shown) or "…"}, {"role": "assistant", "content": text}]
        kept = [*turns, (question, answer)] if answer else turns
        return "", [*messages, *said], kept, gr.update(visible=False)

    def start_over() -> tuple[list[Message], Turns, Any]:
        return _greeting(), [], gr.update(visible=True)

    with gr.Blocks(title=words.TITLE, analytics_enabled=False, fill_height=True) as page:
        turns = gr.State([])
        gr.Markdown(f"# {words.NAME}\n\n{words.SUBJECT}", elem_id="froya-topp")
        with gr.Row(elem_id="froya-rad"), gr.Column(elem_id="froya-samtale"):
            chatbot = gr.Chatbot(
                _greeting(),
                label=words.CHAT_LABEL,
                show_label=False,
                container=False,
                buttons=["copy"],
                feedback_options=None,
                layout="bubble",
                latex_delimiters=[],
                elem_id="froya-svar",
                height=None,
                autoscroll=False,
                group_consecutive_messages=False,
            )
            with gr.Row(elem_id="froya-eksempler") as examples:
                buttons = [gr.Button(example, size="sm", elem_classes="eksempel") for example in words.EXAMPLES]
            gr.Markdown(words.NOTICE, elem_id="froya-merknad")
            with gr.Row(elem_id="froya-felt"):
                field = gr.Textbox(
                    label=words.FIELD_LABEL,
                    show_label=False,
                    placeholder=words.FIELD_HINT,
                    lines=1,
                    max_lines=6,
                    scale=1,
                    container=False,
                    autofocus=True,
                    elem_id="froya-sporsmal",
                )
                send = gr.Button(words.SEND, variant="primary", scale=0, elem_id="froya-send")
        outputs = [field, chatbot, turns, examples]
        options: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        gr.on([field.submit, send.click], reply, [field, chatbot, turns], outputs, **options)
        chatbot.clear(start_over, None, [chatbot, turns, examples], **options)
        for button in buttons:
            button.click(reply, [button, chatbot, turns], outputs, **options)
    return page


def _greeting() -> list[Message]:
    return [{"role": "assistant", "content": words.GREETING}]


def _answer(froya: Frøya, question: str, turns: Turns) -> tuple[str, Answer | None, bool]:
    """Return the reply as Markdown, the answer (None when there is none), and whether the question must not be shown."""
    try:
        answer = froya.verified(froya.ask(question, turns))
        return to_markdown(answer, lay_out(answer, froya.index)), answer, False
    except FrøyaError as error:
        return escaped(str(error)), None, isinstance(error, PrivateData)
    except Exception:
        _LOG.exception("a question could not be answered")
        return escaped(words.UNEXPECTED), None, False
