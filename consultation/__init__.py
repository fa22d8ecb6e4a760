"""Who is asked, what they say, what is answered, what is compiled."""
