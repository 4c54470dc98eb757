"""How much a document may hold. What is told to people of these limits is made from them."""

LARGEST_FILE = 64 * 2**20
"""bytes of a file of text."""
LARGEST_TEXT = 64 * 2**20
"""letters in a document of any format, some 20,000 pages."""
MOST_PAGES = 3000
"""of a PDF."""
MOST_ROWS = 300_000
"""of a sheet."""
LARGEST_MB = LARGEST_FILE // 1_000_000 // 10 * 10
"""the limit in round numbers for people, a little below the true one."""


class TooLong(ValueError):
    """More letters than a document may hold; said while they are gathered, so that they do not fill the memory."""
