"""Two panes with a line between them that can be dragged; how they share the room is kept."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.app import RenderResult
from textual.containers import Horizontal
from textual.layout import Layout
from textual.strip import Strip
from textual.widget import Widget

from cxplanner.screens.kit.commands import Command, bindings
from cxplanner.text.override import override

LEAST: Final = 15
MOST: Final = 85
"""The first pane's share of the room, in hundredths, stays between these."""
STEP: Final = 5
"""By so much a key moves the line."""
_RULES: Final = ("width", "min_width", "max_width", "height", "min_height", "max_height")


class Splitter(Widget):
    """The line between two panes: drag it with the mouse; a double click puts it back."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Splitter { width: 1; height: 1fr; color: $panel; background: $surface; }
    Splitter.-across { width: 1fr; height: 1; }
    Splitter:hover, Splitter.-dragged, Splitter.-focused { color: $primary; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.tooltip = "Drag to share the room otherwise; a double click puts it back"

    @override
    def render(self) -> RenderResult:
        """Nothing but lines."""
        return ""

    @override
    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """A line down, or across where the panes stand one above the other."""
        width = self.size.width
        heavy = self.has_class("-focused") or self.has_class("-dragged")
        across, down = "━┃" if heavy else "─│"
        words = across * width if self.has_class("-across") else down
        return Strip([Segment(words, self.rich_style)], width)

    @property
    def panes(self) -> Panes:
        """The panes on both sides."""
        return self.query_ancestor(Panes)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the line."""
        if event.button == 1:
            event.stop()
            self.capture_mouse()
            self.add_class("-dragged")

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The line follows the mouse."""
        if self.has_class("-dragged"):
            event.stop()
            self.panes.drag_to(event.screen_x, event.screen_y)

    def on_mouse_up(self) -> None:
        """Let go of the line."""
        self.release_mouse()
        self.remove_class("-dragged")

    def on_mouse_release(self) -> None:
        """The mouse was taken away, by a dialog for instance."""
        self.remove_class("-dragged")

    def on_click(self, event: events.Click) -> None:
        """A double click shares the room as at first."""
        if event.chain == 2 and event.button == 1:
            self.panes.reset()


class Panes(Horizontal):
    """Two panes beside each other, or one above the other where the styles say so.

    The styles share the room until somebody moves the line; from then on the first pane has the share it
    was given, whatever the size. Only moving the line lays the panes out anew.
    """

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("panes.back", "escape", "to_list", "Back to the list"),
    )
    BINDINGS = bindings(KEY_COMMANDS)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.share: float | None = None
        """Hundredths of the room that the first pane has; None as long as the styles say it."""
        self._arranged = ""

    @override
    def compose_add_child(self, widget: Widget) -> None:
        """Put the line between the panes."""
        if self._pending_children:
            super().compose_add_child(Splitter())
        super().compose_add_child(widget)

    def on_descendant_focus(self) -> None:
        """Show on the line which pane the keyboard is in."""
        self._show_focus()

    def on_descendant_blur(self) -> None:
        """Show on the line that the keyboard has left."""
        self._show_focus()

    def _show_focus(self) -> None:
        _, splitter, last = self.children
        splitter.set_class(last.has_focus, "-focused")

    @property
    def across(self) -> bool:
        """Whether the panes stand one above the other."""
        return self.styles.layout is not None and self.styles.layout.name == "vertical"

    @override
    def pre_layout(self, layout: Layout) -> None:  # noqa: ARG002
        """Follow how the styles arrange the panes at this size; a pane that is alone has all of it."""
        *_, splitter, last = self.children
        arranged = "alone" if not last.display else "across" if self.across else "beside"
        if arranged != self._arranged:
            self._arranged = arranged
            if arranged == "alone" and last.has_focus:
                self.call_next(self.action_to_list)  # the keyboard may not vanish with the pane
            splitter.set_class(arranged == "across", "-across")
            splitter.display = arranged != "alone"
            self._lay_out()

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape leads out of the second pane; in the first one it means what it means there."""
        if action == "to_list":
            return self.children[-1].has_focus_within
        return super().check_action(action, parameters)

    def action_to_list(self) -> None:
        """Put the keyboard into the first pane."""
        for widget in self.children[0].walk_children(with_self=True):
            if isinstance(widget, Widget) and widget.focusable:
                widget.focus()
                return

    @property
    def divided(self) -> bool:
        """Whether both panes are to be seen."""
        return self._arranged in ("beside", "across")

    def drag_to(self, x: int, y: int) -> None:
        """Move the line to this place of the screen."""
        room = self.content_region
        at, length = (y - room.y, room.height) if self.across else (x - room.x, room.width)
        self.give(100 * (at + 0.5) / max(length, 1))

    def move(self, steps: int) -> None:
        """Move the line a few steps."""
        first, room = self.children[0].outer_size, self.content_size
        now = first.height / max(room.height, 1) if self.across else first.width / max(room.width, 1)
        self.give(round(100 * now / STEP + steps) * STEP)

    def give(self, share: float) -> None:
        """Give the first pane this share of the room, within bounds."""
        share = min(max(share, LEAST), MOST)
        if share != self.share:
            self.share = share
            self._lay_out()

    def reset(self) -> None:
        """Share the room as the styles say."""
        self.share = None
        self._lay_out()

    def _lay_out(self) -> None:
        first, _, last = self.children
        for pane in (first, last):
            for rule in _RULES:
                setattr(pane.styles, rule, None)
        if self.share is None or self._arranged == "alone":
            return
        length = "height" if self._arranged == "across" else "width"
        for pane, given in ((first, f"{self.share:.4f}%"), (last, "1fr")):
            for rule, value in ((length, given), (f"min_{length}", 0), (f"max_{length}", "100%")):
                setattr(pane.styles, rule, value)
