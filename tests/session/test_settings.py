"""The settings of a person: what is wrong is told with its place, and writing the theme spoils nothing."""

from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from cxplanner.session.settings import Settings, keep_theme, read_settings, settings_file
from cxplanner.text.errors import CxplannerError
from cxplanner.toml.save import SaveRefused, save_text


def wrote(text: str) -> Path:
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def sentences(settings: Settings) -> list[str]:
    return [problem.sentence().partition("config.toml")[2] for problem in settings.problems]


def test_the_file_is_where_the_system_keeps_settings(own_home: Path) -> None:
    assert settings_file() == own_home / ".config" / "cxplanner" / "config.toml"


@pytest.mark.parametrize("text", [None, "", "\n \n", "# only words\n"])
def test_without_settings_nothing_is_set(text: str | None) -> None:
    if text is not None:
        wrote(text)
    settings = read_settings()
    assert (settings.theme, dict(settings.keys), settings.problems) == (None, {}, ())


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ('"team.add" = "t"', ("t",)),
        ('team.add = "t"', ("t",)),
        ('"team.add" = "t, f6"', ("t", "f6")),
        ('"team.add" = ["t", "f6"]', ("t", "f6")),
        ('"team.add" = ","', None),
        ('"team.add" = ""', None),
        ('"team.add" = []', None),
        ('"team.add" = ["t", 5]', None),
        ('"team.add" = 5', None),
    ],
)
def test_keys_are_one_or_a_list(line: str, keys: tuple[str, ...] | None) -> None:
    wrote(f"[keys]\n{line}\n")
    settings = read_settings()
    assert {name: entry.keys for name, entry in settings.keys.items()} == ({"team.add": keys} if keys else {})
    assert [problem.line for problem in settings.problems] == ([] if keys else [2])


def test_what_is_wrong_is_told_with_its_place_and_the_rest_holds() -> None:
    wrote('them = "nord"\ntheme = 7\n[keys]\nteam.add = "t"\n"team.edit" = 1.5\n')
    settings = read_settings()
    assert sentences(settings) == [
        ":1:1: them: there is no such setting. Did you mean theme?",
        ':2:1: theme: should be the name of a theme in quotes. Write theme = "cxplanner-dark".',
        ':5:1: keys.\'team.edit\': should be a key in quotes, or a list of keys. Write "a" or ["a", "f2"].',
    ]
    assert settings.theme is None
    assert list(settings.keys) == ["team.add"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"theme = nord\n", ":1:9: "),
        (b"theme = 'nord'\nkeys = 3\n", ":2:1: keys: should be a table"),
        (b"\xff\xfe", "UTF-16"),
        (b"theme = '\xfc'", "not UTF-8 text"),
        (b"colour = 'nord'", "There are theme and keys."),
    ],
)
def test_any_file_at_all_leaves_the_defaults(text: bytes, said: str) -> None:
    wrote("").write_bytes(text)
    settings = read_settings()
    assert said in sentences(settings)[0]
    assert not settings.keys


def test_a_folder_in_its_place_is_told() -> None:
    settings_file().mkdir(parents=True)
    assert "this is a folder" in sentences(read_settings())[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, 'theme = "nord"\n'),
        ("\n", 'theme = "nord"\n'),
        ("# mine\n[keys]\n'a.b' = 'c' # why\n", "theme = \"nord\"\n# mine\n[keys]\n'a.b' = 'c' # why\n"),
        ("# mine\ntheme = 'old' # dark\n[keys]\n", '# mine\ntheme = "nord" # dark\n[keys]\n'),
        ('  "theme"  =  "o#\\"ld"\n', '  "theme"  =  "nord"\n'),
        ("a = 1\r\ntheme = 5\r\n", 'a = 1\r\ntheme = "nord"\r\n'),
        ('\ufefftheme = """\nold""" # ours', '\ufefftheme = "nord" # ours'),
    ],
)
def test_the_theme_is_kept_and_the_rest_stays_letter_for_letter(before: str | None, after: str) -> None:
    if before is not None:
        wrote("").write_bytes(before.encode())
    assert keep_theme("nord") == settings_file()
    assert settings_file().read_bytes() == after.encode()
    assert read_settings().theme == "nord"


@pytest.mark.parametrize("text", ["theme = nord\n", "[[theme]]\na = 1\n", "a = 1\n[[b]]\n"])
def test_a_file_that_cannot_take_it_is_left_alone(text: str) -> None:
    path = wrote(text)
    with pytest.raises(CxplannerError):
        keep_theme("nord")
    assert path.read_text(encoding="utf-8") == text


def test_what_is_written_at_the_same_moment_is_not_written_over(monkeypatch: pytest.MonkeyPatch) -> None:
    path = wrote('theme = "a"\n')

    def in_between(*args: Any, **options: Any) -> str:
        wrote('theme = "theirs"\n')
        return save_text(*args, **options)

    monkeypatch.setattr("cxplanner.toml.save.save_text", in_between)
    with pytest.raises(SaveRefused, match="changed on disk"):
        keep_theme("ours")
    assert path.read_text(encoding="utf-8") == 'theme = "theirs"\n'


words = st.text(alphabet="ab \"'#\\\n=[]é", max_size=12)
others = st.dictionaries(st.sampled_from(["note", "keys", "other"]), words | st.integers() | st.booleans())


@given(others, st.none() | words, st.lists(st.sampled_from(["# theme = 'x'\n", "\n", "  # é\n"])), words)
def test_whatever_the_file_holds_only_the_theme_changes(
    data: dict[str, object], old: str | None, comments: list[str], new: str
) -> None:
    import tomli_w

    table = {**data, **({} if old is None else {"theme": old})}
    text = "".join(comments) + tomli_w.dumps(table) + "".join(comments) + "[last]\na = 1 # theme = 2\n"
    wrote(text)
    keep_theme(new)
    written = settings_file().read_text(encoding="utf-8")
    assert tomli.loads(written) == {**tomli.loads(text), "theme": new}
    assert written.count("#") - new.count("#") == text.count("#") - (old or "").count("#")
