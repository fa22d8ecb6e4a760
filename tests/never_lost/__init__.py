"""Served sites that are killed, restarted, filled up: what was acknowledged is stored."""
