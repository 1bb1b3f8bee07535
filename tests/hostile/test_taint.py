"""No text of a plan, a template, a path or the settings reaches anybody but made safe."""

import sys
from pathlib import Path

import pytest

from cxplanner.__main__ import main
from cxplanner.catalogue.load import SHIPPED, load_catalogue
from cxplanner.commands import COMMANDS
from cxplanner.plan.file import read_plan
from cxplanner.text.words import visible
from tests.hostile.taint import FOLDER, MARK, RAW, tainted_plan, tainted_templates, write_plan
from tests.plans import CAT
from tests.screens.driving import SAMPLES, opened
from tests.screens.test_hostile import FURTHER, WALK, assert_clean


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A marked plan with marked templates beside it, in a folder that steers terminals."""
    path = tmp_path / FOLDER / f"team{MARK}.toml"
    write_plan(tainted_plan(read_plan(SAMPLES / "enterprise.toml", CAT).plan), path)
    tainted_templates(CAT, path.parent / ".cxplanner" / "templates")
    return path


def _in_each_format(plan: Path) -> list[list[object]]:
    return [["check", plan, "--format", form] for form in ("json", "github", "sarif", "md")]


def calls(plan: Path) -> dict[str, list[list[object]]]:
    """Every command, as it is called with names and texts of somebody else."""
    own = ["--templates", plan.parent / ".cxplanner" / "templates"]
    other = plan.with_name(f"other{MARK}.toml")
    missing = plan.with_name(f"missing{MARK}\x1b[2J.toml")
    odd = f"x{MARK}\x1b[2J"
    one_role = ["templates", "copy", "role", "cx-analyst"]
    return {
        "open": [["open", plan], ["open", plan.parent], [missing], [odd]],
        "new": [
            ["new", other, "--company", odd, "--scale", "small", *own],
            ["new", other, "--company", f"N{MARK}", "--scale", "small"],
            ["new", other, "--company", "N", "--scale", "small"],
            ["new", missing, "--company", "N", "--scale", odd],
            ["new", missing, "--company", "N", "--scale", "small", "--schema-line", odd],
            ["new", missing / "x", "--company", "N", "--scale", "small", "--currency", odd],
        ],
        "check": [
            ["check", plan],
            ["check", plan, "--fixes", "--all"],
            ["check", plan.parent],
            *_in_each_format(plan),
            *_in_each_format(missing),
            ["check", other, "--format", "github"],
            ["check", other, "--format", "md"],
            ["check", missing],
            ["check", plan, "--select", odd],
            ["check", plan, f"--{odd}"],
            ["check", plan, "--on", odd],
        ],
        "diff": [
            ["diff", SAMPLES / "enterprise.toml", plan],
            ["diff", plan, SAMPLES / "small.toml"],
            ["diff", plan, SAMPLES / "small.toml", "--format", "md"],
            ["diff", plan, SAMPLES / "small.toml", "--format", "json"],
            ["diff", plan, missing],
            ["diff", plan],
            ["diff", f"{odd}:{plan}", plan],
        ],
        "merge": [
            ["merge", SAMPLES / "small.toml", plan, SAMPLES / "enterprise.toml", "-o", other],
            ["merge", missing, plan, plan],
            ["merge", odd, odd, odd],
        ],
        "fix": [
            ["fix", plan],
            ["fix", plan, "--gap", odd],
            ["fix", plan, f"CX701.{odd}.000000"],
            ["fix", plan, "--apply"],
            ["fix", missing],
            ["fix", plan.parent],
            ["fix", plan, "--answer", odd],
        ],
        "rename": [
            ["rename", "cxo", "chief", plan],
            ["rename", odd, "chief", plan],
            ["rename", "cxo", odd, plan],
            ["rename", "cxo", "chief", missing],
            ["rename", "chief", "cxo", plan, "--table", odd],
        ],
        "git-setup": [["git-setup", odd], ["git-setup", f"--{odd}"]],
        "git-text": [["git-text", plan], ["git-text", missing]],
        "next": [["next", plan], ["next", missing], ["next", plan, "-n", odd]],
        "grow": [["grow", plan, "--to", odd], ["grow", other, "--to", "enterprise"], ["grow", missing]],
        "roles": [
            ["roles", plan],
            ["roles", plan, "--vacant"],
            ["roles", plan, "--position", odd],
            ["roles", plan, "-o", plan.parent / odd],
            ["roles", plan, "-o", plan.parent / odd],
            ["roles", plan, "-o", plan / odd],
        ],
        "fmt": [["fmt", "--check", plan], ["fmt", plan], ["fmt", missing]],
        "rules": [["rules", *own], ["rules", odd]],
        "rule": [["rule", "CX101", *own], ["rule", "CX101", "--format", "md", *own], ["rule", odd]],
        "catalogue": [
            ["catalogue", *own],
            *(
                ["catalogue", kind, "--origin", *own]
                for kind in ("role", "scale", "source", "metric", "post")
            ),
            ["catalogue", "role", "cx-analyst", "--origin", *own],
            ["catalogue", "role", "cx-analyst", "--format", "toml", *own],
            ["catalogue", odd],
            ["catalogue", "role", odd],
            ["catalogue", "--templates", odd],
        ],
        "templates": [
            [*one_role, "--plan", plan],
            [*one_role, "--to", plan.parent / odd],
            [*one_role, "--to", plan.parent / odd],
            [*one_role, "--plan", missing],
            ["templates", "copy", "role", odd],
        ],
        "schema": [["schema", *own], ["schema", "role"], ["schema", "check"], ["schema", odd]],
        "config": [["config"], ["config", "--keys"], ["config", odd]],
        "demo": [["demo", odd]],
    }


def test_every_command_is_called_here(tmp_path: Path) -> None:
    assert calls(tmp_path).keys() == COMMANDS.keys()


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_mark_reaches_a_stream_raw(
    command: str,
    terminal: bool,
    plan: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    settings = plan.parent / "settings" / "cxplanner" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'theme = "{MARK}"\nodd = "{MARK}"\n[keys]\n"{MARK}" = "{MARK}"\n', encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(plan.parent / "settings"))
    main(["new", str(plan.with_name(f"other{MARK}.toml")), "--company", "N", "--scale", "small"])
    capsys.readouterr()
    for words in calls(plan)[command]:
        main([str(word) for word in words])
        out, err = capsys.readouterr()
        assert not RAW.search(out), (words, ascii(out)[:2_000])
        assert not RAW.search(err), (words, ascii(err)[:2_000])


def test_the_marks_arrive_so_that_the_tests_mean_something(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(plan)])
    main(["catalogue", "role", "cx-analyst", "--templates", str(plan.parent / ".cxplanner" / "templates")])
    out, _ = capsys.readouterr()
    for field in ("name", "purpose", "duties"):
        assert f"{field}{visible(MARK)}x" in out


def test_no_mark_reaches_a_document_raw(plan: Path, tmp_path: Path) -> None:
    assert main(["roles", str(plan), "-o", str(tmp_path / "out")]) == 0
    written = list((tmp_path / "out").iterdir())
    assert written
    assert not [path.name for path in written if RAW.search(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("keys", [WALK, FURTHER], ids=["views", "further"])
async def test_no_mark_reaches_a_screen_raw(keys: tuple[str, ...], plan: Path) -> None:
    catalogue = load_catalogue(SHIPPED, plan.parent / ".cxplanner" / "templates")
    async with opened(plan, (120, 40), catalogue=catalogue) as driver:
        assert visible(MARK) in driver.text
        for key in keys:
            await driver.press(key)
            assert_clean(driver)
