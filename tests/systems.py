"""Marks for tests that ask something of the system they run on.

``@pytest.mark.posix`` stands at those that need what Windows lacks or keeps for administrators: modes and
owners, links, named pipes, signals, pseudo-terminals. They are skipped there.
"""

import os
from typing import Final

import pytest

POSIX: Final = os.name == "posix"
_IS_ROOT: Final = hasattr(os, "geteuid") and os.geteuid() == 0
unless_root: Final = pytest.mark.skipif(_IS_ROOT, reason="root may read and write everything")
only_root: Final = pytest.mark.skipif(not _IS_ROOT, reason="only root can give files away")
