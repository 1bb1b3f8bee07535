"""Plan a customer experience (CX) team: who is on it, who answers for what, and what is missing.

Three storeys, imports only point down: :mod:`cxplanner.screens` is what a person sees, this package is
what the product knows and does, ``templates/`` is what it says.
"""

from typing import Final

VERSION: Final = "0.1.0"
