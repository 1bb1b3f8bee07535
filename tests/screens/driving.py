"""Driving the planner in tests: keys, clicks and commands, and what can be read from it afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar, cast

import pytest
from textual import events
from textual.app import SystemCommand
from textual.geometry import Offset, Size
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.worker import WorkerCancelled

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Plan
from cxplanner.screens.app import PlannerApp
from cxplanner.screens.kit.outline import Outline
from cxplanner.screens.kit.panel import Panel
from cxplanner.screens.shared.view import View
from cxplanner.screens.views.raci.matrix import RaciMatrix
from cxplanner.screens.workspace.screen import WorkspaceScreen
from cxplanner.session.settings import Settings
from cxplanner.session.workspace import Workspace
from tests.plans import CAT, TODAY

W = TypeVar("W", bound=Widget)
ROOT: Final = Path(__file__).parents[2]
SAMPLES: Final = ROOT / "cxplanner" / "samples"
STILL: Final = 12
"""After so many turns of the event loop without a message, everything has been said and painted."""

NEVER: Final = 3_600
"""Seconds between two paints by the clock: the planner paints here when it is at rest, not by chance."""

TURNS: Final = 5_000
"""Nothing takes this long; what does goes round in a circle."""


class Driver:
    """One running planner."""

    def __init__(self, app: PlannerApp, *, every_frame: bool) -> None:
        self.app = app
        self.pilot: Pilot[int]
        self.painting = self.every_frame = every_frame

    async def settle(self) -> None:
        """Wait until every message has been worked off and what came of it has been painted."""
        still = turns = 0
        while still < STILL:
            turns += 1
            assert turns < TURNS, "the planner does not come to rest"
            await asyncio.sleep(0)
            if self.app._exception is not None:
                raise self.app._exception
            if self.app._exit:
                return
            for worker in [worker for worker in self.app.workers if worker.is_running]:
                with suppress(WorkerCancelled):
                    await worker.wait()
            nodes = [self.app, *self.app.screen_stack, *self.app._registry]
            busy = self.app.typed_ahead or any(node.message_queue_size for node in nodes)
            still = 0 if busy else still + 1
            if still == STILL // 2 or (still == STILL and self._unpainted):
                self._paint()
                still = min(still, STILL // 2)

    def _paint(self) -> None:
        """Paint as the clock would have it: what lies below a dialog first, then what is on top."""
        self.painting = True
        for screen in (*self.app._background_screens, self.app.screen):
            screen._on_timer_update()
            if screen._compositor._dirty_regions:
                screen._compositor_refresh()
        self.painting = self.every_frame

    @property
    def _unpainted(self) -> bool:
        """Whether the screen on top has been told of changes that it has not shown yet."""
        top = self.app.screen
        wanted = (top._layout_required, top._scroll_required, top._repaint_required, top._dirty_widgets)
        return any(wanted) or bool(top._compositor._dirty_regions)

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other; a lone character is typed."""
        for key in keys:
            self._send(key)
            await self.settle()

    async def burst(self, *keys: str) -> None:
        """Press keys all at once, as they come when they are read together."""
        for key in keys:
            self._send(key)
        await self.settle()

    def _send(self, key: str) -> None:
        name = _character_to_key(key) if len(key) == 1 else key
        event = events.Key(name, key if len(key) == 1 else {"space": " "}.get(key))
        event.set_sender(self.app)
        assert self.app._driver is not None
        self.app._driver.send_message(event)

    async def write(self, text: str, *keys: str) -> None:
        """Type a text at once, then press keys."""
        focused = self.app.focused
        assert focused is not None
        for letter in text:
            event = events.Key(letter if letter.isalnum() else "character", letter)
            event.set_sender(self.app)
            focused.post_message(event)
        await self.settle()
        await self.press(*keys)

    async def retype(self, text: str, *keys: str) -> None:
        """Type a text in place of what the focused field holds, then press keys."""
        self.field().value = ""
        await self.write(text, *keys)

    async def click(self, x: int, y: int, *, times: int = 1, button: int = 1) -> None:
        """Click on a cell of the screen."""
        for chain in range(1, times + 1):
            for kind in (events.MouseDown, events.MouseUp, events.Click):
                widget = self.app.get_widget_at(x, y)[0]
                event = kind(widget, x, y, 0, 0, button, False, False, False, x, y)
                if isinstance(event, events.Click):
                    event.chain = chain
                self.app.screen._forward_event(event)
                await self.settle()

    async def _mouse(self, kind: type[events.MouseEvent], x: int, y: int, button: int = 0) -> None:
        """Something the mouse does at a cell of the screen."""
        self.app.mouse_position = Offset(x, y)
        widget = self.app.mouse_captured or self.app.get_widget_at(x, y)[0]
        self.app.screen._forward_event(kind(widget, x, y, 0, 0, button, False, False, False, x, y))
        await self.settle()

    async def wheel(self, x: int, y: int, *, down: bool = True) -> None:
        """Turn the wheel over a cell of the screen."""
        await self._mouse(events.MouseScrollDown if down else events.MouseScrollUp, x, y)

    async def hover(self, x: int, y: int) -> None:
        """Move the mouse to a cell of the screen."""
        await self._mouse(events.MouseMove, x, y)

    async def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press the button on one cell of the screen, and let it go on another."""
        await self._mouse(events.MouseDown, *start, 1)
        await self._mouse(events.MouseMove, *end, 1)
        await self._mouse(events.MouseUp, *end, 1)

    async def click_on(self, words: str, *, times: int = 1) -> None:
        """Click in the middle of words that are to be seen."""
        for y, line in enumerate(self.lines):
            if words in line:
                await self.click(line.index(words) + len(words) // 2, y, times=times)
                return
        raise AssertionError(f"{words!r} is not on the screen:\n{self.text}")

    async def resize(self, width: int, height: int) -> None:
        """Change the size of the terminal."""
        size = Size(width, height)
        assert self.app._driver is not None
        self.app._driver._size = (width, height)
        self.app.post_message(events.Resize(size, size))
        await self.settle()
        self.app._check_resize()  # the app waits for further ones; nobody drags a window here
        await self.settle()

    async def paste(self, text: str, *keys: str) -> None:
        """Paste a text in place of what the focused field holds, then press keys."""
        self.field().value = ""
        self.field().post_message(events.Paste(text))
        await self.settle()
        await self.press(*keys)

    async def command(self, title: str) -> None:
        """Run a command of the palette."""
        await cast("Awaitable[object]", self.palette()[title].callback())
        await self.settle()

    def palette(self) -> dict[str, SystemCommand]:
        """The commands of the palette by their titles."""
        return {command.title: command for command in self.app.get_system_commands(self.app.screen)}

    @property
    def lines(self) -> list[str]:
        """What is on the screen, line by line."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self.lines)

    @property
    def words(self) -> str:
        """What is on the screen as running text."""
        return " ".join(self.text.split())

    @property
    def base(self) -> WorkspaceScreen:
        """The workspace below whatever is open."""
        screens = [screen for screen in self.app.screen_stack if isinstance(screen, WorkspaceScreen)]
        return screens[-1]

    @property
    def told(self) -> str:
        """All that the screen on top says, whether or not there is room for it."""
        said = [str(static.content) for static in self.app.screen.query(Static)]
        said += [str(panel.words) for panel in self.app.screen.query(Panel)]
        return " ".join(" ".join(said).split())

    @property
    def workspace(self) -> Workspace:
        return self.base.workspace

    @property
    def plan(self) -> Plan:
        return self.workspace.plan

    @property
    def plan_text(self) -> str:
        return plan_text(self.plan)

    @property
    def view(self) -> View:
        return self.base.active

    @property
    def outline(self) -> Outline:
        return self.base.query_one(Outline)

    @property
    def matrix(self) -> RaciMatrix:
        return self.base.query_one(RaciMatrix)

    @property
    def said(self) -> str:
        """The line that says what was done."""
        return str(self.base.query_one("#said", Static).content)

    @property
    def toasts(self) -> list[str]:
        """The notices shown so far."""
        return [notice.message for notice in self.app._notifications]

    @property
    def dialog(self) -> str:
        """The kind of dialog that is open, empty without one."""
        return type(self.app.screen).__name__ if self.app.screen.is_modal else ""

    def one(self, kind: type[W], where: str = "") -> W:
        """A widget of the screen on top."""
        return self.app.screen.query_one(where or kind.__name__, kind)

    def field(self) -> Input:
        """The field that has the focus."""
        assert isinstance(self.app.focused, Input)
        return self.app.focused

    def sentences(self) -> list[str]:
        """What was done and is in effect, in words."""
        return [change.sentence for change in self.workspace.history.done]


@asynccontextmanager
async def opened(
    path: Path | None,
    size: tuple[int, int] = (80, 24),
    *,
    templates: Path | None = None,
    settings: Settings | None = None,
    catalogue: Catalogue = CAT,
    every_frame: bool = False,
) -> AsyncIterator[Driver]:
    """The planner on a plan, on a fixed day, with notices and tooltips as people see them.

    It paints when it has come to rest; with ``every_frame`` also each time that something moved before.
    """
    app = PlannerApp(path, catalogue, today=TODAY, templates=templates, settings=settings)
    app.animation_level = "none"
    driver = Driver(app, every_frame=every_frame)
    paint = Screen._compositor_refresh

    def painted(screen: Screen[object]) -> None:
        if driver.painting:
            paint(screen)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.screen.UPDATE_PERIOD", NEVER)
        patch.setattr(Screen, "_compositor_refresh", painted)
        async with app.run_test(size=size, notifications=True, tooltips=True) as driver.pilot:
            await driver.settle()
            yield driver
