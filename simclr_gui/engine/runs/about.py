"""What a person says of a run: its name, a note, tags, whether it is archived. A file that no training writes."""

from dataclasses import asdict, dataclass
from typing import Annotated

from pydantic import Field

from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import telling_disk_trouble
from simclr_gui.engine.storage.json_files import read_where_there, write_json_atomically

REMEDY = said("The run can be used all the same; naming it again writes the file anew.")
LONGEST_NAME, LONGEST_NOTE, LONGEST_TAG, MOST_TAGS = 200, 10_000, 50, 20  # letters, and tags

Tag = Annotated[str, Field(strict=True, min_length=1, max_length=LONGEST_TAG)]


@dataclass(frozen=True)
class About:
    """What is said of a run; all empty where nobody has said anything."""

    name: Annotated[str, Field(strict=True, max_length=LONGEST_NAME)] = ""
    note: Annotated[str, Field(strict=True, max_length=LONGEST_NOTE)] = ""
    tags: Annotated[tuple[Tag, ...], Field(max_length=MOST_TAGS)] = ()
    archived: Annotated[bool, Field(strict=True)] = False


NOTHING = About()


def read_about(folder: RunFolder) -> About:
    """Reads about.json.

    Raises:
        UserError: it is damaged.
    """
    return read_where_there(About, folder.about_file, REMEDY) or NOTHING


def write_about(folder: RunFolder, about: About) -> None:
    """Replaces about.json.

    Raises:
        UserError: the disk refuses it.
    """
    with telling_disk_trouble(folder.path):
        write_json_atomically(folder.about_file, asdict(about))
