"""What all tests share: the shipped catalogue, and properties that try the same examples every time."""

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.load import shipped_catalogue
from cxplanner.session.judging import THREAD
from tests.systems import POSIX

settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("steady")


def pytest_configure(config: pytest.Config) -> None:
    """What is read before the first test has a home of its own has a cache of its own, too.

    The planners that tests start keep their compiled code, as installed ones do: each compiling all of it
    anew takes longer than most tests.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    folder = TemporaryDirectory()
    config.add_cleanup(folder.cleanup)
    os.environ["XDG_CACHE_HOME"] = folder.name


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of the test's own: nobody's settings are read, and nobody's list of plans is written."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    folders = {"CONFIG": ".config", "CACHE": ".cache", "STATE": ".local/state", "DATA": ".local/share"}
    for name, folder in folders.items():
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))
    yield home
    for thread in threading.enumerate():
        if thread.name == THREAD:  # what it keeps belongs to this home
            thread.join()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return shipped_catalogue()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where the system is none of POSIX, skip what needs one."""
    if not POSIX:
        for item in items:
            if item.get_closest_marker("posix"):
                item.add_marker(pytest.mark.skip(reason="needs what only systems of POSIX have"))


def pytest_collection_finish() -> None:
    """Keep the garbage collector off what was imported: it is there to stay, and walking it takes a third."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
