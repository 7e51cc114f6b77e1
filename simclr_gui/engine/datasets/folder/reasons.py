"""Why a file was left out: every reason in words, and the limits that some of them speak of. Loads no torch."""

from simclr_gui.engine.messages.sentences import Sentence, said

LARGEST_IMAGE_PIXELS = 64_000_000
LONGEST_SIDE_PX = 30_000  # a line of 60 million pixels takes more time and memory than a square of as many
LARGEST_LEVELS_BYTES = 8 * LARGEST_IMAGE_PIXELS
LARGEST_FILE_BYTES = 2 * 2**30

EMPTY = said("empty")
NO_IMAGE = said("not an image")
CUT_SHORT = said("cut short or damaged")
UNREADABLE = said("cannot be opened")
TOO_LARGE = said("more than {count} million pixels", count=LARGEST_IMAGE_PIXELS // 1_000_000)
TOO_LONG = said("a side of more than {count:,} pixels", count=LONGEST_SIDE_PX)
TOO_HEAVY = said("more than {count} MB of levels", count=LARGEST_LEVELS_BYTES // 1_000_000)
TOO_LARGE_A_FILE = said("a file of more than {count} GB", count=LARGEST_FILE_BYTES // 2**30)
OUT_OF_MEMORY = said("takes more memory than there is")
HEIC_UNREADABLE = said("HEIC that cannot be decoded")
ENDS_THE_DECODER = said("makes the decoder crash")

# By what their files begin with: images and data that are known, but not read.
_KINDS = {
    b"%!PS": "PostScript",
    b"\xc5\xd0\xd3\xc6": "PostScript",
    b"%PDF": "PDF",
    b"8BPS": "Photoshop",
    b"\xd7\xcd\xc6\x9a": "WMF",
    b"\xff\x0a": "JPEG XL",
    b"\0\0\0\x0cJXL ": "JPEG XL",
    b"<svg": "SVG",
    b"\x93NUMPY": "NumPy",
    b"\x89HDF": "HDF5",
    b"SIMPLE  =": "FITS",
    b"PAR1": "Parquet",
}
OTHER_KINDS = {mark: said("{kind}, which is not read", kind=kind) for mark, kind in _KINDS.items()}
_DICOM = "DICOM"
DICOM = said("{kind}, which is not read", kind=_DICOM)

REASONS = (
    EMPTY,
    NO_IMAGE,
    CUT_SHORT,
    TOO_LARGE,
    UNREADABLE,
    TOO_LONG,
    TOO_HEAVY,
    TOO_LARGE_A_FILE,
    OUT_OF_MEMORY,
    HEIC_UNREADABLE,
    ENDS_THE_DECODER,
    *OTHER_KINDS.values(),
    DICOM,
)


class NoImage(Exception):
    """Why a file was left out, in a few words (`reason`)."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason


def check_size(width: int, height: int, bytes_per_pixel: int = 1) -> None:
    """Raises NoImage where decoding would take more memory or time than any image is worth."""
    if width * height > LARGEST_IMAGE_PIXELS:
        raise NoImage(TOO_LARGE)
    if max(width, height) > LONGEST_SIDE_PX:
        raise NoImage(TOO_LONG)
    if width * height * bytes_per_pixel > LARGEST_LEVELS_BYTES:
        raise NoImage(TOO_HEAVY)
