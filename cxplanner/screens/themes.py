"""Themes: the planner's own two, Textual's made legible, and one of nothing but the terminal's colours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from textual.app import App
from textual.color import Color
from textual.design import ColorSystem
from textual.filter import Monochrome, NoColor
from textual.theme import BUILTIN_THEMES, Theme

from cxplanner.screens.kit.contrast import legible, stepping_back
from cxplanner.screens.kit.textual_private import change_filters
from cxplanner.session.settings import DEFAULT_THEME
from cxplanner.text.override import override

TERMINAL_THEME: Final = "terminal"

OWN: Final = (
    Theme(
        name=DEFAULT_THEME,
        primary="#7db2d8",
        secondary="#93aabd",
        accent="#8fbfe0",
        warning="#e3b567",
        error="#f0918a",
        success="#93c794",
        foreground="#d9dce1",
        background="#15181c",
        surface="#1a1e23",
        panel="#262c33",
        variables={
            "text-primary": "#8fbfe0",
            "text-warning": "#e3b567",
            "text-error": "#f0918a",
            "text-success": "#93c794",
            "block-cursor-background": "#3f6e96",
            "block-cursor-foreground": "#ffffff",
            "block-cursor-blurred-background": "#33404c",
            "border": "#6b8fab",
        },
    ),
    Theme(
        name="cxplanner-light",
        primary="#27618f",
        secondary="#4d6476",
        accent="#1f5a88",
        warning="#7d4f00",
        error="#a3302a",
        success="#2a6432",
        foreground="#2a2e34",
        background="#f4f1ea",
        surface="#faf8f3",
        panel="#e8e4da",
        dark=False,
        variables={
            "text-primary": "#1f5a88",
            "text-warning": "#7d4f00",
            "text-error": "#a3302a",
            "text-success": "#2a6432",
            "block-cursor-background": "#2b679c",
            "block-cursor-foreground": "#ffffff",
            "block-cursor-blurred-background": "#cfd9df",
            "border": "#4f7a9c",
        },
    ),
)

_QUIET: Final = ("text-muted", "text-disabled", "foreground-muted", "foreground-disabled")
_HUES: Final = ("primary", "secondary", "warning", "error", "success", "accent")
_LAID_ON: Final = (
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("footer-foreground", "footer-background"),
    ("footer-key-foreground", "footer-background"),
    ("footer-description-foreground", "footer-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
)
"""Texts with a ground of their own."""
_STATES: Final = ("", "-hover", "-active")
_TINT: Final = 0.08
"""So much of the text's colour is at most in the ground of what has the focus."""


@dataclass
class LegibleTheme(Theme):
    """A theme whose texts stand out; its colours are worked out when it is chosen, not before."""

    origin: Theme | None = None

    @override
    def to_color_system(self) -> ColorSystem:
        """The theme's colours, with those of its texts moved as far as they must be."""
        return _LegibleColors(self.origin or self)


class _LegibleColors(ColorSystem):
    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    @override
    def generate(self) -> dict[str, str]:
        plain = replace(self._theme).to_color_system().generate()
        return {**plain, **self._theme.variables, **_mended({**plain, **self._theme.variables})}


def _mended(colors: dict[str, str]) -> dict[str, str]:
    """Those colours of texts that must change to stand out from the grounds they are shown on."""
    of = {name: _color(value) for name, value in colors.items() if value.startswith("#")}
    surface, wished = of["surface"], of["foreground"]
    plain = (surface, of["background"], of["panel"])
    grounds = [*plain, *(ground.blend(wished, _TINT, alpha=1) for ground in plain)]
    text = legible(wished, grounds)
    made = {"foreground": text, "text": text, "button-foreground": text}
    made |= dict.fromkeys((f"scrollbar-background{state}" for state in _STATES), surface)
    made["scrollbar-corner-color"] = surface
    made |= dict.fromkeys(
        _QUIET, stepping_back(text, [*grounds, surface + of["block-cursor-blurred-background"]])
    )
    made |= {f"text-{hue}": legible(of[f"text-{hue}"], grounds) for hue in _HUES}
    for text_name, ground_name in _LAID_ON:
        ground = surface + of[ground_name]
        made |= {ground_name: ground, text_name: legible(of.get(text_name, text), [ground])}
    return {name: color.hex6 for name, color in made.items()}


def _color(value: str) -> Color:
    """A colour as themes write it, some with a share: ``#81a1c1 35%``."""
    name, _, share = value.partition(" ")
    color = Color.parse(name)
    return color.with_alpha(float(share.rstrip("%")) / 100) if share else color


_DEFAULT: Final = "ansi_default"
TERMINAL: Final = Theme(
    name=TERMINAL_THEME,
    ansi=True,
    primary=_DEFAULT,
    foreground=_DEFAULT,
    background=_DEFAULT,
    surface=_DEFAULT,
    panel=_DEFAULT,
    variables={
        **dict.fromkeys(_QUIET, _DEFAULT),
        **{name: _DEFAULT for hue in _HUES for name in (f"text-{hue}", f"{hue}-muted")},
        **{name: _DEFAULT for pair in _LAID_ON for name in pair},
        **dict.fromkeys(("surface", "panel", "boost"), _DEFAULT),
        **dict.fromkeys(("border", "border-blurred", "link-color", "scrollbar-corner-color"), _DEFAULT),
        **{f"scrollbar{part}{state}": _DEFAULT for part in ("", "-background") for state in _STATES},
        "ansi-background": _DEFAULT,
        "ansi-foreground": _DEFAULT,
        "block-cursor-text-style": "bold underline reverse",
        "input-cursor-text-style": "reverse",
        "block-cursor-blurred-text-style": "underline",
    },
)
"""Nothing but the two colours of the terminal itself; what stands out does so by reverse, bold, underline."""


def register_themes(app: App[Any], wished: str = "") -> None:
    """Offer the themes whose texts stand out here, and start with the wished one if it is among them.

    A terminal of 16 colours would turn ours into others, and NO_COLOR asks for none: both get the
    terminal's own two. Call it before the app runs; it costs no more than the one theme that is chosen.
    """
    few = app.console.color_system in ("standard", "windows", None)
    offered = [TERMINAL] if few or app.no_color else [*OWN, *_textual(), TERMINAL]
    for name in app.available_themes:
        app.unregister_theme(name)
    for theme in offered:
        app.register_theme(theme if theme.ansi else _legible(theme))
    names = [theme.name for theme in offered]
    app.set_reactive(App.theme, wished if wished in names else names[0])
    _as_if_from_the_start(app)


def _as_if_from_the_start(app: App[Any]) -> None:
    """Set what Textual set up for its own theme; setting the theme anew would parse all styles twice."""
    app.set_class(app.current_theme.dark, "-dark-mode", update=False)
    app.set_class(not app.current_theme.dark, "-light-mode", update=False)
    change_filters(app, lambda line: NoColor() if isinstance(line, Monochrome) else line)
    app.stylesheet.set_variables(app.get_css_variables())


def theme_names() -> list[str]:
    """Every theme there is, whether or not this terminal can show it."""
    return [theme.name for theme in (*OWN, *_textual(), TERMINAL)]


def _textual() -> list[Theme]:
    return [theme for theme in BUILTIN_THEMES.values() if not theme.ansi]


def _legible(theme: Theme) -> LegibleTheme:
    return LegibleTheme(name=theme.name, primary=theme.primary, dark=theme.dark, origin=theme)
