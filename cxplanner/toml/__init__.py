"""A TOML file as text: parsed, placed, judged and saved safely. It knows no plan."""
