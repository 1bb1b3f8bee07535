"""Each thing that a model refuses is told once, in words that a manager understands."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxplanner.catalogue.models import Role, Scale
from cxplanner.plan.models import Plan
from cxplanner.toml.parse import parse
from cxplanner.toml.problems import Problem
from cxplanner.toml.source import source_from_text
from cxplanner.toml.validate import validate

HEAD = '[company]\nname = "X"\nscale = "small"\n[leadership]\nmodel = "m"\n'


def problems(text: str) -> list[Problem]:
    source = source_from_text(HEAD + text, Path("plan.toml"))
    return validate(Plan, parse(source), source)[1]


def test_good_data_becomes_a_record() -> None:
    source = source_from_text(HEAD + "[positions.ana]\nfte = 1\n", Path("plan.toml"))
    plan, found = validate(Plan, parse(source), source)
    assert plan is not None
    assert plan.positions["ana"].fte == 1.0
    assert found == []


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[positions.a]\nfte = 'full'", 7, "positions.a.fte: should be a number, is text ('full')"),
        ("[positions.a]\nfte = '0,5'", 7, "Write 0.5, without quotes."),
        ("[positions.a]\nfte = true", 7, "should be a number, is true"),
        ("[positions.a]\nfte = 1.5", 7, "should be more than 0 and at most 1.0, is 1.5"),
        ("[positions.a]\nfte = 0", 7, "should be more than 0 and at most 1.0, is 0"),
        ("[positions.a]\nfte = nan", 7, "not nan (no real number)"),
        (
            "[positions.a]\nannual_cost = '5'",
            7,
            "should be a number, is text ('5'). Write 5, without quotes.",
        ),
        (
            "[positions.a]\nannual_cost = '80,000'",
            7,
            "Write 80000; for a fraction write 80.0, without quotes.",
        ),
        (
            "[positions.a]\nannual_cost = '80.000'",
            7,
            "Write 80000; for a fraction write 80.0, without quotes.",
        ),
        ("[positions.a]\nannual_cost = '1,200,000'", 7, "Write 1200000, without quotes."),
        ("[positions.a]\nannual_cost = -5", 7, "should be 0 or more, is -5"),
        ("[positions.a]\nannual_cost = inf", 7, "not inf (no real number)"),
        ("[positions.a]\nannual_cost = {int = 1}", 7, "should be a number, is a table"),
        (
            "[positions.a]\nstart = '2027-03-01'",
            7,
            "should be a date like 2027-03-01, is text ('2027-03-01'). Write 2027-03-01, without quotes.",
        ),
        ("[positions.a]\nstart = '1.3.2027'", 7, "Write it like 2027-03-01, without quotes."),
        ("[positions.a]\nexecutive = 'ja'", 7, "Write true or false, without quotes."),
        ("[responsibilities.r]\naccountable = ['a']", 7, "the others go under responsible."),
        ("[board]\nlead = ['a', 'b']", 7, "Write one of them"),
        ("[positions.a]\nstart = 2027-03-01T10:00:00", 7, "Write 2027-03-01."),
        ("[positions.a]\nstart = 2027-03-01\nend = 2027-02-01", 6, "it ends (2027-02-01) before it starts"),
        (
            "[positions.a]\nexecutive = 'yes'",
            7,
            "true or false, is text ('yes'). Write true",
        ),
        ("[positions.a]\nduties = 'x'", 7, 'should be a list like ["a", "b"], is text (\'x\'). Write ["x"].'),
        (
            "[positions.a]\nduties = [\n 'x',\n 5]",
            9,
            "positions.a.duties[2]: should be text in quotes, is the number 5",
        ),
        ("[positions.a]\ntitle = 5", 7, 'Write "5".'),
        ("[positions.a]\ntitle = ''", 7, "is empty"),
        ("[positions.a]\ntitle = ' '", 7, "is empty"),
        ("[positions.a]\nincumbent = '\u00a0\u3000'", 7, "is empty"),
        ('[positions.a]\nnote = " \\n\\t "', 7, "is empty"),
        ('[positions.a]\nnote = "\\u001c"', 7, "holds a control character"),
        ('[positions.a]\ntitle = "a\\u001bb"', 7, "holds a control character (\\x1b)"),
        ('[positions.a]\ntitle = "a\\nb"', 7, "holds a line break"),
        ('[positions.a]\ntitle = "a\\tb"', 7, "holds a tab"),
        ('[positions.a]\nnote = "a\\u0007b"', 7, "holds a control character (\\x07)"),
        ("[positions.a]\nrol = 'x'", 7, "there is no key 'rol' here. Did you mean role?"),
        ("[objectives.o]\nstatement = 'x'\nzzz = 1", 8, "The keys here are statement and metrics."),
        (
            "[positions.a]\nengagement = 'dedicatd'",
            7,
            "dedicated or contributing, is text ('dedicatd'). Did you",
        ),
        ("[positions.a]\nreports_to = 'R. Álvarez'", 7, "'R. Álvarez' is not an id"),
        ("[positions.a]\nreports_to = 'R. Álvarez'", 7, "Write r-alvarez."),
        ("[positions.'CX Manager']", 6, "'CX Manager' is not an id"),
        ("[positions.'CX Manager']", 6, "Write cx-manager."),
        ("[positions.con]", 6, "a name that Windows reserves for a device"),
        (
            "[[positions]]\nid = 'a'",
            6,
            "Write [positions.ID] with an id of its own for each, not [[positions]].",
        ),
        ("[objectives.o]", 6, "objectives.o.statement: is missing"),
        ("[metrics.m]\nfamily = 'x'", 7, "one of satisfaction, loyalty, value, effort or operations"),
        ("[waivers.CX1.plan]\nreason = 'x'", 6, "codes look like CX101"),
        ("[board]\nmembers = ['a', 'a']", 7, "listed twice: a"),
        ("[responsibilities.r]\naccountable = 'a'\nconsulted = ['a']", 6, "a has two letters here"),
        ("[position.a]", 6, "there is no key 'position' here. Did you mean positions?"),
    ],
)
def test_refusals_are_placed_and_explained(text: str, line: int, said: str) -> None:
    (problem,) = problems(text)
    assert said in problem.sentence()
    assert problem.line == line


def test_a_whole_number_is_no_fraction() -> None:
    source = source_from_text('[company]\nheadcount = "4,200"\n', Path("p.toml"))
    said = [problem.sentence() for problem in validate(Plan, parse(source), source)[1]]
    assert any(line.endswith("Write 4200, without quotes.") for line in said)


def test_currency_and_headcount_are_explained() -> None:
    source = source_from_text('[company]\ncurrency = "eur"\nheadcount = 5.0\n', Path("p.toml"))
    said = "\n".join(problem.sentence() for problem in validate(Plan, parse(source), source)[1])
    assert "p.toml:2:1: company.currency: 'eur' is not a currency: it should be three capital letters" in said
    assert "p.toml:3:1: company.headcount: should be a whole number, is the number 5.0. Write 5." in said
    assert "p.toml:1:1: company.name: is missing" in said
    assert "leadership: is missing. Add it: a table." in said


def test_every_problem_is_told_once() -> None:
    found = problems("[positions.'A']\nfte = 'x'\n[positions.b]\nannual_cost = nan\n[tools]\nc = 3\n")
    assert [(problem.line, problem.key) for problem in found if problem.line] == [
        (9, "positions.b.annual_cost"),
        (6, "positions.A"),
        (7, "positions.A.fte"),
        (11, "tools.c"),
    ]


@pytest.mark.parametrize("key", ["con", "Chief Officer"])
def test_who_names_a_thing_with_a_wrong_id_is_not_blamed(key: str) -> None:
    text = f"[positions.'{key}']\n[responsibilities.r]\naccountable = '{key}'\nconsulted = ['x y']\n"
    found = problems(text + f"[metrics.m]\nowner = '{key}'\ntitle = ''\n")
    assert sorted(problem.line for problem in found) == [6, 9, 12]


def test_other_peoples_text_cannot_steer_a_terminal() -> None:
    (problem,) = problems('[positions.a]\nfte = "\\u001b[2J\\u202e"')
    assert "\x1b" not in problem.sentence()
    assert "\u202e" not in problem.sentence()
    assert "\\x1b[2J" in problem.message


def test_templates_are_told_alike_under_their_prefix() -> None:
    text = '[cx-analyst]\ntitle = "A"\nscale = ["small"]\n[cx-analyst.onet]\ncode = "1"\nfit = "good"\n'
    source = source_from_text(text, Path("roles.toml"))
    data = parse(source)["cx-analyst"]
    assert isinstance(data, dict)
    said = [p.sentence() for p in validate(Role, data, source, prefix=("cx-analyst",))[1]]
    assert "roles.toml:3:1: cx-analyst.scale: there is no key 'scale' here. Did you mean scales?" in said
    assert any("roles.toml:5:1: cx-analyst.onet.code: '1' is not an O*NET-SOC code" in line for line in said)
    assert any("roles.toml:4:1: cx-analyst.onet.title: is missing" in line for line in said)


def test_keys_that_are_choices_and_lists_of_tables_are_told() -> None:
    text = "[required.hand_over]\nb2x = ['a']\n[starting]\npositions = [{id = 'a'}, 5]\n"
    source = source_from_text(text, Path("small.toml"))
    said = "\n".join(p.sentence() for p in validate(Scale, parse(source), source)[1])
    assert "small.toml:2:1: required.hand_over.b2x: there is no key 'b2x' here" in said
    assert "small.toml:4:14: starting.positions[1].role: is missing" in said
    assert "small.toml:4:26: starting.positions[2]: should be a table, is the number 5" in said
