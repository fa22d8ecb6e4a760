"""Forms of the admin: accounts, and the import of a draft law."""
