"""TOML files as text: parsed, located, validated and saved safely. Nothing here knows about plans."""
