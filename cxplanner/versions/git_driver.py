"""Configures git to merge plans by ids and to show their changes in sentences.

If a merge driver is missing or fails, git assumes that it left a conflict, and keeps ours without a mark:
theirs would be lost unnoticed. So the shell that runs the driver accepts only two answers, and after any
other has git merge line by line.
"""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cxplanner.toml.save import refuse_link, save_text
from cxplanner.toml.source import read_source
from cxplanner.versions.git import GitRefused, run_git, top_folder

NAME: Final = "cxplanner"
ATTRIBUTES: Final = f"*.toml merge={NAME} diff={NAME}"
_MERGE: Final = (
    'if test "$CXPLANNER_GIT" != 0; then {program} merge --driver --path=%P %O %A %B; '
    "case $? in 0) exit 0;; 3) exit 1;; esac; fi; "
    "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B || exit 1"
)
_DIFF: Final = (
    'told() {{ if test "$CXPLANNER_GIT" != 0; then {program} git-text "$1" 2>/dev/null && return; fi; '
    'cat "$1"; }}; told'
)
_ENTRIES: Final = {
    f"merge.{NAME}.name": "plans by ids (cxplanner)",
    f"merge.{NAME}.driver": _MERGE,
    f"diff.{NAME}.textconv": _DIFF,
}


@dataclass(frozen=True, slots=True)
class SettingsPlace:
    """The git settings to change: those of one clone, or of all of a user's repositories."""

    scope: str
    folder: Path
    attributes: Path

    @classmethod
    def of_clone(cls, folder: Path) -> SettingsPlace:
        """Those of the clone that a folder belongs to. Raises :class:`~cxplanner.versions.git.GitRefused`."""
        top = top_folder(folder)
        return cls("--local", top, top / ".gitattributes")

    @classmethod
    def of_user(cls) -> SettingsPlace:
        """Those of all this user's repositories. Raises :class:`~cxplanner.versions.git.GitRefused`."""
        said = run_git(["config", "--global", "--type=path", "--get", "core.attributesFile"])
        if said.status == 0:
            return cls("--global", Path(), Path(os.fsdecode(said.out.rstrip(b"\n"))))
        home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
        return cls("--global", Path(), Path(home, "git", "attributes"))

    def config(self, *words: str) -> tuple[int, str]:
        """Run git config on these settings. Raises :class:`~cxplanner.versions.git.GitRefused`."""
        said = run_git(["config", self.scope, *words], folder=self.folder)
        return said.status, said.out.decode("utf-8", "replace").rstrip("\n") or said.err.strip()


def register(place: SettingsPlace) -> list[str]:
    """Register both drivers with git; returns what was written, nothing if it was all there already.

    Raises :class:`~cxplanner.versions.git.GitRefused` and :class:`~cxplanner.toml.save.SaveRefused`.
    """
    lines, done = _lines(place.attributes), []
    for key, value in entries().items():
        if place.config("--get", key) == (0, value):
            continue
        status, said = place.config("--replace-all", key, value)
        if status:
            raise GitRefused(f"git cannot write {key}: {said}")
        done.append(key)
    if ATTRIBUTES not in lines:
        _write(place.attributes, [*lines, ATTRIBUTES])
        done.append(str(place.attributes))
    return done


def unregister(place: SettingsPlace) -> list[str]:
    """Remove what :func:`register` wrote, and nothing else; returns what was removed.

    Raises like :func:`register`.
    """
    lines, done = _lines(place.attributes), []
    for section in (f"merge.{NAME}", f"diff.{NAME}"):
        status, _ = place.config("--remove-section", section)
        if status == 0:
            done.append(section)
    if ATTRIBUTES in lines:
        _write(place.attributes, [line for line in lines if line != ATTRIBUTES])
        done.append(str(place.attributes))
    return done


def entries() -> dict[str, str]:
    """The settings written into git's configuration: key -> value.

    The interpreter is named in full, since git may run with another search path; ``-P`` stops it from
    mistaking a folder called cxplanner in the repository for the program.
    """
    if not sys.executable:
        raise GitRefused("it is not known which Python runs this program, so git could not call it.")
    program = f"{shlex.quote(sys.executable)} -P -m cxplanner"
    return {key: value.format(program=program) for key, value in _ENTRIES.items()}


def _lines(path: Path) -> list[str]:
    """The lines of a file; none if it is missing or empty."""
    refuse_link(path)
    empty = not path.exists() or not path.read_bytes().strip()
    return [] if empty else read_source(path).text.splitlines()


def _write(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    newline = read_source(path).newline if _lines(path) else "\n"
    if lines:
        save_text(path, "".join(line + newline for line in lines), expected_digest=None, force=True)
    else:
        path.unlink()
