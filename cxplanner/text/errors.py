"""The base of all errors that are shown to people."""

from __future__ import annotations


class CxplannerError(Exception):
    """Base of the errors that are shown to people; each carries a sentence that says what to do.

    ::

        CxplannerError
        ├── AnswerRefused      what was typed into a field cannot be understood
        ├── CallWrong          a command was called wrongly
        ├── EditRefused        an edit cannot be made to this plan
        ├── FileProblems       a file cannot be used: what is wrong with it, place by place
        ├── GitRefused         git cannot answer, or has no such version of a file
        ├── MergeRefused       versions of a plan cannot be merged by their ids
        └── SaveRefused        a file must not, or cannot, be written
    """
