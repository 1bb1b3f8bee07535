"""For every gap rule plans that have the gap, each with a near twin that has not."""

from typing import Final

from tests.gaps.cases_of_contradictions import CONTRADICTIONS
from tests.gaps.cases_of_the_rest import OTHER_CASES
from tests.gaps.cases_of_the_team import TEAM_CASES
from tests.gaps.making import Case

__all__ = ["CASES", "Case"]

CASES: Final = [*TEAM_CASES, *OTHER_CASES, *CONTRADICTIONS]
