"""Plan and template files: read with every mistake named and placed, written without losing a word."""
