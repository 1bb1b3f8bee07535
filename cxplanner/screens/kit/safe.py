"""The one gate through which other people's text reaches the screen, never as markup or a command."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from textual.app import App
from textual.content import Content
from textual.widget import Widget

from cxplanner.text.words import visible

Severity: TypeAlias = Literal["information", "warning", "error"]


def content(text: str) -> Content:
    """Text for any widget, letter for letter: a bracket stays a bracket, an escape code is spelled out."""
    return Content(visible(text))


def as_content(text: str | Content) -> Content:
    """Text that may have been made safe and styled already."""
    return content(text) if isinstance(text, str) else text


def toast(
    place: Widget | App[Any],
    text: str,
    *,
    title: str = "",
    severity: Severity = "information",
    timeout: float | None = None,
) -> None:
    """A short notice in the corner; it may quote a plan, so neither part is read as markup."""
    place.notify(visible(text), title=visible(title), severity=severity, timeout=timeout, markup=False)
