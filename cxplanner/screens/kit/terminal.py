"""The terminal, read and written so that nothing which comes from it, or becomes of it, ends the app.

Textual reads strictly: a byte that is not UTF-8, or a key of a number that no character has, ends its input
thread and with it the app. Here such input is dropped. A terminal that is gone is told to the app, and what
is written to it then goes nowhere instead of waiting for ever.
"""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import termios
from codecs import getincrementaldecoder
from collections.abc import Iterable
from contextlib import suppress
from typing import IO, Any, Final, cast

from textual import events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import Keys
from textual.message import Message

from cxplanner.screens.kit.textual_private import XTermParser, driver_behind, fail
from cxplanner.text.override import override

_AT_ONCE: Final = 4096
_WAIT: Final = 0.1
"""Seconds after which the end of a lone escape is looked for, and the end of the app."""
_WIDEST: Final = 5_000
"""No terminal has so many columns or lines; a report that says so, or that there are none, is noise."""
_BYTE_MOUSE: Final = re.compile(rb"\x1b\[M[\x20-\xff]{3}", re.DOTALL)
"""A mouse report of the oldest kind: past column 95 its bytes are no text. The newer kind is asked for."""
_AS_TEXT: Final = b"\x1b[M   "
"""The same without what it says, which is not needed."""
_CUT_SHORT: Final = re.compile(rb"\x1b\[M[\x20-\xff]{0,2}\Z", re.DOTALL)
_HALF: Final = re.compile("[\ud800-\udfff]")
_AS_IT_WAS: Final = (
    b"\x18\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2004l\x1b[?2048l\x1b[?1004l"
    b"\x1b[<u\x1b[?7h\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""Ends what was begun, then the mouse, pasting, focus, resizing, keys, wrapping, other screen, cursor."""


_GUARD: Final = """
trap '' HUP INT QUIT TERM USR1 USR2 ALRM TTOU TSTP
read -r how || { stty sane <&1; printf '%s%s' "$0" "$1"; }
"""


class _Parser(XTermParser):
    """Knows that some numbers stand for no character."""

    @override
    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        ignored = [events.Key(Keys.Ignore, sequence)]
        try:
            keys = list(super()._sequence_to_key_events(sequence, alt))
        except (ValueError, OverflowError):
            return ignored
        return ignored if any(_HALF.search(key.character or "") for key in keys) else keys


class Typed:
    """Bytes from a terminal, turned into keys, clicks and pastes; what makes no sense is left out."""

    def __init__(self) -> None:
        self._parser = _Parser()
        self._decoder = getincrementaldecoder("utf-8")(errors="ignore")
        self._before = self._rest = b""
        """The last bytes that were read, and those that wait for the rest of a report."""

    def feed(self, data: bytes) -> list[Message]:
        """What these bytes say, as far as it is all there."""
        data = _BYTE_MOUSE.sub(_AS_TEXT, self._before + self._rest + data)
        cut, start = _CUT_SHORT.search(data), len(self._before)
        end = max(cut.start(), start) if cut else len(data)
        self._rest = data[end:]
        self._before = data[:end][-2:]
        text = self._decoder.decode(data[start:end])
        return self._said(self._parser.feed(text)) if text else []  # an empty text would be the end

    def tick(self) -> list[Message]:
        """What was waited for long enough: a lone escape."""
        return self._said(self._parser.tick())

    def _said(self, messages: Iterable[Message]) -> list[Message]:
        found: list[Message] = []
        try:
            found.extend(messages)
        except Exception:  # whatever it is, the next key shall be read
            self._parser = _Parser()
        return found


class _Unfailing:
    """A stream that takes what is written to it even if nobody is there any more."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._stream.flush()

    def fileno(self) -> int:
        return self._stream.fileno()


class TerminalDriver(LinuxDriver):
    """Textual's driver, made to last."""

    class Gone(events.Event):
        """Nobody is at the terminal any more."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **{**options, "mouse": _may_use_mouse()})
        self._out = _Unfailing(cast("IO[str]", self._file))
        self._file = cast("Any", self._out)
        self._asleep = False

    @property
    def is_on_screen(self) -> bool:
        """Whether the terminal is ours now, rather than that of an editor or of the shell."""
        return self._writer_thread is not None and self._writer_thread.is_alive()

    @override
    def write(self, data: str) -> None:
        """Write to the terminal while there is one that is ours."""
        if self.is_on_screen:
            super().write(data)

    @override
    def stop_application_mode(self) -> None:
        """Give the terminal back, pixels of the mouse included."""
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
        super().stop_application_mode()

    def leave_at_once(self) -> None:
        """Give the terminal back without waiting for anybody: for when nothing else works any more."""
        if not self.is_on_screen:
            return
        with suppress(OSError, ValueError):
            if select.select([], [self._out.fileno()], [], 0)[1]:
                os.write(self._out.fileno(), _AS_IT_WAS)
        with suppress(termios.error):
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    @override
    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            with suppress(RuntimeError):  # the app has ended meanwhile
                self._loop.call_soon_threadsafe(fail, self._app, error)

    @override
    def run_input_thread(self) -> None:
        """Read what is typed until the driver is told to stop."""
        typed = Typed()
        while not self.exit_event.is_set():
            data = self._read()
            if data is None:
                self.send_message(self.Gone())
                return
            self._hand_on(typed.feed(data))
            self._hand_on(typed.tick())

    def _read(self) -> bytes | None:
        """What was typed, if anything was; None if nobody can type any more."""
        try:
            if not select.select([self.fileno], [], [], _WAIT)[0]:
                return b""
            return os.read(self.fileno, _AT_ONCE) or None
        except BlockingIOError:
            return b""
        except (OSError, ValueError):
            return None

    def _hand_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            if not isinstance(message, events.Resize) or 0 < min(message.size) <= max(message.size) < _WIDEST:
                self.process_message(message)

    @override
    def _sigtstp_application(self, *_: object) -> None:
        """Sleep until somebody wakes us; on the event loop, where nothing of ours is half done."""
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._sleep)
        else:  # an editor has the terminal, and the shell waits for us too
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sleep(self) -> None:
        self.suspend_application_mode()
        self._asleep = True
        os.kill(os.getpid(), signal.SIGSTOP)

    @override
    def _sigcont_application(self, *_: object) -> None:
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        """Take the terminal again and paint; one who was stopped without a word gave nothing back before."""
        if not self._asleep:
            self.suspend_application_mode()
        self._asleep = False
        self.resume_application_mode()
        self._app.refresh(layout=True)


def _may_use_mouse() -> bool:
    """GNU screen keeps a lone escape back for as long as the mouse is watched, and escape is needed more."""
    return "STY" not in os.environ


class Guardian:
    """Gives the terminal back if we cannot any more: a shell that waits for us to end, and knows how we did.

    Nothing else helps against a signal that nobody can catch.
    """

    def __init__(self, words: str) -> None:
        self._shell: subprocess.Popen[bytes] | None = None
        with suppress(OSError):
            self._shell = subprocess.Popen(  # noqa: S603 (words of our own alone)
                ["/bin/sh", "-c", _GUARD, _AS_IT_WAS.decode(), f"{words}\n"],
                stdin=subprocess.PIPE,
                stdout=2,
            )

    def dismiss(self) -> None:
        """We have given the terminal back, or somebody else has it."""
        if self._shell is not None:
            with suppress(OSError, subprocess.TimeoutExpired):
                self._shell.communicate(b"well\n", timeout=1)


def driver_of(app: App[Any]) -> TerminalDriver | None:
    """The driver of an app that runs in a terminal."""
    driver = driver_behind(app)
    return driver if isinstance(driver, TerminalDriver) else None
