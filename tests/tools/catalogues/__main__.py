"""The commands: extract, update, scripts."""

import argparse

from bot.catalogues import LOCALES
from tests.tools.catalogues import po, template, updating
from tests.tools.catalogues.scripts import made


def _extract() -> None:
    template.POT.write_text(template.text(), encoding="utf-8")


def _update() -> None:
    _extract()
    for path in po.paths():
        old = po.read(path)
        path.write_text(po.text(updating.updated(old)), encoding="utf-8")
        new = po.read(path)
        print(f"{new.language}: {new.counted()}")  # noqa: T201 - a command tells what it did


def _scripts() -> None:
    for path, text in made().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(str(LOCALES)))  # noqa: T201


COMMANDS = {"extract": _extract, "update": _update, "scripts": _scripts}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.tools.catalogues")
    parser.add_argument("command", choices=COMMANDS)
    COMMANDS[parser.parse_args().command]()
