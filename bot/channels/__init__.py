"""The ways to reach a person. Each adapter is one file, named `via_<library>`."""
