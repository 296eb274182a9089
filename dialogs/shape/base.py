"""What a rule gives: where, what is wrong, what to do."""

Finding = tuple[str, str, str]
"""Path (`$.questions[2].text`), what is wrong, what to do."""
