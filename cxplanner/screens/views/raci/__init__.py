"""The view Responsibilities, with the matrix."""
