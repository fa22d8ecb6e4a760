"""`search` asks; `rebuild_search`, `search_verify` and `search_status` care for the rows."""
