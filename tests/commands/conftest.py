from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from cxplanner.__main__ import main


class Said(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Said]

SAMPLES = Path(__file__).parents[2] / "cxplanner" / "samples"


@pytest.fixture
def cx(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program in this process and say what it answered."""

    def run(*words: object) -> Said:
        capsys.readouterr()
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Said(status, out, err)

    return run


@pytest.fixture
def samples() -> Path:
    """The folder of the worked plans."""
    return SAMPLES


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A copy of the enterprise sample, free to change."""
    path = tmp_path / "team.toml"
    path.write_text((SAMPLES / "enterprise.toml").read_text(encoding="utf-8"), encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A plan with thirty wrong positions."""
    path = tmp_path / "broken.toml"
    head = 'schema = 1\n[company]\nname = "B"\nscale = "small"\n[leadership]\nmodel = "service-led"\n'
    wrong = "".join(f'[positions.p{n}]\ntitle = "T"\nreports_to = "nobody-{n}"\n' for n in range(30))
    path.write_text(head + wrong, encoding="utf-8")
    return path
