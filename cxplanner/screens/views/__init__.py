"""The views of the workspace, a room each."""
