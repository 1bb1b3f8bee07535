"""The schemas that editors and programs read say what the reader says, with every key described."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import tomli
from jsonschema import Draft7Validator

from cxplanner.catalogue.catalogue import KINDS, Kind
from cxplanner.catalogue.load import SHIPPED, load_catalogue
from cxplanner.plan.models import Plan
from tests.plans import CAT

ROOT = Path(__file__).parents[2]
OWNING = "responsibilities.own-the-experience"
PLAN = """\
schema = 1
[company]
name = "N"
scale = "small"
[leadership]
model = "service-led"
[positions.ana]
role = "cx-analyst"
reports_to = "ceo"
"""


def schema(cx: Any, *words: object) -> Any:
    """A schema that the program writes, itself as a schema has to be."""
    said = cx("schema", *words)
    assert (said.status, said.err) == (0, "")
    found = json.loads(said.out)
    Draft7Validator.check_schema(found)
    return found


def data_of(text: str) -> Any:
    """What a TOML file says, its days as text, as editors hand it on."""
    return json.loads(json.dumps(tomli.loads(text), default=str))


def faults(found: Any, text: str) -> list[str]:
    """Where a text is not as a schema asks."""
    return sorted(
        ".".join(map(str, error.absolute_path)) for error in Draft7Validator(found).iter_errors(data_of(text))
    )


def keys(found: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Every key that a schema describes, with what it asks there."""
    if isinstance(found, dict):
        for name, asked in found.get("properties", {}).items():
            yield f"{place}.{name}", asked
        for name, part in found.items():
            yield from keys(part, f"{place}/{name}")
    elif isinstance(found, list):
        for part in found:
            yield from keys(part, place)


def test_the_samples_and_the_guide_are_as_the_schema_asks(cx: Any, samples: Path) -> None:
    found = schema(cx)
    texts = [path.read_text(encoding="utf-8") for path in samples.glob("*.toml")]
    guide = (ROOT / "docs" / "plan-file.md").read_text(encoding="utf-8")
    texts += [guide.partition("```toml\n")[2].partition("\n```")[0], PLAN]
    assert len(texts) == 5
    for text in texts:
        assert faults(found, text) == []


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ("[other]\n", ""),
        ("[objectives]\nx = 1\n", "objectives.x"),
        ('[objectives.Loyal]\nstatement = "x"\n', "objectives"),
        ('[objectives.con]\nstatement = "x"\n', "objectives"),
        ("[objectives.x]\n", "objectives.x"),
        ('[objectives.x]\nstatement = " "\n', "objectives.x.statement"),
        ('[positions.x]\nincumbent = "x"\n', "positions.x"),
        ('[positions.ceo]\ntitle = "x"\n', "positions"),
        ('[positions.it]\ntitle = "x"\n', "positions"),
        ('[positions.x]\ntitle = "x"\nincumbant = "x"\n', "positions.x"),
        ('[positions.x]\ntitle = "x"\nfte = 0\n', "positions.x.fte"),
        ('[positions.x]\ntitle = "x"\nfte = 1.1\n', "positions.x.fte"),
        ('[positions.x]\ntitle = "x"\nexecutive = "yes"\n', "positions.x.executive"),
        ('[positions.x]\ntitle = "x"\ndepartment = "salse"\n', "positions.x.department"),
        ('[positions.x]\ntitle = "x"\nengagement = "full"\n', "positions.x.engagement"),
        ('[positions.x]\ntitle = "x"\nannual_cost = -1\n', "positions.x.annual_cost"),
        ('[responsibilities.own-one]\naccountable = "ana"\n', "responsibilities.own-one"),
        (f'[{OWNING}]\naccountable = ["ana"]\n', f"{OWNING}.accountable"),
        (f'[{OWNING}]\ninformed = ["ana", "ana"]\n', f"{OWNING}.informed"),
        ("[departments.salse]\nexists = false\n", "departments"),
        ('[metrics.visits]\ntitle = "Visits"\n', "metrics.visits"),
        ('[metrics.nps]\nbetter = "more"\n', "metrics.nps.better"),
        ('[tools.survey]\nproduct = "x"\n', "tools"),
        ('[initiatives.x]\ntype = "app"\n', "initiatives.x.type"),
        ('[initiatives.x]\ntype = "other"\nstakeholders = ["ana"]\n', "initiatives.x.stakeholders.0"),
        ('[waivers.CX999.plan]\nreason = "x"\n', "waivers"),
        ("[waivers.CX105.plan]\n", "waivers.CX105.plan"),
        ("[board]\nleader = 1\n", "board"),
    ],
)
def test_what_the_reader_refuses_the_schema_flags_in_its_place(
    cx: Any, tmp_path: Path, wrong: str, place: str
) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(PLAN + wrong, encoding="utf-8")
    assert cx("check", path, "--fail-on", "never").status == 2
    assert place in faults(schema(cx), PLAN + wrong)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("schema = 1", "schema = 2", "schema"),
        ('"small"', '"smal"', "company.scale"),
        ('"service-led"', '"it-led"', "leadership.model"),
        ('name = "N"\n', "", "company"),
    ],
)
def test_the_head_of_a_plan_is_checked_too(cx: Any, old: str, new: str, place: str) -> None:
    assert faults(schema(cx), PLAN.replace(old, new)) == [place]


