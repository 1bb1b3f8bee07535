"""A text laid out anew keeps its comments at their things."""

import tomli

from cxplanner.toml.layout import tables_text
from cxplanner.toml.statements import comments_in
from cxplanner.toml.tidy import tidied

TEXT = """\
# Ours.

  # The form.
schema=1# one

# About the team.
[positions]
#Loose.

boss.role = "cxo" # the boss
boss.duties = ["lead",
    # above
    "decide" # behind
    # last
] # closed
extra = {} # said anyway

[gone] # says nothing
[company] # North
name = 'N'
# Below.


# Free.


# More.

[tools.t]
x = [ # none
]
# The end.
"""

TIDY = """\
# Ours.

# The form.
schema = 1 # one

[company] # North
name = "N"
# Below.

# Free.

# More.

[tools.t]
# none
# The end.

# About the team.
[positions.boss]
#Loose.

role = "cxo" # the boss
duties = [
    "lead",
    # above
    "decide", # behind
    # last
] # closed
# said anyway

# says nothing
"""


def layout() -> str:
    """TEXT laid out without what says nothing, the company first."""
    data = tomli.loads(TEXT)
    boss = {"boss": data["positions"]["boss"]}
    order = {"schema": 1, "company": data["company"], "tools": {"t": {}}, "positions": boss}
    return "\n".join(tables_text("", order))


def test_each_comment_stands_at_its_thing_or_in_its_table() -> None:
    assert tidied(TEXT, layout()) == TIDY
    assert sorted(comments_in(TIDY)) == sorted(comments_in(TEXT))


def test_what_is_tidy_stays() -> None:
    assert tidied(TIDY, layout()) == TIDY
    assert tidied(TIDY.replace("\n", "\r\n"), layout()) == TIDY


def test_a_layout_without_comments_is_the_answer() -> None:
    assert tidied("schema=1", "schema = 1\n") == "schema = 1\n"
    assert tidied("# only\n", "schema = 1\n") == "schema = 1\n# only\n"
