"""What a program has written to stderr, without what Qt's platform for no screen says of dialogs and menus."""

OF_THE_PLATFORM = "This plugin does not support "


def complaints_in(told: str) -> str:
    """Empty where there are none."""
    return "\n".join(line for line in told.splitlines() if line.strip() and not line.startswith(OF_THE_PLATFORM))
