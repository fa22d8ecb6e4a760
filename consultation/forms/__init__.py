"""What the screens ask for, and how it is checked before an act is called."""
