"""``cxplanner config``: where the settings are, and what holds."""

import os
import subprocess
import sys
from pathlib import Path

from cxplanner.screens.keymap import every_command
from cxplanner.session.settings import settings_file
from tests.commands.conftest import Run

ROOT = Path(__file__).parents[2]


def wrote(text: str) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text(text, encoding="utf-8")


def test_without_settings_it_says_where_they_would_be(cx: Run, own_home: Path) -> None:
    said = cx("config")
    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines() == [
        f"settings      {own_home}/.config/cxplanner/config.toml (not there yet)",
        f"recent plans  {own_home}/.local/state/cxplanner/recent.toml (not there yet)",
        "theme         cxplanner-dark (default)",
        "keys          those of the planner (default); cxplanner config --keys lists them",
    ]
    assert not settings_file().exists()


def test_every_value_says_where_it_is_from(cx: Run) -> None:
    wrote('theme = "nord"\n[keys]\nteam.add = ["t", "f6"]\n')
    said = cx("config")
    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines()[2:] == [
        "theme           nord (from the file)",
        "keys, team.add  t, f6 (from the file)",
    ]


def test_all_keys_on_request(cx: Run) -> None:
    wrote('[keys]\nteam.add = "t"\n')
    said = cx("config", "--keys")
    assert (said.status, said.err) == (0, "")
    rows = [line.split() for line in said.out.splitlines()]
    assert rows[0] == ["command", "keys", "from", "where", "does"]
    assert [row[0] for row in rows[1:]] == list(every_command())
    assert ["team.add", "t", "file", "Team", "Add", "a", "position"] in rows
    assert ["team.edit", "e,", "enter", "default", "Team", "Edit", "the", "position"] in rows
    assert ["dialog.cancel", "escape", "default", "a", "dialog", "Leave", "without", "an", "answer"] in rows


def test_what_is_wrong_is_said_and_the_rest_is_shown(cx: Run) -> None:
    wrote('theme = "nrd"\nfont = 3\n[keys]\nteam.ad = "t"\nteam.edit = "q"\nteam.move = "t"\n')
    said = cx("config")
    assert said.status == 2
    assert "config.toml:2:1: font: there is no such setting" in said.err
    assert "team.move  t (from the file)" in said.out
    said = cx("config", "--keys")
    assert said.status == 2
    for words in (
        "config.toml:1:1: theme: there is no theme nrd. Did you mean nord?",
        "config.toml:2:1: font: there is no such setting",
        "config.toml:4:6: keys.team.ad: there is no command team.ad. Did you mean team.add?",
        "config.toml:5:6: keys.team.edit: q is already the key of app.quit",
    ):
        assert words in said.err
    assert "team.edit" in said.out


def test_a_file_that_is_no_toml_is_told(cx: Run) -> None:
    wrote("theme = nord\n")
    said = cx("config")
    assert said.status == 2
    assert "config.toml:1:9" in said.err
    assert "cxplanner-dark (default)" in said.out


def test_other_peoples_words_are_spelled_out(cx: Run) -> None:
    wrote('theme = "a\\u001b[2J"\n[keys]\n"x\\u001b[2J" = "\\u001b"\n')
    for words in (["config"], ["config", "--keys"]):
        said = cx(*words)
        assert "\x1b" not in said.out + said.err


def test_the_plain_answer_needs_nothing_of_the_screens() -> None:
    program = (
        "import sys\nfrom cxplanner.__main__ import main\nmain(['config'])\n"
        "print(sorted({'textual', 'rich', 'cxplanner.screens'} & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == "[]\n"
