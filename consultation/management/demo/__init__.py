"""The content of the demo: a province, a draft decree, and what is said about it."""
