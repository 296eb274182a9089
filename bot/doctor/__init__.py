"""What an installation needs so that the promise holds: one file a check in `checks`."""