def test_every_key_is_described_and_assumed_as_the_reader_does(cx: Any) -> None:
    found = schema(cx)
    plan = dict(keys(found))
    assert len(plan) > 150
    told = {place for place, asked in plan.items() if asked.get("description") or asked.get("title")}
    assert {place for place in plan.keys() - told if "/waivers." not in place} == set()
    assert list(found["properties"]) == ["schema", *Plan.assumed]
    assert found["properties"]["company"]["properties"]["market"]["default"] == "both"
    assert found["definitions"]["positions"]["properties"]["fte"]["description"] == (
        "Its share of a full-time job: more than 0, at most 1."
    )
    guide = (ROOT / "docs" / "plan-file.md").read_text(encoding="utf-8")
    named = {name.rpartition(".")[2] for name in plan if ".CX" not in name}
    known = {*CAT.departments, *CAT.tools, *CAT.metrics, *CAT.responsibilities}
    spelled = ("`{}`", "{} = ", "[{}")
    assert {
        name for name in named - known if not any(form.format(name) in guide for form in spelled)
    } == set()


@pytest.mark.parametrize("kind", get_args(Kind))
def test_shipped_templates_are_as_their_schema_asks_and_slips_are_flagged(cx: Any, kind: Kind) -> None:
    name, model = KINDS[kind]
    found = schema(cx, kind)
    whole = SHIPPED / f"{name}.toml"
    paths = [whole] if whole.exists() else list((SHIPPED / name).glob("*.toml"))
    assert paths
    for path in paths:
        assert faults(found, path.read_text(encoding="utf-8")) == []
    one = found.get("additionalProperties") or found
    assert one["required"] == [key for key in model.assumed if key in model.needed]
    assert all(asked["description"] for _, asked in keys(found))
    slip = f"[x]\n{one['required'][0]}s = 1\n" if whole.exists() else "titel = 1\n"
    assert faults(found, slip)


