"""Everything that can be done to a plan, each a pure function from a plan to a :class:`Change`.

The command line and the screens call the same edits; undo, quick fixes and what-if are built on them.
An edit that cannot be made raises :class:`~cxplanner.edits.change.EditRefused` with the reason in words.
"""
