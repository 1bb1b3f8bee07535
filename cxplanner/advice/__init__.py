"""What could be: the starting team, the next hire, growth."""
