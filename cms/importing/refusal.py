"""The one way an import says no."""


class ImportRefused(Exception):
    """`code` is for programs; `message` tells a person what is wrong, where, and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message
