"""A half-finished set-up is finished by the next one, and nothing is done twice."""

from pathlib import Path

import pytest

from tools import setup


@pytest.fixture
def done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done, in order; the stamps stand in a passing folder."""
    monkeypatch.setattr(setup, "STAMPS", tmp_path / "stamps")
    return []


def test_a_step_is_done_once_for_the_same_inputs(tmp_path: Path, done: list[str]) -> None:
    lock = tmp_path / "lock.txt"
    for content in ("one", "one", "two"):
        lock.write_text(content)
        setup.step("packages", lambda: done.append(lock.read_text()), [lock], [lock])
    assert done == ["one", "two"]


def test_a_step_is_done_again_when_what_it_made_is_gone(tmp_path: Path, done: list[str]) -> None:
    made = tmp_path / "sheet.css"

    def work() -> None:
        done.append("made")
        made.touch()

    setup.step("styles", work, ["same"], [made])
    made.unlink()
    setup.step("styles", work, ["same"], [made])
    assert done == ["made", "made"]


def test_an_interrupted_step_is_done_again(done: list[str]) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    setup.step("messages", lambda: done.append("first"), ["old"], [])
    with pytest.raises(KeyboardInterrupt):
        setup.step("messages", interrupted, ["new"], [])
    setup.step("messages", lambda: done.append("again"), ["old"], [])
    assert done == ["first", "again"]
