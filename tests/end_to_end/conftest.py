"""What the tests of the whole program share: a pseudo-terminal, so that they run where there are any."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.systems import POSIX

if TYPE_CHECKING:
    from tests.end_to_end.terminals import Terminal

collect_ignore_glob = [] if POSIX else ["test_*.py"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    from tests.end_to_end.terminals import Terminal

    terminals: list[Terminal] = []

    def started(*words: str, **environment: str) -> Terminal:
        terminals.append(Terminal(*words, folder=tmp_path, environment=environment))
        return terminals[-1]

    yield started
    for terminal in terminals:
        terminal.close()
