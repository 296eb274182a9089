"""`consult schema`: the JSON Schema of a round file, for editors."""

import typer


def schema() -> None:
    """Print the JSON Schema with which an editor completes and explains a round file.

    Begin the round file with `# yaml-language-server: $schema=round.schema.json`.
    """
    import json  # noqa: PLC0415

    from dialogs.round_schema import round_schema  # noqa: PLC0415

    typer.echo(json.dumps(round_schema(), indent=2, ensure_ascii=False))
