"""What any Textual app could use: widgets, forms, pickers and dialogs."""
