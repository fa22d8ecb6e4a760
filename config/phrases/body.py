"""The text of a page: its formats, links, tables, and what the checks find."""

from django.utils.translation import gettext_noop

BODY = (
    gettext_noop("Bold"),
    gettext_noop("Italic"),
    gettext_noop("Strikethrough"),
    gettext_noop("Strike-through"),
    gettext_noop("Superscript"),
    gettext_noop("Subscript"),
    gettext_noop("Monospace (code)"),
    gettext_noop("Heading 2"),
    gettext_noop("Heading 3"),
    gettext_noop("Heading 4"),
    gettext_noop("Numbered list"),
    gettext_noop("Bulleted list"),
    gettext_noop("Blockquote"),
    gettext_noop("Link"),
    gettext_noop("Document"),
    gettext_noop("Insert or edit a link"),
    gettext_noop("Insert link"),
    gettext_noop("Internal link"),
    gettext_noop("External link"),
    gettext_noop("Email link"),
    gettext_noop("Phone link"),
    gettext_noop("Anchor link"),
    gettext_noop("Add an external link"),
    gettext_noop("Add an email link"),
    gettext_noop("Choose a page"),
    gettext_noop("Row header"),
    gettext_noop("Column header"),
    gettext_noop("Table caption"),
    gettext_noop("The minimum number of items is %(min_num)d"),
    gettext_noop("The maximum number of items is %(max_num)d"),
    gettext_noop("Alt text"),
    gettext_noop("Image is decorative"),
    gettext_noop("Please add some alt text for your image or mark it as decorative"),
    gettext_noop("Checks"),
    gettext_noop("Toggle checks"),
    gettext_noop("Content metrics"),
    gettext_noop("Words"),
    gettext_noop("Reading time"),
    gettext_noop("Readability"),
    gettext_noop("Issues found"),
    gettext_noop("Show issue"),
    gettext_noop("This data explained"),
    gettext_noop("How we calculate our metrics"),
    gettext_noop(
        "We extract the main content from the page preview, remove all formatting, and calculate "
        "the number of words."
    ),
    gettext_noop(
        "We calculate reading time from word count, using different reading speeds for different "
        "languages."
    ),
    gettext_noop(
        "We use a readability formula based on length of words and sentences. Long sentences and "
        "words result in a worse readability score."
    ),
    gettext_noop(
        'See our <a href="%(guide_link)s" target="_blank">content checks guide</a> for more '
        "information on how content metrics are calculated."
    ),
    gettext_noop("Button text is empty"),
    gettext_noop("Empty heading found"),
    gettext_noop("Table header text is empty"),
    gettext_noop("Empty frame title found"),
    gettext_noop("Use a meaningful title for screen reader users"),
    gettext_noop("Use meaningful text for screen reader users"),
    gettext_noop("Use meaningful text"),
    gettext_noop("Incorrect heading hierarchy"),
    gettext_noop("Avoid skipping levels"),
    gettext_noop("Input button text is empty"),
    gettext_noop("Link text is empty"),
    gettext_noop("Misusing paragraphs as headings"),
    gettext_noop("Use proper heading tags"),
    gettext_noop("Image alt text has inappropriate pattern"),
    gettext_noop("Meta description is empty"),
    gettext_noop("Add a concise description for search engines"),
)
