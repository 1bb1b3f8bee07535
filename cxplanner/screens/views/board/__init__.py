"""The view Departments and board."""
