"""Keys of one's own: they hold everywhere a key is told, and a wrong one changes nothing but says so."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Plan
from cxplanner.screens.keymap import checked_keys, every_command, places, unknown_theme
from cxplanner.screens.kit.commands import MOVING
from cxplanner.screens.kit.keys import Keys
from cxplanner.screens.kit.outline import Outline
from cxplanner.screens.kit.panel import Panel
from cxplanner.screens.workspace.registry import VIEWS
from cxplanner.session.settings import DEFAULT_THEME, Settings, read_settings, settings_file
from tests.plans import sound
from tests.screens.driving import ROOT, Driver, opened


def settings(text: str) -> Settings:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(text, encoding="utf-8")
    return read_settings()


def told(text: str) -> list[str]:
    return [problem.sentence().partition("config.toml:")[2] for problem in checked_keys(settings(text))[1]]


async def test_a_key_holds_in_footer_palette_help_and_hand(mid_size: Path) -> None:
    async with opened(
        mid_size, settings=settings('[keys]\nteam.add = "+"\n"team.edit" = ["t", "E"]\n')
    ) as driver:
        assert driver.toasts == []
        assert {"+ add", "t edit", "m move"} <= {part.strip() for part in footer(driver)}
        palette = driver.palette()
        assert palette["Add a position"].help.startswith("+: ")
        assert palette["Edit the position"].help.startswith("t: ")
        await driver.press("a", "e")
        assert driver.dialog == ""
        await driver.press("plus")
        assert driver.dialog == "Picker"
        await driver.press("escape", "down", "E")
        assert driver.dialog == "Form"
        await driver.press("escape", "f1")
        assert "+ Add a position." in driver.words
        assert "t Edit the position." in driver.words


def footer(driver: Driver) -> list[str]:
    return [f"{hint.shown} {hint.label}" for hint, *_ in driver.one(Keys).placed]


@pytest.mark.parametrize("number", range(4, len(VIEWS)), ids=[view.short for view in VIEWS[4:]])
async def test_what_stands_beside_a_list_names_the_keys_in_force(number: int, tmp_path: Path) -> None:
    own = VIEWS[number].view.COMMANDS
    mine = settings("[keys]\n" + "\n".join(f'"{c.id}" = "alt+{c.key[0]}"' for c in own))
    plan, whole = tmp_path / "bare.toml", sound("mid-size")
    plan.write_text(plan_text(Plan(company=whole.company, leadership=whole.leadership)), encoding="utf-8")
    async with opened(plan, settings=mine) as driver:
        view = await driver.base.open_view(number)
        await driver.settle()
        told = set()
        for line in view.query_one(Outline).shown:
            view.query_one(Outline).move_to(line)
            await driver.settle()
            told.add(str(view.query_one(Panel).words))
        assert any("alt+" in words for words in told)
        assert [words for words in told if re.search(r"(?<![\w'’+])[b-z] \w+s\b|[.;] a \w+s\b", words)] == []


async def test_a_key_holds_in_the_bar_and_in_sentences(mid_size: Path) -> None:
    mine = settings('[keys]\nview.2 = "f8"\n"roles.vacant" = "b"\n"broken.again" = "t"\n')
    async with opened(mid_size, (120, 40), settings=mine) as driver:
        assert driver.toasts == []
        assert " f8 " in driver.lines[1]
        await driver.press("4", "b")
        assert "No position is vacant. Press b to see all of them." in driver.words


async def test_two_commands_may_change_places(mid_size: Path) -> None:
    async with opened(mid_size, settings=settings('[keys]\nteam.add = "e"\nteam.edit = "a"\n')) as driver:
        assert driver.toasts == []
        await driver.press("e")
        assert driver.dialog == "Picker"
        await driver.press("escape", "down", "a")
        assert driver.dialog == "Form"


async def test_what_is_wrong_is_told_and_the_rest_holds(mid_size: Path) -> None:
    text = 'theme = "nrd"\n[keys]\nteam.ad = "t"\nteam.move = "t"\nteam.edit = "q"\n'
    async with opened(mid_size, (120, 40), settings=settings(text)) as driver:
        (said,) = driver.toasts
        assert "line 1:1: theme: there is no theme nrd. Did you mean nord?" in said
        assert "line 3:6: keys.team.ad: there is no command team.ad. Did you mean team.add?" in said
        assert "line 5:6: keys.team.edit: q is already the key of app.quit" in said
        assert driver.app.theme == DEFAULT_THEME
        await driver.press("down", "e")
        assert driver.dialog == "Form"
        await driver.press("escape", "t")
        assert driver.dialog == "Picker"


async def test_many_wrong_ones_are_counted(mid_size: Path) -> None:
    async with opened(mid_size, settings=settings("".join(f"wrong{n} = 1\n" for n in range(9)))) as driver:
        assert "and 6 more" in driver.toasts[0]


EDITS, BESIDE = "Edit the position", "the words beside the list"
TAKEN = "Choose another key, or give that command another one as well."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('team.add = "ctr+t"', "there is no key ctr+t. Did you mean ctrl+t?"),
        ('team.add = "ctrl+pagdown"', "there is no key ctrl+pagdown. Did you mean ctrl+pagedown?"),
        ('team.add = "xyz"', "there is no key xyz. Write one like t, f6 or ctrl+t."),
        ('team.add = "ctrl+i"', "terminals send ctrl+i as tab. Choose another key."),
        ('team.add = "down"', "down moves about, answers or leaves everywhere. Choose another key."),
        ('gap.fix = "g"', f"g is already the key of list.gaps (Only with gaps, in Team). {TAKEN}"),
        (
            'list.down = "g"',
            f"g is already the key of list.gaps (Only with gaps, in Team: the list). {TAKEN}",
        ),
        ('panel.down = "e"', f"e is already the key of team.edit ({EDITS}, in Team: {BESIDE}). {TAKEN}"),
        (
            'dialog.cancel = "f5"',
            f"f5 is already the key of plan.as-of (As of a date, in Team: its menu). {TAKEN}",
        ),
        ('picker.down = "j"', "j is typed there, or is an answer. Choose one like f8 or ctrl+t."),
        ('checklist.tick = "ctrl+u"', "ctrl+u edits what is typed there. Choose one like f8 or ctrl+t."),
        ('plan.undo = "a"', f"a is already the key of team.add (Add a position, in Team). {TAKEN}"),
    ],
)
def test_why_a_key_cannot_hold(line: str, said: str) -> None:
    name = line.partition(" ")[0]
    assert told(f"[keys]\n{line}\n") == [f"2:{name.index('.') + 2}: keys.{name}: {said}"]


@pytest.mark.parametrize(
    "key", ["t", "T", "?", "+", "ctrl+t", "alt+.", "f6", "shift+f6", "Ctrl+T", "ö", "question_mark"]
)
def test_any_key_there_is_may_be_set(key: str) -> None:
    text = f'[keys]\n"home.sample" = "{key}"\nhome.help = "f1"\n'
    keys, problems = checked_keys(settings(text))
    assert not problems
    assert set(keys) == {"home.sample", "home.help"}


def test_the_keys_of_the_planner_can_be_written_down() -> None:
    lines = [f'"{name}" = "{command.key}"' for name, command in every_command().items()]
    keys, problems = checked_keys(settings("[keys]\n" + "\n".join(lines)))
    assert [problem.sentence() for problem in problems] == []
    assert keys == {name: command.key for name, command in every_command().items()}


def test_the_example_for_managers_is_right() -> None:
    text = (ROOT / "docs" / "managers.md").read_text(encoding="utf-8")
    example = text.partition("## Your settings")[2].partition("```toml\n")[2].partition("```")[0]
    found = settings(example)
    held, problems = checked_keys(found)
    assert (found.problems, list(problems)) == ((), [])
    assert unknown_theme(found) == []
    assert len(held) == len(found.keys) == 2


ids = st.sampled_from([*every_command(), "no.such"])
keys = st.sampled_from(["a", "q", "t", "f6", "ctrl+t", "down", "enter", "x", "1", "nokey", "Z"])


@given(st.dictionaries(ids, st.lists(keys, min_size=1, max_size=3, unique=True), max_size=6))
def test_whatever_is_set_every_command_keeps_a_key_of_its_own(wished: dict[str, list[str]]) -> None:
    lines = [f'"{name}" = {list(entry)}' for name, entry in wished.items()]
    held, problems = checked_keys(settings("[keys]\n" + "\n".join(lines)))
    assert len(held) + len(problems) == len(wished)
    for commands in places().values():
        for one, other in combinations(commands, 2):
            mine = set(held.get(one.id, one.key).split(","))
            theirs = set(held.get(other.id, other.key).split(","))
            if one.id != other.id and (one.id in held or other.id in held):
                assert mine & theirs <= set(one.key.split(",")) & set(other.key.split(","))
    for name, entry in held.items():
        assert not MOVING & set(entry.split(",")) - set(every_command()[name].key.split(","))


async def test_a_chosen_theme_is_kept(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("ctrl+p")
        await driver.write("theme", "enter")
        await driver.write("cxplanner-light", "enter")
        assert driver.app.theme == "cxplanner-light"
        assert read_settings().theme == "cxplanner-light"
    async with opened(mid_size, settings=read_settings()) as driver:
        assert driver.app.theme == "cxplanner-light"


async def test_a_theme_that_cannot_be_kept_holds_until_the_end(mid_size: Path) -> None:
    wrong = settings("theme = nord\n")
    async with opened(mid_size, settings=wrong) as driver:
        driver.app.choose_theme("cxplanner-light")
        await driver.settle()
        assert driver.app.theme == "cxplanner-light"
        assert "The theme holds until you leave." in driver.toasts[-1]
    assert settings_file().read_text(encoding="utf-8") == "theme = nord\n"


@pytest.mark.parametrize("letter", "raci")
async def test_a_letter_of_the_matrix_is_given_by_its_own_key_alone(letter: str, mid_size: Path) -> None:
    async with opened(mid_size, settings=settings(f'[keys]\n"raci.{letter}" = "t"\n')) as driver:
        await driver.press("2")
        before = driver.plan_text
        await driver.press(letter, letter.upper())
        assert driver.plan_text == before
        await driver.press("t")
        assert driver.plan_text != before
