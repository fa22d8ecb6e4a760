"""What people do here from beginning to end, in a browser, on a served site."""
