"""Plans with mistakes that people make, and what they must be told about each.

A plan in ``plan/bad_plans`` begins with a comment for each thing that is wrong with it: ``#! 12: words``, the
line and words that must be said of it. Nothing else may be said. What takes no such comment stands here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "plan" / "bad_plans"
NAMES: Final = tuple(sorted(path.name for path in FOLDER.iterdir()))
OTHER_BYTES: Final = {
    "nothing": (b"", 0, "this file is empty"),
    "blanks": (b" \n\n", 0, "this file is empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n", 0, "this is a PNG picture"),
    "an office document": (b"PK\x03\x04\x14\0", 0, "a zip archive or an office document"),
    "UTF-16": ("schema = 1\n".encode("utf-16"), 0, "it looks like UTF-16"),
    "Latin-1": ('schema = 1\n[company]\nname = "Möbel"\n'.encode("latin-1"), 3, "looks like Latin-1"),
    "a zero byte": (b"schema = 1\nna\0me = 2\n", 2, "a zero byte"),
    "JSON": (b'{"schema": 1}\n', 1, "this is JSON, not TOML"),
    "a conflict of git": (b"a = 1\n<<<<<<< HEAD\na = 2\n=======\n>>>>>>> x\n", 2, "unresolved git conflict"),
    "old line ends": (b"schema = 1\r[company]\r", 1, "Save it with Unix or Windows line endings"),
    "more than any plan": (b"#" * 5_000_001, 0, "larger than 5 MB"),
}
_EXPECTED: Final = re.compile(r"^#! (\d+): (.*)$", re.MULTILINE)


def expected(name: str) -> list[tuple[int, str]]:
    """What must be said of a bad plan: lines, from the first to the last, and words."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [(int(line), words) for line, words in _EXPECTED.findall(text)]
