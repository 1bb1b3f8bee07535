"""Cases of the rules that find what a plan says against itself: CX107 to CX110, CX207 and on."""

from datetime import timedelta
from typing import Final

from tests.gaps.making import (
    MARKETING,
    SERVICE,
    Case,
    E,
    M,
    S,
    helpers,
    without_entries,
)
from tests.plans import TODAY, board, entry, position, put, row

HELP: Final = "customer-support-manager"
SELLER: Final = "marketing-sales-liaison"
TWO_OWNERS: Final = position(MARKETING, "cxo", role="chief-experience-officer")
UNLED: Final = put(M, "analyst", reports_to="cio")
SPREAD: Final = entry(
    entry(M, "departments", "it", representatives=["marketing-sales-liaison"]),
    "departments",
    "customer-service",
    representatives=[HELP],
)
TWICE: Final = put(put(M, "voc-manager", fte=0.5), "analyst", incumbent="Holder of  voc-manager ", fte=0.6)

CONTRADICTIONS: Final = [
    Case(
        "CX107",
        "sponsor",
        put(MARKETING, "sponsor", department="customer-service"),
        put(SERVICE, "sponsor", title="Head of care"),
        "is not in Marketing",
    ),
    Case(
        "CX107",
        "sponsor",
        put(MARKETING, "sponsor", reports_to="coo"),
        MARKETING,
        "reports to Chief operating",
    ),
    Case("CX108", "cxo", put(TWO_OWNERS, "cxo", reports_to="sponsor"), MARKETING, "Head of marketing does"),
    Case("CX108", "cxo", TWO_OWNERS, put(TWO_OWNERS, "cxo", role="cx-strategist"), "Head of marketing does"),
    Case(
        "CX109",
        "cxo",
        put(M, "cxo", incumbent=None),
        put(M, "cxo", incumbent=None, start=TODAY + timedelta(days=1)),
        "is vacant",
    ),
    Case("CX109", "sponsor", put(S, "sponsor", end=TODAY - timedelta(days=1)), S, "ended on"),
    Case("CX110", "cxo", put(M, "cxo", fte=0.4), put(M, "cxo", fte=0.5), "0.4 FTE"),
    Case("CX207", "analyst", TWICE, put(TWICE, "analyst", fte=0.5), "1.1 FTE together"),
    Case(
        "CX207",
        "cx-manager",
        put(M, "it-liaison", incumbent="holder of cx-manager"),
        put(put(M, "it-liaison", incumbent="TBD"), "cx-manager", incumbent="T.B.D."),
        "Holder of cx-manager holds CX manager and IT liaison",
    ),
    Case("CX208", "marketing-sales-liaison", SPREAD, M, "alone speaks for Marketing, Sales and IT"),
    Case(
        "CX308",
        "plan",
        S.replace(company=S.company.replace(headcount=25_000)),
        E.replace(company=E.company.replace(headcount=25_000)),
        "25,000 people suggest the scale “Enterprise”",
    ),
    Case("CX309", "analyst", UNLED, helpers(M, 1), "outside the line of Chief experience officer"),
    Case("CX309", "voc-manager", put(M, "voc-manager", reports_to=None), S, "reports to nobody"),
    Case(
        "CX310",
        "develop-strategy",
        row(M, "develop-strategy", consulted=(HELP,)),
        row(
            M,
            "develop-strategy",
            responsible=("cx-manager", "marketing-sales-liaison"),
            consulted=(HELP,),
        ),
        "no say in “Develop the CX strategy”",
    ),
    Case(
        "CX407", "board", board(E, lead=None, members=["cxo", SELLER, "it-liaison", HELP]), E, "Nobody leads"
    ),
    Case(
        "CX407",
        "board",
        board(
            E,
            lead="cx-manager",
            members=["cxo", "marketing-sales-liaison", "it-liaison", HELP],
        ),
        E,
        "CX manager leads the CX board but is not an executive",
    ),
    Case("CX407", "board", row(E, "lead-cx-board", accountable="cx-manager"), E, "answers for leading it"),
    Case(
        "CX508",
        "grow",
        entry(M, "objectives", "grow", statement="Grow with customers", metrics=[]),
        entry(M, "objectives", "grow", statement="Grow with customers", metrics=["csat"]),
        "names no metric",
    ),
    Case("CX509", "nps", entry(M, "metrics", "nps", target=150), M, "cannot be above 100"),
    Case("CX509", "csat", entry(M, "metrics", "csat", target=-1), M, "cannot be below 0"),
    Case(
        "CX509",
        "nps",
        entry(M, "metrics", "nps", baseline=55),
        entry(M, "metrics", "nps", baseline=50),
        "worse than today's 55",
    ),
    Case(
        "CX509",
        "nps",
        entry(M, "metrics", "nps", due=TODAY - timedelta(days=1)),
        entry(M, "metrics", "nps", due=TODAY),
        "should have reached its target by",
    ),
    Case(
        "CX603", "surveys", without_entries(M, "tools", "surveys"), S, "No tool is named for customer surveys"
    ),
    Case("CX603", "web-analytics", without_entries(E, "tools", "web-analytics"), M, "web analytics"),
]
