"""Holds a wheel and an sdist to what they must hold: every tracked file of the package, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Final

SHELL: Final = ("_cxplanner", "cxplanner.1", "cxplanner.bash", "cxplanner.fish")
"""Completion and man page, which a wheel shares with the system."""
BESIDE_IT: Final = {
    *(".gitignore", "CHANGELOG.md", "LICENSE", "PKG-INFO", "README.md", "pyproject.toml"),
    *(f"docs/shell/{name}" for name in SHELL),
}
"""What an sdist holds besides the package."""
SHARED: Final = {
    "bash-completion/completions/cxplanner",
    "zsh/site-functions/_cxplanner",
    "fish/vendor_completions.d/cxplanner.fish",
    "man/man1/cxplanner.1",
}
"""Where a wheel puts them, below ``share``."""


def main(wheel: str, sdist: str) -> int:
    """Say of both whether they are whole; answers the exit status."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "cxplanner"], check=True, capture_output=True, text=True
    )
    tracked = {name for name in listed.stdout.split("\0") if name and not Path(name).is_symlink()}
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = {name for name in archive.namelist() if ".dist-info/" not in name}
    shared = {name.partition(".data/data/share/")[2] for name in in_wheel if ".data/" in name}
    in_wheel = {name for name in in_wheel if ".data/" not in name}
    with tarfile.open(sdist) as archive:
        in_sdist = {entry.name.partition("/")[2] for entry in archive.getmembers() if entry.isfile()}
    wrong = [
        *_differences("the wheel", tracked, in_wheel),
        *_differences("the wheel's share", SHARED, shared),
        *_differences("the sdist", tracked | BESIDE_IT, in_sdist),
    ]
    print("\n".join(wrong) or f"Both hold the {len(tracked)} files of the package.")
    return bool(wrong)


def _differences(name: str, wanted: set[str], found: set[str]) -> list[str]:
    missing = [f"{name} lacks {file}" for file in sorted(wanted - found)]
    return missing + [f"{name} holds {file}, which is not tracked" for file in sorted(found - wanted)]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
