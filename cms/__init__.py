"""What is published: agencies, draft laws, their versions, sections and provisions."""
