"""``override`` marks a method that overrides an inherited one, so that the type checker compares the two.

Python has it from 3.12 on. The ``typing_extensions`` version for older Pythons is slow to import and only
needed where types are checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):
        """Mark a method as overriding an inherited one."""
        return method


__all__ = ["override"]
