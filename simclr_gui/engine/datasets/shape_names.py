"""What the ten figures of the data set Shapes are called. Loads no torch."""

CLASS_NAMES = (
    "circle",
    "square",
    "triangle",
    "star",
    "ring",
    "cross",
    "crescent",
    "heart",
    "hexagon",
    "arrow",
)
