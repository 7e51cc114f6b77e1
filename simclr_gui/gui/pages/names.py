"""What the pages are called in the program; a person reads their titles, which stand in the registry."""

TRAIN, VIEWS, FEATURES, MAP, RUNS, COMPARE, LEARN = "train", "views", "features", "map", "runs", "compare", "learn"
