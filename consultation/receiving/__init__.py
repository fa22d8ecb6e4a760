"""What comes from outside and is taken over: letters as they come, meetings and their minutes."""
