"""What keeps a brief from being made, in words for whoever asked for it."""


class BriefError(ValueError):
    """A brief cannot be made as it was asked for; the message says what can be."""
