"""Bytes from a terminal: whatever they are, what follows them is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from tests.systems import POSIX

if not POSIX:
    pytest.skip("this is the terminal of POSIX", allow_module_level=True)

from cxplanner.screens.kit.terminal import Typed

PIECES = st.sampled_from(
    [
        *(
            b"\xff",
            b"\xc3",
            b"\xe9",
            b"\xc3\xa9",
            b"\xf0\x9f",
            b"\xf0\x9f\x98\x80",
            b"\x00",
            b"a",
            b"[",
            b"M",
        ),
        *(b"\x1b[M \xa0\xa0", b"\x1b[M \xc3\xa9", b"\x1b[M\xff\xff\xff", b"\x1b[<0;5;5M", b"\x1b[<0;5;5m"),
        *(b"\x1b[99999999u", b"\x1b[55296u", b"\x1b[97;1;55296u", b"\x1b[1;99999999A", b"\x1b[9999999R"),
        *(b"\x1b[48;24;80;0;0t", b"\x1b[48;0;0;0;0t", b"\x1b[200~x\x1b[201~", b"\x1b[I", b"\x1b", b"\x1b["),
        *(b"\x1bO", b"\x1b[?2048;9$y", b"\x1b]52;c;QQ==\x07", b"\x1b[" + b"9" * 40 + b"u"),
    ]
)


def keys(messages: list[Message]) -> list[str]:
    return [message.key for message in messages if isinstance(message, events.Key)]


@given(st.lists(PIECES | st.binary(max_size=4), max_size=8))
def test_nothing_keeps_later_keys_from_being_read(pieces: list[bytes]) -> None:
    typed = Typed()
    for piece in pieces:
        typed.feed(piece)
        typed.tick()
    typed.feed(b"\x1b[201~" + b"x" * 40)  # ends whatever was begun, but for a paste
    assert keys(typed.feed(b"zz"))[-1:] == ["z"]


@pytest.mark.parametrize("data", [b"\xff", b"\xe9", b"\x80\x81", b"\x1b[M \xa0\xa0", b"\x1b[M \xc3\xa9"])
def test_what_makes_no_sense_is_left_out(data: bytes) -> None:
    assert keys(Typed().feed(b"a" + data + b"b")) == ["a", "b"]


@pytest.mark.parametrize("number", [b"99999999", b"55296", b"97;1;55296", b"9" * 25])
def test_a_key_of_no_character_is_left_out(number: bytes) -> None:
    assert keys(Typed().feed(b"a\x1b[" + number + b"ub")) == ["a", "b"]


@pytest.mark.parametrize("cut", range(1, 6))
def test_a_click_that_comes_in_two_is_left_out_whole(cut: int) -> None:
    click, typed = b"\x1b[M \xc3\xa9", Typed()
    found = keys(typed.feed(b"a" + click[:cut])) + keys(typed.feed(click[cut:] + b"b"))
    assert (found[0], found[-1]) == ("a", "b")
    assert len(found) == 2


def test_a_letter_that_comes_in_two_is_one() -> None:
    typed = Typed()
    assert keys(typed.feed(b"\xc3")) == []
    assert [m.character for m in typed.feed(b"\xa9") if isinstance(m, events.Key)] == ["é"]
