from cxplanner.gaps import all_rules
from cxplanner.plan.subjects import OF_THE_TEAM, OF_THE_WHOLE, SECTIONS


def test_every_rule_is_listed_once_with_what_its_gaps_are_about() -> None:
    listed = [*SECTIONS, *OF_THE_WHOLE, *OF_THE_TEAM]
    assert sorted(listed) == sorted(all_rules())
