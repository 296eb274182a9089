"""The work with a round file and a translator's: hand out, take back, settle, count, try out."""
