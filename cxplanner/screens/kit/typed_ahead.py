"""What is typed ahead, pasted as keys or sent over a slow line, waits for its turn.

Textual hands a key to whatever has the keyboard when the key is read. What the key before it does to the
keyboard, to a list or to the screens is done by messages and so comes later: of several keys that are read
at once, all but the first may go to the wrong place.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

QUIET: Final = 2
"""So many times in turn all are to have done what they were told, with nothing left to do: what one of them
does last may set another to work."""
TURNS: Final = 2_000
"""After so many turns of the event loop input is handed on in any case: something never comes to rest."""


class TypedAheadApp(App[int]):
    """An app that hands on what is typed or clicked when all that came before it has had its effect."""

    _handing_on: asyncio.Task[None] | None = None

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
        return self.message_queue_size > 0 or any(node.message_queue_size for node in nodes)

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
