"""Words: shown safely, typed, searched and counted, and the errors that people read."""
