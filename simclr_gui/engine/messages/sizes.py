"""Amounts of memory, on a disk or not, with the unit that suits them."""

UNITS = ((1e9, "GB"), (1e6, "MB"), (1e3, "kB"))


def size_text(count: float) -> str:
    """So many bytes in two digits or more, and never as 0 where there are some: 2.6 GB, 31 MB, 40 B."""
    size, unit = next(((size, unit) for size, unit in UNITS if round(count / size, 1) >= 1), (1, "B"))
    amount = count / size
    return f"{amount:.1f} {unit}" if size > 1 and round(amount, 1) < 10 else f"{amount:,.0f} {unit}"
