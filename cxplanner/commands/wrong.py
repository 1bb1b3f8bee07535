"""What is said when a command is called in a way that cannot be meant."""

from cxplanner.files.problems import CxplannerError


class CallWrong(CxplannerError):  # noqa: N818 - it says what is wrong with the call
    """The command was called in a way that cannot be meant; the message says what to write instead."""
