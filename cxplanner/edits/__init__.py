"""Everything that can be done to a plan, each a pure function from a plan to a :class:`Change`.

The command line and the screens call the same edits; undo, quick fixes and what-if come from them.
An edit that cannot be done raises :class:`~cxplanner.edits.change.EditRefused` with the reason in words.
"""
