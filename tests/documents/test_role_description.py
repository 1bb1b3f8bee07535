from datetime import date
from pathlib import Path

import pytest

from cxplanner.advice.starting_team import starting_plan
from cxplanner.catalogue.load import shipped_catalogue
from cxplanner.documents.role_description import role_description
from cxplanner.edits.positions import set_position
from cxplanner.edits.raci import set_letter
from cxplanner.plan.file import plan_from_source, read_plan
from cxplanner.plan.models import Company, Plan
from cxplanner.plan.team import Team
from cxplanner.toml.source import source_from_text

CATALOGUE = shipped_catalogue()
SAMPLE = Path(__file__).parents[2] / "cxplanner" / "samples" / "enterprise.toml"


def described(plan: Plan, key: str) -> str:
    return role_description(Team(plan, CATALOGUE), key)


def from_text(text: str) -> Plan:
    head = 'schema = 1\n[company]\nname = "A"\nscale = "small"\n[leadership]\nmodel = "service-led"\n'
    return plan_from_source(source_from_text(head + text, Path("t.toml")), CATALOGUE).plan


def section(text: str, heading: str) -> str:
    after = text.split(f"\n## {heading}\n\n", 1)[1]
    return after.split("\n## ", 1)[0].rstrip("\n")


@pytest.fixture
def plan() -> Plan:
    return starting_plan(CATALOGUE, Company(name="A", scale="enterprise"), "chief-experience-officer")


def with_fields(plan: Plan, key: str, **fields: object) -> Plan:
    return set_position(plan, CATALOGUE, key, fields).plan


def test_reads_as_hr_expects(plan: Plan) -> None:
    plan = set_letter(plan, CATALOGUE, "track-metrics", "voc-manager", "R").plan
    plan = with_fields(plan, "voc-manager", location="Leeds", start=date(2027, 3, 1), external_id="HR-7")
    text = described(plan, "voc-manager")
    assert text.startswith("# VoC manager\n\n*Other titles: Voice-of-the-customer manager · ")
    for line in (
        "- **Company:** A",
        "- **Department:** Customer experience",
        "- **Reports to:** CX manager",
        "- **Engagement:** dedicated to customer experience",
        "- **Full-time equivalent:** 1.0",
        "- **Location:** Leeds",
        "- **Start:** 1 March 2027",
        "- **Position number:** HR-7",
    ):
        assert f"\n{line}\n" in text
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert (
        headings
        == [
            "# VoC manager",
            "## Purpose",
            "## Accountable for",
            "## Duties",
            "## Decides",
            "## Skills",
            "### Required",
            "### Preferred",
            "## Works with",
            "## Success measures",
            "## Targets",
            "## Approval",
        ]
        or "## Responsible for" in headings
    )


def test_no_person_is_named(plan: Plan) -> None:
    for key in plan.positions:
        plan = with_fields(plan, key, incumbent=f"Person-{key}")
    assert all("Person" not in described(plan, key) for key in plan.positions)


def test_responsibilities_come_from_the_plan_by_letter(plan: Plan) -> None:
    text = described(plan, "analyst-1")
    assert "- **Analyse customer data** (and does the work): " in section(text, "Accountable for")
    assert "- **Maintain customer models**: " in section(text, "Accountable for")
    about = CATALOGUE.responsibilities["share-insight"].about
    assert section(text, "Responsible for") == f"- **Share customer insight**: {about}"
    assert "## Accountable for" not in described(plan, "analyst-2")


def test_a_responsibility_of_the_plans_own_stands_with_its_title_alone() -> None:
    plan = from_text(
        '[positions.x]\ntitle = "X"\n[responsibilities.own]\ntitle = "A *b*"\naccountable = "x"\n'
    )
    assert section(described(plan, "x"), "Accountable for") == r"- **A \*b\***"


def test_nothing_in_it_is_for_the_makers_of_plans_alone(plan: Plan) -> None:
    for key in plan.positions:
        text = described(plan, key)
        assert "[field]" not in text
        assert "## Sources" not in text
        assert "contributing" not in text.split("## Purpose")[0]


def test_the_positions_own_texts_go_before_the_roles(plan: Plan) -> None:
    own = {
        "title": "Listener",
        "purpose": "Ours.\nTwo lines.",
        "duties": ["Listen"],
        "decides": ["What to hear"],
        "skills_required": ["Ears"],
        "skills_preferred": ["Patience"],
        "works_with": ["Everybody"],
        "success_measures": ["Heard"],
    }
    text = described(with_fields(plan, "voc-manager", **own), "voc-manager")
    assert text.startswith("# Listener\n\n*Other titles: VoC manager · ")
    assert section(text, "Purpose") == "Ours.\\\nTwo lines."
    assert section(text, "Duties") == "- Listen"
    assert section(text, "Decides") == "- What to hear"
    assert section(text, "Skills") == "### Required\n\n- Ears\n\n### Preferred\n\n- Patience"
    assert section(text, "Works with") == "- Everybody"
    assert section(text, "Success measures") == "- Heard"
    assert section(text, "Targets") == "- Customer satisfaction: to be agreed"


