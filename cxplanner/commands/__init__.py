"""The commands, by name. Knowing a command costs nothing: its module is imported only when it runs."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Final, NamedTuple


class ExitCode(IntEnum):
    """What a command tells the shell."""

    WELL = 0
    FINDINGS = 1
    """Gaps, or differences, were found."""
    WRONG = 2
    """The input or the call is wrong."""


class ShellCommand(NamedTuple):
    """One command: how it is called after its name, what it does, and whether it needs no screen."""

    usage: str
    about: str
    headless: bool = True


OPEN: Final = "open"
"""The command that runs where a plan, or nothing, is named instead of a command."""

COMMANDS: Final[Mapping[str, ShellCommand]] = {
    OPEN: ShellCommand("[PLAN]", "open the planner; the word may be left out", headless=False),
    "new": ShellCommand("PLAN --company NAME --scale SCALE", "write a starting plan"),
    "check": ShellCommand("PLAN…", "show what a plan lacks"),
    "fix": ShellCommand("PLAN… [ID…]", "list ways to mend gaps, show what they change, and do it"),
    "next": ShellCommand("PLAN", "show whom to hire next, and which gaps that closes"),
    "grow": ShellCommand("PLAN… --to SCALE", "show what a larger scale asks for, and add it"),
    "diff": ShellCommand("OLD [NEW]", "say what changed between two versions of a plan"),
    "merge": ShellCommand("BASE OURS THEIRS", "bring two versions of a plan together, by the ids of things"),
    "git-setup": ShellCommand("[--undo]", "let git merge plans by ids and show their changes in sentences"),
    "git-text": ShellCommand("FILE", "say what a plan holds, a sentence for each fact, as git diff shows it"),
    "roles": ShellCommand("PLAN", "write role descriptions for HR"),
    "fmt": ShellCommand("PLAN…", "lay a plan file out in the canonical way"),
    "rename": ShellCommand("OLD NEW PLAN…", "give something in a plan another id, everywhere"),
    "rules": ShellCommand("", "list every gap rule"),
    "rule": ShellCommand("CODE", "explain one gap rule: why, who says so, how to mend it"),
    "catalogue": ShellCommand("[KIND] [ID]", "show what the templates hold"),
    "templates": ShellCommand("copy KIND ID", "copy a shipped template, to make it your own"),
    "schema": ShellCommand("[KIND]", "write a JSON Schema of a file, for editors, or of an answer"),
    "config": ShellCommand("[--keys]", "show where your settings are, and what holds now"),
    "demo": ShellCommand("", "open the planner on a sample plan", headless=False),
}
"""Name -> command, in the order of the help. The module that runs it has the same name, with _ for -."""
