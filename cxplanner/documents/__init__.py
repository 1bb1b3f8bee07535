"""What is handed out: role descriptions, and the pages that explain the gap rules."""