def test_the_metrics_it_owns_stand_apart_with_their_targets() -> None:
    plan = from_text(
        '[positions.x]\ntitle = "X"\n'
        '[metrics.csat]\nowner = "x"\nbaseline = 71\ntarget = 80\ndue = 2027-12-31\n'
        '[metrics.clv]\nowner = "x"\ntarget = 12500\n'
        '[metrics.nps]\nowner = "x"\n'
    )
    assert section(described(plan, "x"), "Targets") == (
        "- Customer satisfaction: from 71 to 80% by 31 December 2027\n"
        "- Customer lifetime value: 12,500 EUR per customer\n"
        "- Net Promoter Score: to be agreed"
    )


def test_further_tasks_come_from_the_rest_of_the_plan() -> None:
    plan = from_text(
        '[positions.x]\ntitle = "X"\n[positions.y]\ntitle = "Y"\nreports_to = "x"\n'
        '[positions.z]\ntitle = "Y"\nreports_to = "x"\n'
        '[departments.it]\nrepresentatives = ["x"]\n[board]\nlead = "x"\nmembers = ["y"]\n'
        '[tools.surveys]\nproduct = "Ask"\nowner = "x"\n'
        '[initiatives.app]\ntype = "mobile-app"\nlead = "y"\nsponsor = "x"\n'
    )
    text = described(plan, "x")
    assert section(text, "Further tasks") == (
        "- Speak for the department “IT” in customer experience\n"
        "- Lead the customer experience board\n"
        "- Look after the tool for Customer surveys: Ask\n"
        "- Sponsor the project “Mobile access to an application”"
    )
    assert "- **Leads:** Y (2)\n" in text
    assert section(described(plan, "y"), "Further tasks") == (
        "- Sit on the customer experience board\n- Lead the project “Mobile access to an application”"
    )


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("analyst-1", "13-1161.00 Market Research Analysts and Marketing Specialists."),
        ("cx-designer", "fits this role only in part"),
        ("marketing-sales-liaison", "fits this role only loosely"),
    ],
)
def test_the_occupation_is_attributed_and_its_fit_said(plan: Plan, key: str, words: str) -> None:
    occupation = section(described(plan, key), "Occupation")
    assert words in occupation
    assert "CC BY 4.0" in occupation
    assert ("only" in occupation) == ("only" in words)


def test_an_unknown_role_gives_what_the_plan_knows() -> None:
    plan = from_text('[positions.x]\nrole = "wizard"\ntitle = "Wizard"\nreports_to = "ceo"\nfte = 0.25\n')
    assert described(plan, "x") == (
        "# Wizard\n\n"
        "- **Company:** A\n"
        "- **Department:** Customer experience\n"
        "- **Reports to:** Chief executive officer\n"
        "- **Engagement:** dedicated to customer experience\n"
        "- **Full-time equivalent:** 0.25\n\n"
        "## Approval\n\n"
        "| | Name | Signature | Date |\n| --- | --- | --- | --- |\n"
        "| Chief executive officer | | | |\n| Human resources | | | |\n"
    )


def test_no_heading_is_ever_empty(plan: Plan) -> None:
    for key in plan.positions:
        lines = [line for line in described(plan, key).splitlines() if line]
        for line, following in zip(lines, [*lines[1:], "# end"], strict=True):
            deeper = following.startswith("### ") and line.startswith("## ")
            assert not line.startswith("#") or not following.startswith("#") or deeper


def test_a_hostile_title_stays_letter_for_letter() -> None:
    plan = from_text("[positions.x]\ntitle = '''# *X* [a](b) | <i>\u202e #'''\n")
    first = described(plan, "x").splitlines()[0]
    assert first == r"# \# \*X\* \[a\](b) \| \<i\>\\u202e \#"


def test_a_position_that_is_not_there_is_a_key_error(plan: Plan) -> None:
    with pytest.raises(KeyError):
        described(plan, "nobody")


def test_the_files_stay_as_they_are_to_the_letter() -> None:
    """HR edits these files; what changes in them must have been meant."""
    team = Team(read_plan(SAMPLE, CATALOGUE).plan, CATALOGUE)
    described = sorted((Path(__file__).parent / "described").glob("*.md"))
    assert len(described) == 3
    for kept in described:
        assert role_description(team, kept.stem) == kept.read_text(encoding="utf-8")
