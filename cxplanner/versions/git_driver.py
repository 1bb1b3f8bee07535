"""What git is told so that it merges plans by ids and shows their changes in sentences.

git takes a driver that is not found, or fails, for one that left a conflict, and keeps ours without a
mark: theirs would be lost unseen. So the shell that runs the driver knows two answers alone, and has git
merge line by line after every other.
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
    """Where git is told: of one clone, or of all of a user's repositories."""

    scope: str
    folder: Path
    attributes: Path

    @classmethod
    def of_clone(cls, folder: Path) -> SettingsPlace:
        """The clone that a folder belongs to. Raises :class:`~cxplanner.versions.git.GitRefused`."""
        top = top_folder(folder)
        return cls("--local", top, top / ".gitattributes")

    @classmethod
    def of_user(cls) -> SettingsPlace:
        """All repositories of this user. Raises :class:`~cxplanner.versions.git.GitRefused`."""
        said = run_git(["config", "--global", "--type=path", "--get", "core.attributesFile"])
        if said.status == 0:
            return cls("--global", Path(), Path(os.fsdecode(said.out.rstrip(b"\n"))))
        home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
        return cls("--global", Path(), Path(home, "git", "attributes"))

    def config(self, *words: str) -> tuple[int, str]:
        """What git config says of this place. Raises :class:`~cxplanner.versions.git.GitRefused`."""
        said = run_git(["config", self.scope, *words], folder=self.folder)
        return said.status, said.out.decode("utf-8", "replace").rstrip("\n") or said.err.strip()


def register(place: SettingsPlace) -> list[str]:
    """Tell git of both drivers; answers with what was written, nothing if all was there.

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
    """Take out what :func:`register` put in, and nothing else; answers with what was taken out.

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
    """What is written into git's configuration: key -> value.

    The interpreter is named in full, since git may run with another search path; ``-P`` keeps it from
    taking a folder of the repository that is called cxplanner for the program.
    """
    if not sys.executable:
        raise GitRefused("it is not known which Python runs this program, so git could not call it.")
    program = f"{shlex.quote(sys.executable)} -P -m cxplanner"
    return {key: value.format(program=program) for key, value in _ENTRIES.items()}


def _lines(path: Path) -> list[str]:
    """The lines of a file; none of one that is not there or holds nothing."""
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
