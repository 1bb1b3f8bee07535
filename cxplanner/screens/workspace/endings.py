"""The ends of the planner that nobody chose: its work is kept, the terminal is given back, people read words.

A signal is noticed by a thread of its own, so that neither a busy nor a hanging planner misses it. The work
is kept, the planner asked to leave, and the process ended if that takes too long.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final

from textual.app import App

from cxplanner.plan.models import Plan
from cxplanner.screens.kit.safe import toast
from cxplanner.screens.kit.textual_private import fail
from cxplanner.screens.kit.typed_ahead import TypedAheadApp
from cxplanner.session.workspace import Work
from cxplanner.text.words import one_line

if TYPE_CHECKING:
    from cxplanner.screens.kit.terminal import Guardian
    from cxplanner.session.drafts import Draft, DraftKeeper
    from cxplanner.session.presence import Presence

SOON: Final = 0.5
"""Seconds after which an edit goes into the draft."""
PATIENCE: Final = 3.0
"""Seconds that the planner has to leave by itself once a signal has told it to."""
_OTHERS: Final = frozenset(
    [
        *("SIGCHLD", "SIGCLD", "SIGURG", "SIGWINCH", "SIGCONT", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGINFO"),
        *("SIGKILL", "SIGSTOP"),
        *("SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGABRT", "SIGTRAP", "SIGSYS", "SIGEMT"),
    ]
)
"""Signals that end nothing, that nobody can catch, or after which no code can be trusted."""
_KILLED: Final = "cxplanner was killed. What was not saved is kept: open the plan again to go on from there."
_STOPPED: Final = "cxplanner stopped because of a fault of its own. We are sorry."


class Endings:
    """Keeps a planner's work while it runs and however it ends; ``work`` answers what is open."""

    def __init__(self, app: TypedAheadApp, work: Callable[[], Work | None]) -> None:
        self.status: int | None = None
        """The exit status, if the end was not chosen."""
        self._words = ""
        self._app = app
        self._work = work
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting = self._told_trouble = False
        self._seen: tuple[Plan | None, tuple[str, ...]] = None, ()
        self._next: tuple[Work | None, tuple[str, ...]] | None = None
        self._writing = threading.Lock()
        self._guardian: Guardian | None = None

    @cached_property
    def keeper(self) -> DraftKeeper:
        """Keeps the draft; nothing is typed before the first paint, which does not wait for it."""
        from cxplanner.session.drafts import DraftKeeper

        return DraftKeeper()

    @cached_property
    def presence(self) -> Presence:
        """Where other planners see us."""
        from cxplanner.session.presence import Presence

        return Presence()

    def soon(self) -> None:
        """Keep in a moment what is not saved then: something was typed or clicked."""
        if not self._waiting:
            self._waiting = True
            self._app.set_timer(SOON, self._keep)

    def _keep(self) -> None:
        self._waiting = False
        if self._app.typed_ahead:  # there is more to come
            self.soon()
        work, typed = self._work(), _typed_in(self._app)
        seen = None if work is None or work.plan is work.base else work.plan, typed
        if self.status is None and (seen[0] is not self._seen[0] or typed != self._seen[1]):
            self._seen = seen
            self._next = work, typed
            self._app.run_worker(self._write, thread=True, group="drafts")

    def _write(self) -> None:
        with self._writing:  # whoever comes first writes what was said last
            said, self._next = self._next, None
            if said is None:
                return
            try:
                _written(self.keeper, *said)
                return
            except OSError as error:
                why = _why(error)
        self._app.call_from_thread(
            self._tell_trouble, why
        )  # which waits for the screen, and so holds no lock

    def _tell_trouble(self, why: str) -> None:
        if not self._told_trouble:
            self._told_trouble = True
            words = f"What is not saved cannot be kept against a crash: {why}. Save often."
            toast(self._app, words, severity="warning", timeout=15)

    def now(self) -> str:
        """Keep what is not saved at this very moment, and say so; from whichever thread."""
        with self._writing:
            self._next = None
            try:
                draft = _written(self.keeper, self._work(), _typed_in(self._app))
            except OSError as error:
                return f"Your last edits could not be kept: {_why(error)}."
        return "" if draft is None else _kept_words(draft)

    def end(self, number: int) -> None:
        """End as a signal asks for: keep the work, then leave."""
        if self.status is None:
            self.status = 128 + number
            self._words = f"cxplanner was ended by {_name(number)}. {self.now()}".rstrip()
            if self._loop is not None:
                with suppress(RuntimeError):  # it has ended already
                    self._loop.call_soon_threadsafe(self._app.exit, self.status)

    def fault(self, error: BaseException | None) -> None:
        """Keep the work after a fault of our own."""
        if self.status is None:
            self.status = 1
            self._words = "\n".join(filter(None, [_STOPPED, self.now(), _reported(error)]))

    def left(self) -> None:
        """Throw the draft away if the planner was left by choice: all is saved, or was not wanted."""
        if self.status is None:
            self.keeper.drop()

    def say(self) -> None:
        """Say what is to be said, once, now that the screen is the shell's again."""
        words, self._words = self._words, ""
        if words:
            with suppress(OSError, ValueError):
                sys.stderr.write(f"{words}\n")

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Notice every signal that would end the process, and faults wherever they come up."""
        excepthook, threading.excepthook = threading.excepthook, self._thread_failed
        try:
            with self._signals_watched():
                yield
        except Exception as error:
            self.fault(error)
        finally:
            self.unguarded()
            threading.excepthook = excepthook

    @contextmanager
    def _signals_watched(self) -> Iterator[None]:
        if sys.platform == "win32":  # which tells of signals in other ways, and of few
            yield
            return
        deadly = frozenset(number for number in signal.valid_signals() if _is_deadly(number))
        receive, send = os.pipe()
        os.set_blocking(send, False)
        before = {number: signal.signal(number, _noticed_elsewhere) for number in deadly}
        wakeup = signal.set_wakeup_fd(send, warn_on_full_buffer=False)
        threading.Thread(target=self._watch, args=[receive], daemon=True).start()
        try:
            yield
        finally:
            signal.set_wakeup_fd(wakeup)
            for number, handler in before.items():
                signal.signal(number, handler)
            os.close(send)

    def started(self) -> None:
        """Take note of the event loop, and of the faults of its tasks."""
        self._loop = asyncio.get_running_loop()
        self._loop.set_exception_handler(self._task_failed)
        self._app.call_after_refresh(self.guard)

    def guard(self) -> None:
        """Have the terminal given back even if we are killed."""
        if sys.platform != "win32":
            from cxplanner.screens.kit.terminal import Guardian

            self._guardian = Guardian(_KILLED)

    def unguarded(self) -> None:
        """The terminal needs nobody to look after it."""
        guardian, self._guardian = self._guardian, None
        if guardian is not None:
            guardian.dismiss()

    def _watch(self, receive: int) -> None:
        while told := os.read(receive, 1):
            if signal.getsignal(told[0]) is _noticed_elsewhere:  # else somebody waits for an editor
                threading.Thread(target=self.end, args=[told[0]], daemon=True).start()
                time.sleep(PATIENCE)
                self._end_at_once(128 + told[0])
        os.close(receive)

    def _end_at_once(self, status: int) -> None:
        from cxplanner.screens.kit.terminal import driver_of

        driver = driver_of(self._app)
        if driver is not None:
            driver.leave_at_once()
        self.unguarded()
        with suppress(OSError, ValueError):
            if self._words and select.select([], [2], [], 0)[1]:
                os.write(2, f"{self._words}\n".encode(errors="backslashreplace"))
        os._exit(status)

    def _thread_failed(self, failed: threading.ExceptHookArgs) -> None:
        self._failed(failed.exc_value)

    def _task_failed(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self._failed(context.get("exception"))

    def _failed(self, error: object) -> None:
        if isinstance(error, Exception) and self._loop is not None and self.status is None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(partial(fail, self._app, error))


def _noticed_elsewhere(*_: object) -> None:
    """Let the signal be: Python has told the thread that watches."""


def _is_deadly(number: int) -> bool:
    usual = signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler)
    return usual and _name(number) not in _OTHERS


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # one of those that have numbers alone
        return f"signal {number}"


def _written(keeper: DraftKeeper, work: Work | None, typed: tuple[str, ...]) -> Draft | None:
    """Keep what is not on disk; answers None if everything is."""
    if work is None or (work.plan is work.base and not typed):
        keeper.drop()
        return None
    return keeper.keep(work, typed)


def _kept_words(draft: Draft) -> str:
    edits = len(draft.edits)
    if edits:
        what = "Your unsaved edit" if edits == 1 else f"Your {edits:,} unsaved edits"
    else:
        what = "What you typed" if draft.base_text else "Your new plan"
    again = "open the plan again" if draft.path else "start cxplanner again"
    return f"{what} {'are' if edits > 1 else 'is'} kept: {again} to go on from there."


def _typed_in(app: App[Any]) -> tuple[str, ...]:
    """What stands in fields of open dialogs and has not been taken yet."""
    from cxplanner.screens.kit.dialog import Dialog

    try:
        dialogs = [screen for screen in app.screen_stack if isinstance(screen, Dialog)]
        return tuple(words for dialog in dialogs for words in dialog.typed())
    except RuntimeError:  # the screens change while another thread looks
        return ()


def _reported(error: BaseException | None) -> str:
    """Write down for those who maintain the planner what went wrong, and say where that is."""
    try:
        from cxplanner.session.private_files import private_folder
        from cxplanner.toml.private import write_private

        report = private_folder("faults") / "fault.txt"
        write_private(report, "".join(traceback.format_exception(error)).encode("utf-8", "surrogatepass"))
    except OSError:
        return ""
    return f"What went wrong is written in {one_line(str(report))}; please send it to those who maintain it."


def _why(error: OSError) -> str:
    return one_line(error.strerror or str(error))
