"""Leadership, money and company as lines of a list, and in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from textual.content import Content

from cxplanner.catalogue.citations import bracketed, cited_sources
from cxplanner.catalogue.models import LeadershipModel, Opinion
from cxplanner.catalogue.words import MARKETS
from cxplanner.plan.money import Costs, costs, exact, money
from cxplanner.plan.team import OWN_THE_EXPERIENCE, Team
from cxplanner.screens.kit.outline import Entry
from cxplanner.screens.kit.safe import content
from cxplanner.screens.shared.describe import bullets, position_words
from cxplanner.screens.shared.entry_words import gap_lines, muted, panel, said_by
from cxplanner.screens.shared.marks import worst
from cxplanner.screens.shared.view import KeyOf, Place
from cxplanner.text.words import listed

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap

MODEL: Final = Place("leadership", "model")
OWNER: Final = Place("leadership", "owner")
BUDGET: Final = Place("budget", "budget")
FUNDED_BY: Final = Place("budget", "funded_by")
COSTS: Final = Place("budget", "costs")
COMPANY: Final = "company"
_TITLES: Final = {"leadership": "Leadership", "budget": "Budget", COMPANY: "Company"}
_NOTHING: Final = "not recorded"


def lines(team: Team, gaps_at: Callable[[Place], tuple[Gap, ...]]) -> Iterator[Entry]:
    """Who leads, the money, and the company, each fact on a line."""
    for section, facts in (
        ("leadership", _leadership(team)),
        ("budget", _budget(team)),
        (COMPANY, _company(team)),
    ):
        yield Entry(section, _TITLES[section], heading=True)
        for place, title, said in facts:
            yield Entry(place.id, title, said, mark=worst(gaps_at(place)), parent=section)


Fact = tuple[Place, str, str]


def _leadership(team: Team) -> Iterator[Fact]:
    yield MODEL, "Model", team.catalogue.leadership[team.plan.leadership.model].title
    owner = team.row(OWN_THE_EXPERIENCE).accountable
    yield OWNER, "Owner of the experience", team.name(owner) if owner else "nobody yet"


def _budget(team: Team) -> Iterator[Fact]:
    leadership, currency = team.plan.leadership, team.plan.company.currency
    budget = leadership.budget
    yield BUDGET, "Budget a year", _NOTHING if budget is None else f"{money(exact(budget))} {currency}"
    funders = listed(map(team.department_title, leadership.funded_by))
    yield FUNDED_BY, "Funded by", funders or _NOTHING
    spent = costs(team)
    if spent is not None:
        yield COSTS, "Costs a year", f"{money(spent.dedicated)} {currency} dedicated"


def _company(team: Team) -> Iterator[Fact]:
    company = team.plan.company
    yield Place(COMPANY, "name"), "Name", company.name
    yield Place(COMPANY, "scale"), "Scale", team.scale.title
    people = f"{company.headcount:,}" if company.headcount else _NOTHING
    yield Place(COMPANY, "headcount"), "People employed", people
    yield Place(COMPANY, "market"), "Sells to", MARKETS[company.market]
    yield Place(COMPANY, "currency"), "Currency", company.currency


def words(team: Team, place: Place, gaps: tuple[Gap, ...], key: KeyOf) -> Content:
    """One fact in words, with what follows from it."""
    if place == MODEL:
        return model_words(team, team.plan.leadership.model)
    if place == OWNER:
        return owner_words(team, gaps, key)
    if place.section == "budget":
        return budget_words(team, gaps)
    return company_words(team)


def model_words(team: Team, key: str) -> Content:
    """A leadership model: what speaks for it and against it, and who says so."""
    model = team.catalogue.leadership[key]
    owners = [team.catalogue.roles[role].title for role in model.owner_roles if role in team.catalogue.roles]
    parts = [content(model.about)]
    parts += bullets("Speaks for it", [_said(opinion) for opinion in model.speaks_for])
    parts += bullets("Speaks against it", [_said(opinion) for opinion in model.speaks_against])
    parts += bullets("Usual owners", owners)
    return Content("\n").join(
        [
            panel(model.title, parts, ()),
            *said_by(team, _every_source(model)),
        ]
    )


def _every_source(model: LeadershipModel) -> tuple[str, ...]:
    opinions = (*model.speaks_for, *model.speaks_against)
    return cited_sources([*model.sources, *(cited for opinion in opinions for cited in opinion.sources)])


def _said(opinion: Opinion) -> str:
    return f"{opinion.says} {bracketed(opinion.sources)}"


def owner_words(team: Team, gaps: tuple[Gap, ...], key: KeyOf) -> Content:
    """Who owns the whole experience, and the line to the top."""
    owner = team.row(OWN_THE_EXPERIENCE).accountable
    if owner is None:
        choose = f"{key('leadership.owner')} chooses who does; it should be an executive."
        said = content(f"Nobody answers for the whole experience yet. {choose}")
        return panel("Owner of the experience", [said], gaps)
    line = bullets("Reporting line", [team.name(k) for k in team.line_up(owner)])
    about = position_words(team, owner, ())
    return Content("\n").join([about, *line, *gap_lines(gaps)])


def budget_words(team: Team, gaps: tuple[Gap, ...]) -> Content:
    """The budget, who funds it, and what the team costs where costs are entered."""
    facts = [content(f"{title}: {said}") for _, title, said in _budget(team)]
    spent = costs(team)
    lines = [content("Money for staff and for projects, gathered from several departments."), Content("")]
    return panel("Budget", [*lines, *facts, *(_costs(team, spent) if spent else [])], gaps)


def _costs(team: Team, spent: Costs) -> list[Content]:
    currency = spent.currency
    said = [
        f"Dedicated positions: {money(spent.dedicated)} {currency}, paid from the budget",
        f"Contributing positions: {money(spent.contributing)} {currency}, paid by their departments",
        f"Together: {money(spent.total)} {currency}",
    ]
    if spent.left is not None:
        left = f"{money(abs(spent.left))} {currency}"
        said.append(f"Left of the budget: {left}" if spent.left >= 0 else f"Over the budget by {left}")
    if spent.missing:
        names = [team.name(member.id) for member in spent.missing[:4]]
        others = [f"{len(spent.missing) - 4:,} more"] if len(spent.missing) > 4 else []
        said.append(f"No cost entered for {spent.without()}: {listed([*names, *others])}")
    return bullets("What the team costs a year", said)


def company_words(team: Team) -> Content:
    """The facts about the company, and what its scale means."""
    facts = [content(f"{title}: {said}") for _, title, said in _company(team)]
    about = [Content(""), content(team.scale.title).stylize("bold"), content(team.scale.about)]
    first = panel(team.plan.company.name, [*facts, *about], ())
    return Content("\n").join([first, *said_by(team, team.scale.sources)])


def heading_words(line: str | None, gaps: tuple[Gap, ...], key: KeyOf) -> Content:
    """What a heading groups."""
    said = {
        "leadership": "Who owns the whole experience, and under which model.",
        "budget": "The money, and who gives it.",
        COMPANY: "The facts about the company by which the plan is judged.",
    }.get(line or "", "")
    edit = muted(f"{key('leadership.edit')} changes what the cursor is on.")
    return panel(_TITLES.get(line or "", ""), [content(said), edit], gaps)
