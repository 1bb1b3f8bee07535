"""What all tests share: the shipped catalogue, and properties that try the same examples every time."""

import pytest
from hypothesis import HealthCheck, settings

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.load import shipped_catalogue

settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return shipped_catalogue()
