"""One frozen edition, drawn: the PDF of the table, the extract that leaves, the words they use.

Knows the edition (`edition.py`) and nothing of models; `pdf.draw_pdf` and
`extract.submission_extract` are the doors.
"""
