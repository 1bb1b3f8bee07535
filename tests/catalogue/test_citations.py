from cxplanner.catalogue.citations import bracketed, cited_sources, source_lines
from cxplanner.catalogue.models import CitedSource

KNOWN = {
    "003": CitedSource(title="The right leader", about="…", facts={"a": "First.", "b": "Second."}),
    "field": CitedSource(title="Common practice", about="…"),
}


def test_a_source_stands_once_however_many_of_its_facts_are_cited() -> None:
    assert cited_sources(["003/b", "field", "003/a", "003"]) == ("003", "field")
    assert bracketed(["003/b", "field", "003/a"]) == "[003, field]"


def test_a_line_says_what_the_source_says_of_what_is_cited() -> None:
    assert source_lines(["003/b", "field", "003/a"], KNOWN) == [
        "[003] The right leader: Second. First.",
        "[field] Common practice",
    ]
    assert source_lines(["003"], KNOWN) == ["[003] The right leader"]


def test_a_source_or_a_fact_that_nobody_knows_leaves_its_id() -> None:
    assert source_lines(["zz/a", "003/zz"], KNOWN) == ["[zz]", "[003] The right leader"]