def test_templates_of_a_company_are_in_the_schema(
    cx: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / ".cxplanner" / "templates"
    own.mkdir(parents=True)
    (own / "departments.toml").write_text(
        '[legal]\ntitle = "Legal"\nabout = "Contracts."\nsources = ["field"]\n', encoding="utf-8"
    )
    text = PLAN + "[departments.legal]\nexists = true\n"
    assert faults(schema(cx), text) == ["departments"]
    assert faults(schema(cx, "--templates", own), text) == []
    monkeypatch.setattr("cxplanner.catalogue.load._overlaid", lambda folder: load_catalogue(SHIPPED, folder))
    monkeypatch.chdir(tmp_path)
    assert faults(schema(cx), text) == []


@pytest.mark.parametrize("day", ["2026-11-22", "2028-12-10", "2029-01-01"])
def test_the_answer_of_check_is_as_its_schema_says(
    cx: Any, plan: Path, samples: Path, broken: Path, day: str
) -> None:
    found = schema(cx, "check")
    calls = ([plan], [samples, broken], [broken.parent / "absent.toml"])
    answers = [json.loads(cx("check", *words, "--on", day, "--format", "json").out) for words in calls]
    for answer in answers:
        assert [error.message for error in Draft7Validator(found).iter_errors(answer)] == []
        answer["plans"][0]["more"] = 1
        assert list(Draft7Validator(found).iter_errors(answer))


@pytest.mark.parametrize(
    ("command", "words", "statuses"),
    [
        ("diff", ["PLAN", "SMALL"], {1}),
        ("diff", ["PLAN", "PLAN"], {0}),
        ("diff", ["PLAN", "BROKEN"], {2}),
        ("next", ["PLAN", "-n", "2"], {0}),
        ("next", ["NEW"], {0}),
        ("next", ["BROKEN"], {2}),
        ("grow", ["PLAN", "BROKEN", "ABSENT", "--to", "enterprise"], {2}),
        ("grow", ["SMALL", "NEW", "--to", "enterprise"], {1}),
        ("grow", ["PLAN", "--to", "enterprise"], {0, 1}),
        ("rules", [], {0}),
    ],
)
def test_the_answers_of_the_others_are_as_their_schemas_say(
    cx: Any, plan: Path, samples: Path, broken: Path, command: str, words: list[str], statuses: set[int]
) -> None:
    new = plan.parent / "new.toml"
    assert cx("new", new, "--company", "N", "--scale", "mid-size").status == 0
    paths = {
        "PLAN": plan,
        "SMALL": samples / "small.toml",
        "BROKEN": broken,
        "NEW": new,
        "ABSENT": plan.parent / "no.toml",
    }
    said = cx(command, *(paths.get(word, word) for word in words), "--format", "json")
    assert said.status in statuses
    answer = json.loads(said.out)
    found = schema(cx, command)
    assert [error.message for error in Draft7Validator(found).iter_errors(answer)] == []
    assert list(Draft7Validator(found).iter_errors({**answer, "version": 0}))
    assert bool(answer.get("errors")) is (2 in statuses)
    assert len(answer.get("errors", ())) == 30 * ("BROKEN" in words) + ("ABSENT" in words)


def test_an_answer_for_programs_writes_nothing(cx: Any, plan: Path) -> None:
    said = cx("grow", plan, "--to", "enterprise", "--apply", "--format", "json")
    assert (said.status, said.out) == (2, "")
    assert "--format json goes without --apply." in said.err


def test_an_unknown_kind_is_refused_with_the_nearest(cx: Any) -> None:
    assert "Did you mean role?" in cx("schema", "rol").err


def test_a_new_plan_names_its_schema_when_asked(cx: Any, tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    words = ("new", path, "--company", "N", "--scale", "small", "--schema-line")
    for wrong in ("a b", "a\nschema = 2", ""):
        assert cx(*words, wrong).status == 2
        assert not path.exists()
    said = cx(*words, "./plan.schema.json")
    assert said.status == 0
    assert "note: there is no ./plan.schema.json yet; cxplanner schema writes what belongs there." in said.err
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#:schema ./plan.schema.json\n\nschema = 1\n")
    assert cx("fmt", "--check", path).status == 0
    (tmp_path / "plan.schema.json").write_text("{}", encoding="utf-8")
    for known in ("./plan.schema.json", "https://example.com/plan.json"):
        assert "note:" not in cx(*words, known, "--force").err
