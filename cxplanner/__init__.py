"""Plan a customer experience (CX) team: who is on it, who answers for what, and what is missing.

A ladder of rooms, each importing from those below it alone: commands, screens, session and documents,
versions and advice, gaps, edits, plan, catalogue, toml, text. ``templates/`` is what the product says.
"""

from typing import Final

VERSION: Final = "0.1.0"
