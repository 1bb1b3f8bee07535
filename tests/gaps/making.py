"""Plans for the cases of the gap rules, made by small edits from plans that have no gap."""

from dataclasses import dataclass
from typing import Final

from cxplanner.edits.positions import remove_position
from cxplanner.edits.sections import remove_entry, set_board, set_leadership
from cxplanner.plan.models import Plan
from tests.plans import CAT, MODELS, entry, position, put, row, sound

S: Final = sound("small")
M: Final = sound("mid-size")
E: Final = sound("enterprise")
MARKETING: Final = sound("mid-size", "marketing-led")
SERVICE: Final = sound("mid-size", "service-led")
B2C: Final = sound("mid-size", MODELS[0], "b2c")


@dataclass(frozen=True)
class Case:
    """A plan with a gap, what the gap is about, a twin without it, and words its message must have."""

    code: str
    subject: str
    plan: Plan
    twin: Plan
    words: str


def fired(plan: Plan, *positions: str) -> Plan:
    for key in positions:
        plan = remove_position(plan, CAT, key).plan
    return plan


def without_entries(plan: Plan, section: str, *names: str) -> Plan:
    for name in names:
        plan = remove_entry(plan, CAT, section, name).plan  # type: ignore[arg-type]
    return plan


def rows(plan: Plan, accountable: str, *duties: str) -> Plan:
    for duty in duties:
        plan = row(plan, duty, accountable=accountable, responsible=(), consulted=(), informed=())
    return plan


def budget(plan: Plan, amount: float | None) -> Plan:
    return set_leadership(plan, CAT, {"budget": amount}).plan


def shares(plan: Plan, fte: float) -> Plan:
    for key, member in plan.positions.items():
        if CAT.roles[member.role or ""].engagement == "dedicated":
            plan = put(plan, key, fte=fte)
    return plan


def helpers(plan: Plan, number: int, boss: str = "coo", **fields: object) -> Plan:
    for n in range(number):
        given = {"title": f"Helper {n}", "engagement": "contributing", "reports_to": boss, **fields}
        plan = position(plan, f"helper-{n}", **given)
    return plan


def initiative(plan: Plan, **fields: object) -> Plan:
    given: dict[str, object] = {
        "type": "mobile-app",
        "title": "Orders by phone",
        "lead": "cx-manager",
        "sponsor": "cxo",
        "project_team": ["it", "customer-service"],
        "stakeholders": ["marketing", "sales"],
        "metric": "csat",
    }
    return entry(plan, "initiatives", "app", **{**given, **fields})


TRACKED: Final = ("analyse-data", "know-segments", "track-metrics", "gather-feedback")
ANALYSIS: Final = ("analyse-data", "know-segments", "track-metrics")
ASKED: Final = (
    *("cxo", "it-liaison", "voc-manager", "cx-designer", "product-liaison", "customer-support-manager"),
)
IDLE: Final = position(M, "extra", role="cx-analyst", reports_to="cx-manager")
MOVED: Final = row(rows(M, "voc-manager", *ANALYSIS), "keep-single-source", accountable="voc-manager")
COSTED: Final = put(put(M, "cxo", annual_cost=300_000.1), "analyst", annual_cost=200_000.2)
NO_TARGET: Final = entry(M, "metrics", "nps", target=None)
CES: Final = entry(M, "metrics", "ces", owner="analyst")
IDLE_VOC: Final = rows(M, "cx-manager", *CAT.roles["voc-manager"].accountable, "close-the-loop")
BARE: Final = fired(M, *M.positions)
PROMISED: Final = rows(M, "cx-manager", "hand-over-promises")
HOLLOW: Final = put(S, "generalist", engagement="contributing")
SPONSORED: Final = put(MARKETING, "sponsor", reports_to="cmo")
NO_BOARD: Final = set_board(E, CAT, None).plan
TWO_HEADS: Final = position(S, "head-of-sales", role="executive-sponsor", title="Head of sales")
TOLD: Final = row(TWO_HEADS, "share-insight", informed=("head-of-sales",))
