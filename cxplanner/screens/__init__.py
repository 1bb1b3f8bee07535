"""What a person sees: the only room that knows Textual."""
