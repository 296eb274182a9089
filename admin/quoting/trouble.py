"""What a person is told when quotes cannot be used."""

from admin.coding.trouble import CodingError


class QuotingError(CodingError):
    """A sheet or a file of quotes cannot be used; the message says where and what to do."""
