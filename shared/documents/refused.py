"""Why a file is not taken."""


class Refused(Exception):
    """`code`: one of `file_errors`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
