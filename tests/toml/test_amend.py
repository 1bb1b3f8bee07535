"""A TOML text says something else afterwards, and what was not to change is as it was, letter for letter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from cxplanner.toml.amend import amended
from cxplanner.toml.layout import tables_text
from cxplanner.toml.statements import NotUnderstood, TomlText, comments_in

TEXT = """\
# Ours.

schema = 1 # the form

# Between.

# Who we are.
[company] # this one
name = "North" # for short
  scale="small"
# Below the company.

# --- The team ---

# The boss.
[positions.boss]
fte = 1.0
duties = [
  # first of all
  "lead", # always
  "decide"
  # and so on
]
# Below the boss.

# Free.

[positions.b]
note = '''
two
lines''' # a note

# Nobody yet.
[positions.c]

[board]
members = ["boss", "b"] # two
# The end.
"""


def changed(edit: Any, text: str = TEXT, renames: Any = ()) -> tuple[list[str], list[str]]:
    """What an edit of the data takes out of the text, and what it puts in."""
    before, after = tomli.loads(text), tomli.loads(text)
    edit(after)
    new = amended(text, before, after, renames)
    assert repr(tomli.loads(new)) == repr(after)
    old_lines, new_lines = text.splitlines(), new.splitlines()
    return [x for x in old_lines if x not in new_lines], [x for x in new_lines if x not in old_lines]


def edited(edit: Any) -> dict[str, Any]:
    """The data of TEXT after an edit."""
    data = tomli.loads(TEXT)
    edit(data)
    return data


def ordered(*keys: str) -> Any:
    def edit(data: Any) -> None:
        data["positions"] = {key: data["positions"][key] for key in keys}

    return edit


def test_a_value_changes_in_its_place() -> None:
    assert changed(lambda d: d["company"].update(name='Nor"th')) == (
        ['name = "North" # for short'],
        ['name = "Nor\\"th" # for short'],
    )
    assert changed(lambda d: d["company"].update(scale="big")) == (['  scale="small"'], ['  scale="big"'])
    assert changed(lambda d: d["positions"]["b"].update(note="one")) == (
        ["note = '''", "two", "lines''' # a note"],
        ['note = "one" # a note'],
    )


def test_a_new_key_stands_behind_the_one_it_follows() -> None:
    def edit(data: Any) -> None:
        data["company"] = {"name": "North", "motto": "Up", "scale": "small"}
        data["positions"]["boss"] = {"role": "cxo", **data["positions"]["boss"], "end": 1}

    new = amended(TEXT, tomli.loads(TEXT), edited(edit))
    assert '# for short\nmotto = "Up"\n  scale="small"\n# Below the company.\n' in new
    assert '[positions.boss]\nrole = "cxo"\nfte = 1.0\n' in new
    assert "]\nend = 1\n# Below the boss.\n" in new


def test_what_goes_takes_its_comments_along_and_no_others() -> None:
    gone, put = changed(lambda d: d["company"].pop("name"))
    assert (gone, put) == (['name = "North" # for short'], [])
    gone, put = changed(lambda d: d["positions"].pop("boss"))
    assert {"# The boss.", "  # first of all", "# Below the boss."} < set(gone)
    assert not {"# Free.", "# --- The team ---", "# Below the company."} & set(gone)
    assert put == []
    gone, _ = changed(lambda d: d.pop("positions"))
    assert "# Nobody yet." in gone
    assert not {"# Free.", "# --- The team ---"} & set(gone)
    gone, _ = changed(lambda d: d.pop("board"))
    assert "# The end." in gone


def test_order_moves_tables_with_their_comments_and_leaves_free_ones() -> None:
    new = amended(TEXT, tomli.loads(TEXT), edited(ordered("c", "b", "boss")))
    at = [
        new.index(x) for x in ("# --- The team", "# Nobody yet.\n[positions.c]\n\n# Free.\n\n[positions.b]\n")
    ]
    assert at == sorted(at)
    boss = TEXT[TEXT.index("# The boss.") : TEXT.index("\n# Free.")]
    assert new.endswith(f"\n\n{boss}\n{TEXT[TEXT.index('[board]') :]}")


def test_renamed_tables_keep_everything() -> None:
    def edit(data: Any) -> None:
        data["positions"] = {"chief": data["positions"].pop("boss"), **data["positions"]}
        data["board"]["members"] = ["chief", "b"]

    gone, put = changed(edit, renames=[(("positions",), "boss", "chief")])
    assert gone == ["[positions.boss]", 'members = ["boss", "b"] # two']
    assert put == ["[positions.chief]", 'members = ["chief", "b"] # two']


def test_a_table_with_another_name_alone_was_renamed() -> None:
    def edit(data: Any) -> None:
        data["positions"] = {"chief": data["positions"].pop("boss"), **data["positions"]}

    assert changed(edit) == (["[positions.boss]"], ["[positions.chief]"])


def test_a_name_that_was_taken_by_something_gone_is_free() -> None:
    def edit(data: Any) -> None:
        data["positions"] = {"c": data["positions"]["b"]}

    new = amended(TEXT, tomli.loads(TEXT), edited(edit), [(("positions",), "b", "c")])
    assert tomli.loads(new)["positions"] == {"c": {"note": "two\nlines"}}
    assert "# a note" in new
    assert "# Nobody yet." not in new


@pytest.mark.parametrize(
    ("items", "spelled"),
    [
        (["lead"], '[\n  # first of all\n  "lead", # always\n  # and so on\n]'),
        (["decide", "lead"], '[\n  "decide",\n  # first of all\n  "lead", # always\n  # and so on\n]'),
        (["guide", "decide"], '[\n  # first of all\n  "guide", # always\n  "decide",\n  # and so on\n]'),
        (
            ["lead", "x", "decide"],
            '[\n  # first of all\n  "lead", # always\n  "x",\n  "decide",\n  # and so on\n]',
        ),
        (
            ["lead", "lead", "decide"],
            '[\n  # first of all\n  "lead", # always\n  "lead",\n  "decide",\n  # and so on\n]',
        ),
        ([], "[\n  # and so on\n]"),
    ],
)
def test_items_of_a_list_keep_their_comments(items: list[str], spelled: str) -> None:
    data = tomli.loads(TEXT)
    data["positions"]["boss"]["duties"] = items
    assert f"duties = {spelled}\n# Below" in amended(TEXT, tomli.loads(TEXT), data)


def test_new_tables_stand_where_they_belong() -> None:
    def edit(data: Any) -> Any:
        data["positions"] = {"z": {"fte": 1}, "boss": data["positions"]["boss"], "y": {}, **data["positions"]}
        return {
            **{k: data[k] for k in ("schema", "company")},
            "goals": {"g": {"a": 1}},
            **data,
            "tools": {"t": {}},
        }

    new = amended(TEXT, tomli.loads(TEXT), edit(tomli.loads(TEXT)))
    assert (
        "# Below the company.\n\n[goals.g]\na = 1\n\n# --- The team ---\n\n"
        "[positions.z]\nfte = 1\n\n# The boss.\n" in new
    )
    assert "# Below the boss.\n\n[positions.y]\n\n# Free.\n\n[positions.b]\n" in new
    assert new.endswith("# The end.\n\n[tools.t]\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_line_ends_stay(newline: str, end: str) -> None:
    text = TEXT.rstrip("\n").replace("\n", newline) + end.replace("\n", newline)
    assert TomlText(text).joined() == text
    data = tomli.loads(text)
    data["positions"]["b"]["note"] = "three\nmore\nlines"
    data["tools"] = {"t": {"x": ["a" * 60, "b" * 60]}}
    new = amended(text, tomli.loads(text), data)
    assert tomli.loads(new) == data
    assert new.count("\n") == new.count(newline)
    assert new.endswith("\n") == bool(end)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a.b = 1 # one\n", {"a": {"b": 2}}),
        ("a.b = 1 # one\n", {"a": {"b": 1, "c": "x"}}),
        ("[t]\na.b = 1 # one\n", {"t": {"a": {"b": 1, "c": "x"}, "d": 1}}),
        ("[t] # one\na.b = 1\na.c = 1\n", {"t": {"a": {"c": 1}}}),
        ("t = { a = 1, b = [2] } # one\n", {"t": {"a": 2, "b": [2, 3]}}),
        ("t = { a = 1 } # one\n", {"t": {"a": 1, "n": {"x": 1}}}),
        ("t = {} # one\n", {"t": {"a": {}}}),
        ('"a b" = 1 # one\n["c d"."e.f"]\n', {"a b": 2, "c d": {"e.f": {"g h": 1}, "i": {}}}),
        ("# one\n[a.b.c]\n", {"a": {"x": 1, "b": {"c": {"y": 2}}}}),
        ("[ a . b ] # one\n  c\t=\t1\n", {"a": {"b": {"c": 2}}}),
        ("a = [\n[1, # one\n2], [3]]\n", {"a": [[3], [1, 2]]}),
        ("[a] # one", {"a": {"b": 1}, "c": {}}),
        ("# one", {"a": 1}),
        ("", {"a": {"b": 1}}),
        ("[x.a]\n[y]\n[x.b]\n# one", {"x": {"a": {}, "b": {"c": 1}}, "y": {"d": 1}}),
        ("[b] # one\n[b.c]\n[a]\n[a.x]\n", {"a": {"x": {}}, "b": {"c": {"d": 1}}}),
    ],
)
def test_other_layouts_are_followed(text: str, after: dict[str, object]) -> None:
    new = amended(text, tomli.loads(text), after)
    assert tomli.loads(new) == after
    assert comments_in(new) == comments_in(text)


@pytest.mark.parametrize("text", ["[[a]]\nx = 1\n", "a = {\n  x = 1, # one\n}\n"])
def test_a_layout_that_cannot_be_followed_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        amended(text, tomli.loads(text), {"a": {"x": 2}})


keys = st.sampled_from(["a", "b", "c", "d e", "f.g", "h"])
values: st.SearchStrategy[object] = st.one_of(
    st.integers(-3, 3),
    st.sampled_from(["", "x", "#", "two\nlines", '"""', "\\", "[a]"]),
    st.booleans(),
    st.lists(st.sampled_from(["p", "q", "#", "r\ns"]), max_size=4),
    st.lists(st.lists(st.integers(0, 2), max_size=2), max_size=2),
)
records = st.dictionaries(keys, values, max_size=4)
collections = st.dictionaries(keys, records, max_size=3)
documents = st.dictionaries(keys, st.one_of(values, records, collections), max_size=5)


def sorted_out(data: Mapping[str, object]) -> dict[str, object]:
    """The data with values before tables, as any layout has them."""
    flat = {key: value for key, value in data.items() if not isinstance(value, dict)}
    return flat | {key: sorted_out(value) for key, value in data.items() if isinstance(value, dict)}


@given(documents, documents)
def test_any_text_can_be_made_to_say_anything_else(old: dict[str, object], new: dict[str, object]) -> None:
    text = "\n".join(tables_text("", sorted_out(old)))
    assert tomli.loads(text) == old
    assert TomlText(text).joined() == text
    assert tomli.loads(amended(text, sorted_out(old), sorted_out(new))) == new


def test_a_name_that_is_not_there_renames_nothing() -> None:
    text = "# of b\n[t.b]\nx = 1\n"
    data = {"t": {"b": {"x": 1}}}
    assert amended(text, data, {"t": {"b": {"x": 2}}}, [(("t",), "a", "b")]) == "# of b\n[t.b]\nx = 2\n"
