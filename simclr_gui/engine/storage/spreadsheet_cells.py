"""Text in the cells of spreadsheets: what they would compute is told to be text."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def spreadsheet_cell(text: str) -> str:
    """Text that a spreadsheet shows as it is: what it would compute gets an apostrophe in front; numbers do not."""
    return f"'{text}" if would_be_computed(text) else text


def would_be_computed(text: str) -> bool:
    """Whether a spreadsheet takes it for a formula."""
    if not text.startswith(FORMULA_STARTS):
        return False
    try:
        float(text)
    except ValueError:
        return True
    return False
