"""What templates of this and lower rooms may ask of this room."""
