"""What is said when a command is called in a way that cannot be meant."""

from cxplanner.text.errors import CxplannerError


class CallWrong(CxplannerError):
    """The command was called in a way that cannot be meant; the message says what to write instead."""
