"""What a person sees: the only storey that knows Textual."""
