"""The window: widgets alone. Each page shows what the state holds and emits requests."""
