"""What the templates say: roles, scales, responsibilities and the rest, read from TOML and checked."""
