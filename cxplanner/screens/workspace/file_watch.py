"""Noticing that another program changed the plan's file, so that it is told before anybody saves."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Final

from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from cxplanner.screens.kit.commands import key_name, keys_of
from cxplanner.screens.kit.typed_ahead import TypedAheadApp
from cxplanner.screens.workspace.topbar import SEE_FILE
from cxplanner.session.outside import Look, Sign, look
from cxplanner.session.workspace import TOLD, Outside, Work, Workspace

EVERY: Final = 2.0
"""Seconds from one look at the file to the next, while the terminal has the focus."""
NAME: Final = "the plan's file"
"""What the timer is called."""
_SAME: Final = (
    "Another program wrote the file; the plan in it is the same, and its comments and layout are kept."
)
_GONE: Final = "The file is gone: it was moved or deleted. The plan is still here; save it to write it again."


class FileWatch(Widget):
    """Looks at the plan's file: when the terminal gets the focus, and every few seconds while it has it.

    Nothing of it is to be seen. What it finds stands in the workspace, and is told once, and never by a
    dialog, which would come over what is typed.
    """

    DEFAULT_CSS = "FileWatch { display: none; }"

    class Noticed(Message):
        """The file is another one now, or again the one it was; what to say about it, if anything."""

        def __init__(self, sentence: str = "") -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._timer: Timer | None = None
        self._seen: Sign | None = None
        self._doubtful: Sign | None = None
        """A file that could not be read: it may be half written, so it is looked at once more."""
        self._told: object = None
        self._looking = self._awake = False

    def start(self) -> None:
        """Look from now on, as long as somebody looks at the terminal."""
        self._timer = self.set_interval(EVERY, self.look, pause=True, name=NAME)
        self.watch(self.app, "app_focus", self.follow)

    def follow(self) -> None:
        """Look now and then if there is a file and somebody to tell, and else not at all."""
        awake = self.app.app_focus and self._workspace.work().digest is not None
        if self._timer is None or awake is self._awake:
            return
        self._awake = awake
        if awake:
            self.look()
            self._timer.resume()
        else:
            self._timer.pause()

    def look(self) -> None:
        """Look at the file in a thread: it may be far away."""
        work = self._workspace.work()
        if work.digest is not None and not self._looking and not self._saving:
            self._looking = True
            self.run_worker(partial(self._look, work), thread=True, group="file")

    @property
    def _saving(self) -> bool:
        return isinstance(self.app, TypedAheadApp) and self.app.at_work_aside

    def _look(self, work: Work) -> None:
        found = look(self._workspace, work, self._seen)
        with suppress(RuntimeError):  # the planner was left
            self.app.call_from_thread(self._found, work, found)

    def _found(self, work: Work, found: Look | None) -> None:
        self._looking = False
        now = self._workspace.work()
        if found is None or found.outside is None or found.outside.file is not None:
            self._doubtful = None
        if found is None or self._saving or (now.path, now.digest) != (work.path, work.digest):
            return
        outside = found.outside
        if outside is not None and outside.file is None and self._doubtful != found.sign:
            self._doubtful = found.sign
            return
        self._seen = found.sign
        if outside is not None and outside.file is not None and not outside.done:
            self._told = None
            self._workspace.take_text(outside.file.source)
            self.post_message(self.Noticed(_SAME))
            return
        before, self._told = self._told, None if outside is None else outside.state
        self._workspace.outside = outside
        self.post_message(self.Noticed(self._words(outside) if outside and self._told != before else ""))

    def _words(self, outside: Outside) -> str:
        key = key_name(keys_of(self.app).get(SEE_FILE, "f7").partition(",")[0])
        if outside.file is not None:
            more = f"; and {len(outside.done) - TOLD} more" if len(outside.done) > TOLD else ""
            done = f"{'; '.join(outside.done[:TOLD])}{more}"
            return f"Another program changed the file ({key} says what to do): {done}"
        if outside.problems:
            return f"The file cannot be read any more; the plan here is whole ({key} tells more)."
        return _GONE
