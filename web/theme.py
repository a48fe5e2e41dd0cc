"""Colours and letters: a calm newspaper, by day and by night, with system fonts only."""

from __future__ import annotations

import gradio as gr

SANS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "sans-serif"]


def newspaper() -> gr.themes.Base:
    """Return the theme; what is special to our own parts stands in style.css."""
    return gr.themes.Base(
        primary_hue="blue", neutral_hue="stone", radius_size="sm", font=SANS, font_mono=SANS
    ).set(
        body_background_fill="#fbfaf7",
        body_background_fill_dark="#171614",
        body_text_color="#1f1d1a",
        body_text_color_dark="#e9e5dd",
        body_text_color_subdued="#5d574e",
        body_text_color_subdued_dark="#b0a89b",
        background_fill_primary="#ffffff",
        background_fill_primary_dark="#1f1d1a",
        border_color_primary="#d9d3c7",
        border_color_primary_dark="#3a3630",
        input_background_fill="#ffffff",
        input_background_fill_dark="#24211d",
        button_primary_background_fill="#1c3f63",
        button_primary_background_fill_hover="#26527f",
        button_primary_background_fill_dark="#a9c7e6",
        button_primary_background_fill_hover_dark="#c4daf0",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#14202c",
    )
