"""Tells all that is wrong with the content at once; it repairs nothing."""

from collections.abc import Sequence


class InvalidContent(Exception):
    """The content in data/ or locales/ cannot be used. `problems` holds one sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = list(problems)
