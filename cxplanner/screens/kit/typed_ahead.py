"""The app of the kit: what comes from outside reaches it in order and does not end it.

What is typed ahead, pasted as keys or sent over a slow line, waits for its turn. Textual hands a key to
whatever has the keyboard when the key is read. What the key before it does to the keyboard, to a list or to
the screens is done by messages and so comes later: of several keys that are read at once, all but the first
may go to the wrong place.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final, TypeVar

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.message_pump import MessagePump

from cxplanner.screens.kit.palette import Palette
from cxplanner.text.override import override

QUIET: Final = 2
"""So many times in turn all are to have done what they were told, with nothing left to do: what one of them
does last may set another to work."""
SLOW: Final = 0.5
"""After so many seconds people want to know what they wait for."""
TURNS: Final = 2_000
"""After so many turns of the event loop input is handed on in any case: something never comes to rest."""


T = TypeVar("T")


class TypedAheadApp(App[int]):
    """An app that hands on what is typed or clicked when all that came before it has had its effect."""

    _handing_on: asyncio.Task[None] | None = None
    _aside = 0
    """So many things are done in threads, and input waits for them."""
    _back: asyncio.Event

    def do_aside(self, do: Callable[[], T], then: Callable[[T], object], slow: Callable[[], object]) -> None:
        """Do in a thread what may take long, such as writing, then go on with what it answers.

        What is typed meanwhile waits its turn; ``slow`` is called each half second, to say so.
        """
        timer = self.set_interval(SLOW, slow)
        if not self._aside:  # who waits already waits for all of them
            self._back = asyncio.Event()
        self._aside += 1

        def in_thread() -> None:
            answer = do()
            self.call_from_thread(back, answer)

        def back(answer: T) -> None:
            timer.stop()
            self._aside -= 1
            if not self._aside:
                self._back.set()
            then(answer)

        self.run_worker(in_thread, thread=True, group="aside")

    @override
    def get_driver_class(self) -> type[Driver]:
        """The driver that lasts, where there is one."""
        if sys.platform == "win32" or "TEXTUAL_DRIVER" in os.environ:
            return super().get_driver_class()
        from cxplanner.screens.kit.terminal import TerminalDriver

        return TerminalDriver

    @override
    def action_command_palette(self) -> None:
        """Open the palette, unless it is open."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id=Palette.ID))

    @override
    async def on_event(self, event: events.Event) -> None:
        """Keep input in order, one at a time; all else goes its way."""
        if not isinstance(event, events.InputEvent | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self.typed_ahead or self._at_work():
            self._hold(event)
        else:
            await super().on_event(event)
            if not isinstance(event, events.MouseMove):
                self._hold()

    @property
    def typed_ahead(self) -> bool:
        """Whether something that was typed is still being worked off."""
        return self._handing_on is not None

    @property
    def at_work_aside(self) -> bool:
        """Whether something is being done in a thread that input waits for."""
        return self._aside > 0

    def _hold(self, *waiting: events.Event) -> None:
        if self._handing_on is None:
            self._held: deque[events.Event] = deque()
            self._handing_on = asyncio.create_task(self._hand_on())
        self._held.extend(waiting)

    async def _hand_on(self) -> None:
        hand_on = super().on_event
        try:
            await self._rest()
            while self._held and self.is_running:
                await self._told({self: partial(hand_on, self._held.popleft())})
                await self._rest()
        finally:
            self._handing_on = None

    async def _rest(self) -> None:
        """Wait until nothing is at work any more."""
        quiet = 0
        for _ in range(TURNS):
            if self._aside:
                await self._back.wait()
            await self._told(dict.fromkeys(self._working(), _nothing))
            quiet = 0 if self._at_work() else quiet + 1
            if quiet == QUIET or not self.is_running:
                return

    def _working(self) -> set[MessagePump]:
        """Those whose work may take more than a turn of the event loop."""
        focused = self.screen_stack and self.focused
        return {self, *self.screen_stack, *(focused.ancestors_with_self if focused else ())}

    def _at_work(self) -> bool:
        nodes = (node for screen in self.screen_stack for node in screen.walk_children(with_self=True))
        return (
            self._aside > 0 or self.message_queue_size > 0 or any(node.message_queue_size for node in nodes)
        )

    async def _told(self, calls: dict[MessagePump, Callable[[], Awaitable[None]]]) -> None:
        """Have each of these make a call after all that it was told before, and wait for that."""
        left: set[MessagePump] = set()

        async def made(node: MessagePump) -> None:
            try:
                await calls[node]()
            finally:
                left.discard(node)

        left.update(node for node in calls if node.call_later(made, node))
        for _ in range(TURNS):
            if not any(node.is_attached for node in left):
                return
            await asyncio.sleep(0)


async def _nothing() -> None:
    """To be called when all else is done."""


def aside(
    app: App[Any], do: Callable[[], T], then: Callable[[T], object], slow: Callable[[], object]
) -> None:
    """Have an app do something aside; one that does not know how does it at once."""
    if isinstance(app, TypedAheadApp):
        app.do_aside(do, then, slow)
    else:
        then(do())
