"""Each change of the room's tables."""
