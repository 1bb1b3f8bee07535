"""A git repository of the test's own, called as a person would, with nobody's settings."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Repository:
    """A new repository in a folder."""

    folder: Path
    env: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        who = {f"GIT_{role}_{what}": "x@y" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        self.env = {**who, "GIT_CONFIG_NOSYSTEM": "1", "GIT_EDITOR": "true", **self.env}
        self("init", "--quiet", "--initial-branch=main")

    def run(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Call git, whatever it answers."""
        return subprocess.run(
            ["git", *words],
            cwd=self.folder,
            env={**os.environ, **self.env, **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    def __call__(self, *words: str) -> str:
        """Call git, and answer with what it says; it must be content."""
        done = self.run(*words)
        assert done.returncode == 0, f"git {' '.join(words)}: {done.stdout}{done.stderr}"
        return done.stdout

    def write(self, name: str, text: str) -> Path:
        """Put a text into a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return path

    def commit(self, name: str, text: str, message: str = "Change") -> None:
        """Put a text into a file, and commit it."""
        self.write(name, text)
        self("add", "--", name)
        self("commit", "--quiet", "--message", message)
