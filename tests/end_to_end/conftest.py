"""What the tests of the whole program share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.terminals import Terminal


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    terminals: list[Terminal] = []

    def started(*words: str, **environment: str) -> Terminal:
        terminals.append(Terminal(*words, folder=tmp_path, environment=environment))
        return terminals[-1]

    yield started
    for terminal in terminals:
        terminal.close()
