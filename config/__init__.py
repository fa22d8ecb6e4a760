"""Settings, addresses and entry points: the only package that knows all the others."""
