from dataclasses import replace

from cxplanner.catalogue.citations import cited_sources
from cxplanner.catalogue.load import shipped_catalogue
from cxplanner.documents.rule_page import binds_at, rule_page
from cxplanner.gaps import all_rules


def test_a_page_holds_all_that_stands_beside_the_rule() -> None:
    catalogue = shipped_catalogue()
    for rule in all_rules().values():
        page = rule_page(rule, catalogue)
        headings = [line for line in page.splitlines() if line.startswith("#")]
        assert headings == [
            f"# {rule.code} {rule.name}",
            "## Why",
            "## Example",
            "## Fix",
            "## Binds at",
            "## Sources",
        ]
        assert page.endswith("\n")
        assert page.count("\n- ") == len(cited_sources(rule.sources))


def test_the_scales_are_those_that_do_not_switch_it_off() -> None:
    catalogue = shipped_catalogue()
    rules = all_rules()
    assert binds_at(rules["CX101"], catalogue) == ["small", "mid-size", "enterprise"]
    assert binds_at(rules["CX302"], catalogue) == ["small", "mid-size"]
    off = {key: scale.replace(rules_off=("CX101",)) for key, scale in catalogue.scales.items()}
    nowhere = replace(catalogue, scales=off)
    assert "\nNo scale.\n" in rule_page(rules["CX101"], nowhere)
