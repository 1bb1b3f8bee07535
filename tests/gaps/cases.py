"""For every gap rule plans that have the gap, each with a near twin that has not."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from cxplanner.edits.positions import remove_position
from cxplanner.edits.sections import remove_entry, set_board, set_leadership
from cxplanner.plan import Plan
from tests.plans import CAT, MODELS, TODAY, board, entry, position, put, row, sound

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

CASES: Final = [
    Case("CX101", "plan", row(M, "own-the-experience", accountable=None), M, "whole customer experience"),
    Case("CX101", "plan", row(M, "own-the-experience", accountable="cx-manager"), M, "CX manager"),
    Case("CX101", "plan", fired(M, "cxo"), M, "whole customer experience"),
    Case("CX101", "plan", fired(E, "cxo"), E, "whole customer experience"),
    Case("CX101", "plan", fired(S, "sponsor"), S, "whole customer experience"),
    Case("CX101", "plan", fired(MARKETING, "sponsor"), MARKETING, "whole customer experience"),
    Case(
        "CX102",
        "set-objectives",
        rows(M, "it-liaison", "set-objectives"),
        rows(M, "voc-manager", "set-objectives"),
        "IT liaison",
    ),
    Case(
        "CX102",
        "develop-strategy",
        row(put(M, "cx-manager", reports_to="ceo"), "develop-strategy", accountable="cx-manager"),
        row(M, "develop-strategy", accountable="cx-manager"),
        "CX manager",
    ),
    Case(
        "CX103",
        "cxo",
        put(M, "cxo", reports_to="cmo"),
        put(M, "cxo", reports_to="owners"),
        "Chief marketing",
    ),
    Case("CX103", "cxo", put(M, "cxo", reports_to=None), SPONSORED, "nobody"),
    Case(
        "CX104",
        "close-the-loop",
        row(MARKETING, "close-the-loop", accountable=None),
        row(M, "close-the-loop", accountable=None),
        "after the sale",
    ),
    Case(
        "CX104",
        "shape-buying-journey",
        row(SERVICE, "shape-buying-journey", accountable=None),
        row(MARKETING, "shape-buying-journey", accountable=None),
        "before the sale",
    ),
    Case("CX105", "plan", budget(M, None), budget(S, None), "budget"),
    Case("CX106", "plan", without_entries(M, "objectives", "delight"), M, "no objective"),
    Case("CX106", "plan", entry(M, "metrics", "csat", target=None), M, "metric with a target"),
    Case("CX106", "plan", entry(M, "objectives", "delight", metrics=[]), M, "metric with a target"),
    Case("CX106", "plan", entry(M, "objectives", "delight", metrics=["ces"]), M, "metric with a target"),
    Case(
        "CX201",
        "analyse-data",
        row(M, "analyse-data", accountable=None),
        M,
        "Analyse customer data",
    ),
    Case(
        "CX201",
        "set-objectives",
        row(MARKETING, "set-objectives", accountable=None),
        row(M, "maintain-models", accountable=None),
        "Set CX objectives",
    ),
    Case(
        "CX202",
        "align-it-planning",
        row(M, "align-it-planning", responsible=()),
        row(M, "analyse-data", responsible=()),
        "IT liaison",
    ),
    Case(
        "CX202",
        "develop-strategy",
        row(M, "develop-strategy", responsible=()),
        row(M, "set-objectives", responsible=()),
        "Develop the CX strategy",
    ),
    Case("CX203", "cx-manager", rows(M, "cx-manager", *TRACKED), rows(M, "cx-manager", *ANALYSIS), "9"),
    Case(
        "CX203",
        "cx-manager",
        put(rows(M, "cx-manager", *ANALYSIS), "cx-manager", fte=0.9),
        rows(M, "cx-manager", *ANALYSIS),
        "0.9 FTE",
    ),
    Case("CX204", "extra", IDLE, row(IDLE, "analyse-data", responsible=("extra",)), "CX analyst"),
    Case("CX204", "extra", IDLE, initiative(IDLE, lead="extra"), "(extra)"),
    Case(
        "CX205",
        "voc-manager",
        put(M, "voc-manager", incumbent=None),
        put(M, "voc-manager", incumbent=None, start=TODAY + timedelta(days=1)),
        "VoC manager",
    ),
    Case(
        "CX205",
        "voc-manager",
        put(M, "voc-manager", incumbent=None, start=TODAY),
        put(IDLE_VOC, "voc-manager", incumbent=None),
        "vacant",
    ),
    Case(
        "CX206",
        "track-metrics",
        row(E, "track-metrics", consulted=ASKED),
        row(E, "track-metrics", consulted=ASKED[:5]),
        "6 positions",
    ),
    Case(
        "CX206",
        "develop-strategy",
        row(helpers(E, 5), "develop-strategy", consulted=(*(f"helper-{n}" for n in range(5)), ASKED[-1])),
        row(helpers(E, 5), "develop-strategy", consulted=(*(f"helper-{n}" for n in range(4)), ASKED[-1])),
        "6 positions",
    ),
    Case(
        "CX206",
        "maintain-tools",
        row(helpers(E, 5), "maintain-tools", consulted=(*(f"helper-{n}" for n in range(5)), "it-liaison")),
        row(helpers(E, 5), "maintain-tools", consulted=(*(f"helper-{n}" for n in range(4)), "it-liaison")),
        "6 positions",
    ),
    Case("CX301", "plan", HOLLOW, S, "0 dedicated"),
    Case("CX301", "plan", HOLLOW, put(S, "generalist", fte=0.1), "1"),
    Case("CX301", "plan", shares(M, 0.2), shares(M, 0.25), "0.8 FTE"),
    Case("CX301", "plan", shares(E, 0.85), shares(E, 0.86), "5.95 FTE"),
    Case("CX301", "plan", fired(E, "analyst-2", "cx-designer"), fired(E, "analyst-2"), "5 dedicated"),
    Case("CX301", "plan", fired(E, "analyst-2", "cx-designer", "voc-manager", "analyst-1"), E, "3 dedicated"),
    Case(
        "CX302",
        "plan",
        helpers(S, 2, engagement="dedicated"),
        helpers(S, 1, engagement="dedicated"),
        "3 dedicated",
    ),
    Case(
        "CX302",
        "plan",
        helpers(M, 2, engagement="dedicated"),
        helpers(E, 2, engagement="dedicated"),
        "6 dedicated",
    ),
    Case("CX303", "role-analyst", put(M, "analyst", role="cx-designer"), M, "Analyst"),
    Case("CX303", "role-cx-manager", fired(M, "cx-manager"), M, "CX manager"),
    Case("CX303", "role-applications-manager", fired(E, "applications-manager"), M, "Applications manager"),
    Case("CX303", "role-day-to-day", fired(S, "generalist"), S, "day-to-day"),
    Case(
        "CX303",
        "role-chief-experience-officer",
        put(M, "cxo", role="executive-sponsor"),
        put(MARKETING, "sponsor", title="Head"),
        "Chief experience officer",
    ),
    Case(
        "CX304",
        "role-analyst",
        put(MOVED, "analyst", incumbent=None),
        put(MOVED, "analyst", incumbent=None, start=TODAY + timedelta(days=9)),
        "Analyst",
    ),
    Case(
        "CX305",
        "customer-support-manager",
        row(M, "develop-strategy", consulted=()),
        row(M, "develop-strategy", consulted=(), responsible=("cx-manager", "customer-support-manager")),
        "Customer support manager",
    ),
    Case(
        "CX305",
        "customer-support-manager",
        row(M, "develop-strategy", consulted=(), informed=("customer-support-manager",)),
        M,
        "no say",
    ),
    Case("CX305", "plan", fired(M, "customer-support-manager"), M, "Customer support manager"),
    Case("CX305", "plan", fired(E, "customer-support-manager"), fired(S, "generalist"), "Customer support"),
    Case("CX306", "cxo", helpers(E, 7, "cxo"), helpers(E, 6, "cxo"), "9 positions"),
    Case("CX306", "cxo", helpers(M, 12, "cxo"), helpers(M, 7, "cxo"), "13 positions"),
    Case(
        "CX307",
        "host",
        position(M, "host", role="guest-host", title="Host", engagement="contributing"),
        position(M, "host", title="Host", engagement="contributing"),
        "guest-host",
    ),
    Case(
        "CX307",
        "host",
        position(M, "host", role="it-liason", title="Host", engagement="contributing"),
        position(M, "host", role="it-liaison"),
        "it-liason",
    ),
    Case(
        "CX401",
        "sales",
        entry(M, "departments", "sales", representatives=[]),
        entry(M, "departments", "sales", representatives=[], exists=False),
        "Sales",
    ),
    Case("CX401", "it", fired(M, "it-liaison"), fired(S, "generalist"), "IT"),
    Case("CX401", "marketing", fired(E, "marketing-sales-liaison"), E, "Marketing"),
    Case("CX401", "product", fired(E, "product-liaison"), M, "Product"),
    Case("CX401", "executives", entry(E, "departments", "executives", representatives=[]), E, "xecutive"),
    Case("CX402", "board", NO_BOARD, M, "no CX board"),
    Case(
        "CX403",
        "it",
        board(E, members=["marketing-sales-liaison", "customer-support-manager"]),
        entry(
            board(E, members=["marketing-sales-liaison", "customer-support-manager"]),
            "departments",
            "it",
            exists=False,
        ),
        "IT",
    ),
    Case("CX403", "marketing", board(sound("small", "marketing-led"), lead="sponsor"), S, "Marketing"),
    Case(
        "CX404",
        "board",
        board(E, lead="it-liaison", members=["marketing-sales-liaison", "customer-support-manager"]),
        board(E, lead="it-liaison", members=["cxo", "marketing-sales-liaison"]),
        "executive",
    ),
    Case(
        "CX405",
        "brief-campaigns",
        row(M, "brief-campaigns", informed=()),
        row(M, "brief-campaigns", informed=(), responsible=("customer-support-manager",)),
        "Customer service",
    ),
    Case(
        "CX405",
        "brief-campaigns",
        row(M, "brief-campaigns", accountable=None, responsible=(), informed=()),
        row(S, "brief-campaigns", accountable=None),
        "briefing",
    ),
    Case(
        "CX406",
        "hand-over-promises",
        rows(M, "cx-manager", "hand-over-promises"),
        row(
            PROMISED,
            "hand-over-promises",
            responsible=("customer-success-lead",),
        ),
        "Customer success lead",
    ),
    Case("CX406", "hand-over-promises", fired(M, "customer-success-lead"), M, "Customer success lead"),
    Case(
        "CX406",
        "hand-over-promises",
        rows(fired(B2C, "service-delivery-liaison"), "cx-manager", "hand-over-promises"),
        B2C,
        "Service delivery liaison",
    ),
    Case("CX501", "plan", without_entries(M, "metrics", "csat", "nps"), M, "measures nothing"),
    Case("CX501", "plan", without_entries(S, "metrics", "csat"), S, "measures nothing"),
    Case("CX502", "nps", entry(M, "metrics", "nps", owner=None), M, "Net Promoter"),
    Case("CX503", "nps", NO_TARGET, entry(NO_TARGET, "metrics", "nps", target=0), "target"),
    Case("CX504", "plan", without_entries(M, "metrics", "nps"), S, "stay"),
    Case(
        "CX504",
        "plan",
        without_entries(M, "metrics", "nps"),
        entry(
            without_entries(M, "metrics", "nps"),
            "metrics",
            "club",
            title="Club cards",
            unit="cards",
            better="higher",
            family="loyalty",
            owner="analyst",
            target=5,
        ),
        "worth",
    ),
    Case("CX505", "share-insight", row(M, "share-insight", informed=("cxo",)), M, "Marketing"),
    Case("CX505", "share-insight", row(E, "share-insight", informed=()), E, "Product"),
    Case("CX505", "share-insight", row(S, "share-insight", informed=()), S, "Executive"),
    Case(
        "CX506",
        "keep-single-source",
        row(M, "keep-single-source", consulted=(), informed=("it-liaison",)),
        row(M, "keep-single-source", accountable="it-liaison", responsible=("it-liaison",), consulted=()),
        "IT",
    ),
    Case(
        "CX506",
        "keep-single-source",
        row(M, "keep-single-source", accountable=None, consulted=()),
        row(S, "keep-single-source", accountable=None),
        "source of truth",
    ),
    Case("CX507", "be-the-customer", rows(M, "it-liaison", "be-the-customer"), M, "IT liaison"),
    Case(
        "CX507",
        "be-the-customer",
        put(M, "cx-manager", reports_to="ceo"),
        rows(M, "voc-manager", "be-the-customer"),
        "CX manager",
    ),
    Case("CX507", "be-the-customer", row(S, "be-the-customer", accountable=None), S, "being the customer"),
    Case("CX601", "surveys", entry(M, "tools", "surveys", product="Askly"), M, "Askly"),
    Case(
        "CX601",
        "surveys",
        entry(S, "tools", "surveys", product="Askly"),
        entry(S, "tools", "surveys", product="Askly", owner="generalist"),
        CAT.tools["surveys"].title,
    ),
    Case("CX602", "maintain-tools", row(M, "maintain-tools", consulted=()), S, "IT"),
    Case(
        "CX701",
        "app",
        initiative(M, stakeholders=["marketing"]),
        entry(initiative(M, stakeholders=["marketing"]), "departments", "sales", exists=False),
        "Sales",
    ),
    Case("CX702", "app", initiative(M, lead=None), initiative(M), "a lead"),
    Case("CX702", "app", initiative(M, sponsor="analyst"), initiative(M), "executive sponsor"),
    Case("CX702", "app", initiative(BARE, lead=None, sponsor=None), initiative(M), "a lead"),
    Case("CX703", "app", initiative(M, metric=None), initiative(M), "Orders by phone"),
    Case(
        "CX703",
        "app",
        initiative(M, metric="ces"),
        initiative(CES, metric="ces"),
        "metric",
    ),
    Case("CX703", "app", initiative(without_entries(M, "metrics", "csat", "nps")), initiative(M), "metric"),
    Case("CX801", "plan", budget(COSTED, 500_000.2), budget(COSTED, 500_000.3), "EUR"),
    Case(
        "CX801",
        "plan",
        budget(COSTED, 400_000),
        put(budget(COSTED, 400_000), "cxo", engagement="contributing"),
        "100,000.30",
    ),
]
