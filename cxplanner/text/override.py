"""``override`` marks a method that takes the place of an inherited one, so that the types hold it to it.

Python has it from 3.12 on. What ``typing_extensions`` has for older ones is slow to import and only wanted
where types are checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):
        """Mark a method as one that takes the place of an inherited one."""
        return method


__all__ = ["override"]
