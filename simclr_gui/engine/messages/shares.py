"""Shares in per cent, rounded so that none claims to be everything."""


def in_percent(share: float, digits: int = 0) -> float:
    """A share of 1 in per cent, rounded: to 100 only where nothing is missing, however little that is."""
    rounded = round(100 * float(share), digits)
    return min(rounded, 100 - 10.0**-digits) if share < 1 else rounded


def percent(share: float, digits: int = 0) -> str:
    """The same in writing."""
    return f"{in_percent(share, digits):.{digits}f} %"
