"""What can be found, how it is asked, how it is shown: the room above consultation."""
