"""`search` asks, `rebuild_search` makes the rows anew."""
