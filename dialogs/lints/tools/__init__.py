"""What several lints share; no lints themselves."""
