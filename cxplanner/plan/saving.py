"""Saving a plan: in the canonical layout, and only if what was written reads as the plan."""

from __future__ import annotations

from pathlib import Path

import tomli

from cxplanner.plan.canonical import plan_data, plan_text
from cxplanner.plan.models import Plan
from cxplanner.toml.save import refused, save_text


def save_plan(path: Path, plan: Plan, *, expected_digest: str | None, force: bool = False) -> str:
    """Save a plan in the canonical layout, and answer with the digest of the new file.

    Nothing is replaced unless reading the written bytes back gives exactly the plan's data, in order.
    Arguments are those of :func:`save_text`, and so are the refusals. Comments in the file are not kept.

    Raises :class:`SaveRefused`.
    """

    def verify(written: bytes) -> None:
        try:
            data = tomli.loads(written.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise refused(path, "read-back", "the plan's text cannot be read back") from error
        if repr(data) != repr(plan_data(plan)):  # repr sees order and kinds of number, == does not
            raise refused(path, "read-back", "reading the plan's text back gives another plan")

    return save_text(path, plan_text(plan), expected_digest=expected_digest, verify=verify, force=force)
