import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cxplanner import VERSION
from cxplanner.__main__ import main
from cxplanner.commands import COMMANDS

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "cxplanner" / "samples" / "enterprise.toml"


def start(*words: str, **kind: Any) -> subprocess.CompletedProcess[str]:
    """The program as a process of its own."""
    call = [sys.executable, "-m", "cxplanner", *words]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(call, capture_output=True, text=True, env=env, check=False, **kind)


def test_says_its_version_as_a_process() -> None:
    done = start("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"cxplanner {VERSION}\n", "")


@pytest.mark.parametrize(("words", "status"), [(["rules"], 0), (["check", str(SAMPLE)], 1), (["chek"], 2)])
def test_exit_status_of_the_process(words: list[str], status: int) -> None:
    assert start(*words).returncode == status


def test_help_of_the_program_names_every_command(cx: Any) -> None:
    said = cx("--help")
    assert said.status == 0
    assert all(f"  {name}" in said.out for name in COMMANDS)
    assert "Example:" in said.out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_ends_with_an_example(cx: Any, command: str) -> None:
    said = cx(command, "--help")
    assert said.status == 0
    assert said.err == ""
    assert said.out.rstrip().splitlines()[-2] == "Example:"
    assert said.out.rstrip().splitlines()[-1].startswith("  cxplanner")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_wrong_option_is_refused_in_plain_words(cx: Any, command: str) -> None:
    said = cx(command, "--templatez")
    assert said.status == 2
    assert said.out == ""
    assert "there is no option --templatez" in said.err or "is missing" in said.err
    assert "usage:" not in said.err


def test_an_unknown_command_offers_the_nearest(cx: Any) -> None:
    assert cx("chekc") == (
        2,
        "",
        "cxplanner: there is no command chekc, and no such file. Did you mean check?\n",
    )


def test_an_option_is_never_abbreviated(cx: Any, plan: Path) -> None:
    said = cx("check", plan, "--form", "json")
    assert said.status == 2
    assert "Did you mean --format?" in said.err


def test_without_a_terminal_the_planner_says_what_to_do_instead(cx: Any, plan: Path) -> None:
    for words in ([], [plan], ["open"], ["demo"], ["new-plan.toml"], ["--templates", plan.parent]):
        said = cx(*words)
        assert said.status == 2
        assert "needs a terminal" in said.err


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The plans that were handed to a stand-in for the screens, at a make-believe terminal."""
    seen: list[Path | None] = []

    def run(path: Path | None, catalogue: object, *, templates: Path | None, demo: bool = False) -> int:
        if path is not None and path.exists():
            assert path.read_text(encoding="utf-8")
        assert demo is (path is not None and "cxplanner-demo-" in str(path))
        seen.append(path)
        return 0

    app = ModuleType("cxplanner.screens.app")
    app.run_planner = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "cxplanner.screens", ModuleType("cxplanner.screens"))
    monkeypatch.setitem(sys.modules, "cxplanner.screens.app", app)
    monkeypatch.setattr("cxplanner.commands.open.need_terminal", lambda: None)
    monkeypatch.setattr("cxplanner.commands.demo.need_terminal", lambda: None)
    return seen


def test_the_first_argument_is_a_plan_if_it_looks_like_one(
    cx: Any, opened: list[Path | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notes").write_text("x", encoding="utf-8")
    for word in ("notes", "absent.toml", "./check", str(broken)):
        assert cx(word).status == 0
    assert cx().status == 0
    assert opened == [Path("notes"), Path("absent.toml"), Path("check"), broken, None]


def test_a_folder_is_no_plan_to_open(cx: Any, opened: list[Path | None], tmp_path: Path) -> None:
    said = cx(tmp_path)
    assert said.status == 2
    assert "is a folder" in said.err
    assert not opened


def test_demo_opens_a_copy_and_says_that_it_is_gone(cx: Any, opened: list[Path | None]) -> None:
    said = cx("demo")
    (copy,) = opened
    assert said.status == 0
    assert copy is not None
    assert copy != SAMPLE
    assert str(copy) in said.err
    assert not copy.exists()
    assert not copy.parent.exists()


def test_interrupting_is_quiet(cx: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(words: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("cxplanner.commands.rules.run", interrupt)
    assert cx("rules") == (130, "", "")


def test_a_failure_of_the_system_is_one_plain_line(cx: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(words: list[str]) -> int:
        raise OSError(28, "No space left on device", "x\x1b[2J.toml")

    monkeypatch.setattr("cxplanner.commands.rules.run", fail)
    assert cx("rules") == (2, "", "cxplanner: x\\x1b[2J.toml: No space left on device\n")


@pytest.mark.posix
def test_a_reader_that_goes_away_is_no_error() -> None:
    call = [sys.executable, "-m", "cxplanner", "catalogue", "role", "--format", "toml"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_answer_that_cannot_be_written_fails_plainly() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        call = [sys.executable, "-m", "cxplanner", "rules"]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, text=True, env=env, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "cxplanner: No space left on device"
    assert "Traceback" not in done.stderr


def test_an_old_encoding_never_ends_in_a_traceback() -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    call = [sys.executable, "-m", "cxplanner", "check", str(SAMPLE)]
    done = subprocess.run(call, capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 1
    assert "Northwind Outfitters" in done.stdout
    assert done.stderr == ""


def test_headless_commands_import_nothing_of_the_screens_and_nothing_that_only_saving_needs() -> None:
    program = (
        "import sys\n"
        "from cxplanner.__main__ import main\n"
        f"main(['check', {str(SAMPLE)!r}])\n"
        f"main(['roles', {str(SAMPLE)!r}])\n"
        "heavy = {'textual', 'rich', 'jinja2', 'docx', 'cxplanner.screens', 'cxplanner.toml.statements'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=env, check=True
    )
    assert done.stderr == "[]\n"


def test_a_check_of_what_was_judged_before_needs_no_pydantic() -> None:
    program = (
        "import sys\n"
        "from cxplanner.__main__ import main\n"
        f"main(['check', {str(SAMPLE)!r}])\n"
        "heavy = {'pydantic', 'annotated_types', 'importlib.metadata', 'cxplanner.plan.references'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    cold, warm = (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=env, check=True)
        for _ in range(2)
    )
    assert "pydantic" in cold.stderr
    assert (warm.stderr, warm.stdout) == ("[]\n", cold.stdout)


def test_knowing_the_commands_imports_none_of_them() -> None:
    program = (
        "import sys, cxplanner.__main__\n"
        "print([m for m in sys.modules if m.startswith('cxplanner.commands.')], 'pydantic' in sys.modules)\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=env, check=True
    )
    assert done.stdout == "[] False\n"


def test_main_answers_with_a_plain_number(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert type(main(["check", str(plan)])) is int


def test_the_version_takes_no_argument(cx: Any) -> None:
    assert cx("--version", "foo") == (2, "", "cxplanner: --version takes no argument.\n")


@pytest.mark.parametrize("command", ["new", "fmt"])
def test_what_was_written_is_said_though_standard_output_is_full(command: str, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    path = tmp_path / "team.toml"
    words = ["new", str(path), "--company", "N", "--scale", "small"]
    if command == "fmt":
        subprocess.run(
            [sys.executable, "-m", "cxplanner", *words], check=True, capture_output=True, timeout=60
        )
        path.write_text(f"\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
        words = ["fmt", str(path)]
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "cxplanner", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert ran.returncode == 2
    assert ran.stderr.startswith(f"{'Wrote' if command == 'new' else 'Laid out'} {path}")
    assert "No space left on device" in ran.stderr
    assert path.exists()
