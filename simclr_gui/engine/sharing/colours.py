"""The colours of what is drawn on paper; those of classes are the same in the window."""

PETROFF_10 = (
    "#3f90da",
    "#ffa90e",
    "#bd1f01",
    "#94a4a2",
    "#832db6",
    "#a96b59",
    "#e76300",
    "#b9ac70",
    "#717581",
    "#92dadd",
)
"""Ten classes that colour-blind eyes can tell apart (Petroff 2021)."""

FEATURES = {"simclr": "#2a5bd7", "pca": "#b86a00", "untrained": "#717985", "supervised": "#0b7a75"}
"""Of each kind of features, as in the window's light design."""

RUNS = ("#2a5bd7", "#d1560a", "#0b7a75", "#b3307a", "#6b4fbb", "#8a6d00", "#4a90b8", "#59616e")
"""Of up to eight runs beside each other."""


def class_colour(label: int) -> str:
    return PETROFF_10[label % len(PETROFF_10)]
