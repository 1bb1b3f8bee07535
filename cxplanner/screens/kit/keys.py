"""The keys at the bottom of a screen: as many as there is room for, those that lead to all others always."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from cxplanner.screens.kit.commands import key_name
from cxplanner.text.override import override

_PALETTE: Final = "command_palette"
ALWAYS: Final = frozenset(["actions", "help"])
"""Actions that lead to all others, so that their keys stay where others must go."""
_APART: Final = "  "
_GROUPED: Final = " │ "


class Hint(NamedTuple):
    """A key and what it does. Hints of one ``group`` stand together."""

    key: str
    label: str
    action: str
    group: str = ""
    tooltip: str = ""
    enabled: bool = True

    @property
    def shown(self) -> str:
        """The key as people read it."""
        return key_name(self.key)

    @property
    def width(self) -> int:
        """The cells it takes."""
        return cell_len(self.shown) + 1 + cell_len(self.label)


class PlacedHint(NamedTuple):
    """A hint, the cell it starts at, and what stands between it and the one before."""

    hint: Hint
    start: int
    before: str

    @property
    def end(self) -> int:
        """The first cell behind it."""
        return self.start + self.hint.width


class Keys(Widget):
    """One painted line of keys; a click on one presses it. What has no room is left to help."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Keys {
        dock: bottom; height: 1; padding: 0 1;
        color: $footer-foreground; background: $footer-background;
    }
    """

    def __init__(self, *, palette: bool = True) -> None:
        super().__init__()
        self._palette = palette
        self._hints: tuple[Hint, ...] = ()
        self._hovered: Hint | None = None

    @property
    def placed(self) -> Sequence[PlacedHint]:
        """The hints that fit, each with its place."""
        return _in_place(_fitting(self._hints, self.content_size.width))

    def on_mount(self) -> None:
        """Follow the keyboard and what can be done."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def _follow(self, screen: Screen[Any]) -> None:
        """Show other hints where they are others; a terminal that was left keeps those it has."""
        if not screen.app.app_focus:
            return
        hints = tuple(_hints(screen, palette=self._palette))
        if hints != self._hints:
            self._hints = hints
            self._point_at(None)
            self.refresh()

    @override
    def render(self) -> Content:
        """The hints that fit, each behind the other."""
        parts: list[tuple[str, str]] = []
        for hint, _, before in self.placed:
            own = " underline" if hint == self._hovered else ""
            own += "" if hint.enabled else " dim"
            parts.append((before, "$foreground 30%"))
            parts.append((hint.shown, f"bold $footer-key-foreground{own}"))
            parts.append((f" {hint.label}", f"$footer-description-foreground{own}"))
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked on."""
        hint = self._hint_at(event)
        if hint is None or event.button != 1:
            return
        if hint.enabled:
            self.app.simulate_key(hint.key)
        else:
            self.app.bell()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what the key below the mouse does."""
        self._point_at(self._hint_at(event))

    def on_leave(self) -> None:
        """Nothing is below the mouse any more."""
        self._point_at(None)

    def _hint_at(self, event: events.MouseEvent) -> Hint | None:
        x = event.get_content_offset_capture(self).x
        return next((at.hint for at in self.placed if at.start <= x < at.end), None)

    def _point_at(self, hint: Hint | None) -> None:
        if hint != self._hovered:
            self._hovered = hint
            self.tooltip = hint.tooltip if hint else None
            self.styles.pointer = "pointer" if hint else "default"
            self.refresh()


def _hints(screen: Screen[Any], *, palette: bool) -> Iterator[Hint]:
    """What can be done now, once each: what has the keyboard first, then the screen, then the app."""
    told = set()
    for node, binding, enabled, tooltip in screen.active_bindings.values():
        wanted = palette if binding.action == _PALETTE else binding.show
        if not wanted or binding.action in told:
            continue
        told.add(binding.action)
        everywhere = isinstance(node, Screen | App)
        group = (binding.id or "app").partition(".")[0] if everywhere else ""
        yield Hint(binding.key, binding.description, binding.action, group, tooltip, enabled)


def _fitting(hints: Iterable[Hint], width: int) -> list[Hint]:
    """The hints that fit side by side; those that lead to all others go first, then the first ones."""
    hints, kept = list(hints), set[Hint]()
    for hint in sorted(hints, key=lambda hint: hint.action not in ALWAYS):
        more = {*kept, hint}
        if _in_place(other for other in hints if other in more)[-1].end > width:
            break
        kept = more
    return [hint for hint in hints if hint in kept]


def _in_place(hints: Iterable[Hint]) -> list[PlacedHint]:
    """Hints side by side, with a line between two groups."""
    placed: list[PlacedHint] = []
    end = 0
    for hint in hints:
        before = "" if not placed else _APART if placed[-1].hint.group == hint.group else _GROUPED
        placed.append(PlacedHint(hint, end + len(before), before))
        end = placed[-1].end
    return placed
