"""The look that Gradio must be told in Python: colours and type. The rest is in static/froya.css."""

from __future__ import annotations

import gradio as gr

# One accent, spruce. 600 on white is 6.6:1; 300 on the dark ground is 9:1.
_SPRUCE = gr.themes.Color(
    c50="#eef7f3", c100="#d6ebe2", c200="#aed7c6", c300="#7fc1a7", c400="#4ea586", c500="#2a8768",
    c600="#12694d", c700="#0f553f", c800="#0d4433", c900="#0a3227", c950="#06201a", name="spruce",
)  # fmt: skip
_STONE = gr.themes.Color(
    c50="#faf9f7", c100="#f2f0ec", c200="#e4e1da", c300="#cbc7be", c400="#9b968b", c500="#736e64",
    c600="#58544c", c700="#423f39", c800="#2b2926", c900="#1d1c1a", c950="#141312", name="stone",
)  # fmt: skip
_SANS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "DejaVu Sans", "sans-serif"]


def theme() -> gr.themes.Base:
    """Return the theme. Fonts are the machine's own: no font is fetched from anywhere."""
    return gr.themes.Base(
        primary_hue=_SPRUCE, secondary_hue=_SPRUCE, neutral_hue=_STONE, font=_SANS, font_mono=["ui-monospace", "monospace"],
        text_size=gr.themes.sizes.text_lg, radius_size=gr.themes.sizes.radius_md,
    ).set(
        body_background_fill="*neutral_50", body_background_fill_dark="*neutral_950",
        body_text_color="*neutral_900", body_text_color_dark="*neutral_100",
        body_text_color_subdued="*neutral_600", body_text_color_subdued_dark="*neutral_300",
        button_primary_background_fill="*primary_600", button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_300", button_primary_background_fill_hover_dark="*primary_200",
        button_primary_text_color="white", button_primary_text_color_dark="*neutral_950",
        button_secondary_background_fill="white", button_secondary_background_fill_dark="*neutral_900",
        button_secondary_text_color="*primary_700", button_secondary_text_color_dark="*primary_200",
        button_secondary_border_color="*neutral_300", button_secondary_border_color_dark="*neutral_700",
        link_text_color="*primary_600", link_text_color_dark="*primary_300",
        input_background_fill="white", input_background_fill_dark="*neutral_900",
        input_border_color="*neutral_400", input_border_color_dark="*neutral_500",
        background_fill_primary="white", background_fill_primary_dark="*neutral_900",
    )  # fmt: skip
