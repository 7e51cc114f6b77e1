"""The one exception that a user is meant to read."""


class UserError(Exception):
    """Something that the user can put right: one sentence of cause, one of remedy.

    Args:
        sentence: what happened and why, in plain words, ending with a full stop.
        remedy: what to do about it; may be empty.
        field: the dotted name of the setting at fault ("optimisation.batch_size"), so that a form can
            show the sentence beside it.
    """

    def __init__(self, sentence: str, remedy: str = "", field: str | None = None) -> None:
        super().__init__(f"{sentence} {remedy}".strip())
        self.sentence = sentence
        self.remedy = remedy
        self.field = field


class Cancelled(Exception):
    """Raised inside a computation whose caller no longer wants its result."""
