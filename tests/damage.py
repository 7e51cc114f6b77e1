"""The whole campaign of damaged files: images, archives, kept images, run folders. `python -m tests.damage`."""

import subprocess
import sys

CAMPAIGNS = (
    ("tests.engine.datasets.folder.image_mutations", 6_000),
    ("tests.engine.datasets.folder.archive_mutations", 200),
    ("tests.engine.datasets.folder.cache_mutations", 500),
    ("tests.engine.runs.run_mutations", 2_000),
)


def main() -> int:
    """Runs one after the other, each printing its table; the exit status is 1 where one of them ended badly."""
    statuses = [subprocess.call([sys.executable, "-m", module, str(count)]) for module, count in CAMPAIGNS]
    return int(any(statuses))


if __name__ == "__main__":
    sys.exit(main())
