"""Every key, item and header of a text is found where it stands."""

from __future__ import annotations

import json
import string

import pytest
import tomli
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from cxplanner.toml.locate import Locator, Place, dotted
from cxplanner.toml.statements import comments_in

WRITTEN = '''\
a.b = 1 # "remark"
"q k".'x y' = [1,
  # "remark
  [2, 3], {z = 1, "y" = """a"b""""}]
[t.u]
v = 1
[[l]]
m = 2
[[l]]
m = 3
[l.n]
o = """
m = 1 # no remark
[no]"""
  [ t ] # remark
w = 1979-05-27 07:32:00
"\\u00e9" = \'\'\'
it's\'\'\'
s = [
]
'''


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("place", "at"),
    [
        (("a",), (1, 1)),
        (("a", "b"), (1, 3)),
        (("q k",), (2, 1)),
        (("q k", "x y"), (2, 7)),
        (("q k", "x y", 0), (2, 16)),
        (("q k", "x y", 1), (4, 3)),
        (("q k", "x y", 1, 1), (4, 7)),
        (("q k", "x y", 2), (4, 11)),
        (("q k", "x y", 2, "y"), (4, 19)),
        (("t",), (15, 3)),
        (("t", "u"), (5, 1)),
        (("t", "u", "v"), (6, 1)),
        (("l",), (7, 1)),
        (("l", 0), (7, 1)),
        (("l", 1), (9, 1)),
        (("l", 1, "m"), (10, 1)),
        (("l", 1, "n", "o"), (12, 1)),
        (("t", "w"), (16, 1)),
        (("t", "é"), (17, 1)),
        (("t", "s"), (19, 1)),
        (("t", "u", "missing"), (5, 1)),
        (("t", "missing", "more"), (15, 3)),
        (("missing",), (1, 1)),
        ((), (1, 1)),
    ],
)
def test_things_are_found_where_they_stand(newline: str, place: Place, at: tuple[int, int]) -> None:
    text = WRITTEN.replace("\n", newline)
    tomli.loads(text)
    assert Locator(text).at(place) == at


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WRITTEN, True),
        ('a = "#"\n', False),
        ("a = '#' \nb = '''\n#\n'''\n", False),
        ('a = """\n"# "" # """""\n', False),
        ('a = "\\"#"\n', False),
        ("a = 1 #\n", True),
        ('a = ["#", # here\n]\n', True),
        ("", False),
    ],
)
def test_comments_are_told_from_strings(text: str, expected: bool) -> None:
    tomli.loads(text)
    assert bool(comments_in(text)) is expected


def test_text_that_is_no_toml_is_known_up_to_the_slip() -> None:
    locator = Locator('a = 1\n[b]\nc = "open\n')
    assert locator.at(("b", "c")) == (3, 1)
    assert Locator("[" * 5000).at(("a",)) == (1, 1)
    assert Locator("a = " + "[" * 5000).at(("a", 0, 0, 0)) == (1, 8)
    assert Locator("").last() is None


def test_places_are_written_as_people_write_them() -> None:
    assert dotted(("positions", "ana", "duties", 0)) == "positions.ana.duties[1]"
    assert dotted(("a b", "c")) == "'a b'.c"
    assert dotted(()) == ""


keys = st.one_of(
    st.text(string.ascii_lowercase + string.digits + "-_", min_size=1, max_size=6),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6),
)
texts = st.text(st.sampled_from("ab \"'#[]{}=,.\\\n\té"), max_size=12)
scalars = st.one_of(st.integers(-9999, 9999), st.booleans(), st.floats(allow_nan=False), texts)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=12,
)
documents = st.dictionaries(keys, values, max_size=4)
LAYOUTS = [("", ""), (" ", "\t"), ('\n# "]\n  ', "\n")]


def leaf_places(value: object, place: Place = ()) -> list[tuple[Place, object]]:
    if isinstance(value, dict) and value:
        return [leaf for key, inner in value.items() for leaf in leaf_places(inner, (*place, key))]
    if isinstance(value, list) and value:
        return [leaf for n, inner in enumerate(value) for leaf in leaf_places(inner, (*place, n))]
    return [(place, value)] if place else []


def text_at(text: str, at: tuple[int, int]) -> str:
    lines = text.split("\n")
    return "\n".join([lines[at[0] - 1][at[1] - 1 :], *lines[at[0] :]])


def key_at(text: str) -> str:
    """The key that a text begins with, read by the real parser."""
    for end in range(1, len(text) + 1):
        try:
            (key,) = tomli.loads(f"{text[:end]} = 1")
        except (tomli.TOMLDecodeError, ValueError):
            continue
        if not text[end : end + 1].isalnum() and text[end : end + 1] not in ("-", "_"):
            return str(key)
    raise AssertionError(text)


def spelled(value: object, gap: str, end: str) -> str:
    """A value in a layout of our own: every list and table inline, with gaps."""
    if isinstance(value, dict):
        pairs = (
            f"{json.dumps(key, ensure_ascii=False)}{'' if gap else ' '}={spelled(v, gap, end)}"
            for key, v in value.items()
        )
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + "".join(f"{gap}{spelled(item, gap, end)}{end}," for item in value) + gap + "]"
    return tomli_w.dumps({"x": value}).removeprefix("x = ").removesuffix("\n")


def assert_all_found(text: str, data: dict[str, object]) -> None:
    locator = Locator(text)
    for place, value in leaf_places(data):
        found = text_at(text, locator.at(place))
        if isinstance(place[-1], str):
            header = found.startswith("[") and value == {}
            if not header:
                assert key_at(found) == place[-1]
        elif value in ({}, []):
            assert found.startswith(("{", "[[") if value == {} else "[")
        else:
            assert found.startswith(tomli_w.dumps({"x": value}).removeprefix("x = ").removesuffix("\n"))


@given(documents)
def test_everything_is_found_in_written_files(data: dict[str, object]) -> None:
    assert_all_found(tomli_w.dumps(data), data)


@given(documents, st.sampled_from(LAYOUTS), st.booleans())
def test_everything_is_found_in_any_layout(
    data: dict[str, object], layout: tuple[str, str], windows: bool
) -> None:
    lines = [
        f"{json.dumps(key, ensure_ascii=False)} = {spelled(value, *layout)} # x"
        for key, value in data.items()
    ]
    text = "\n".join(lines).replace("\n", "\r\n" if windows else "\n")
    assert tomli.loads(text) == data
    assert_all_found(text, data)
    assert comments_in(text).count("# x") == len(data)
