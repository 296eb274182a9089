"""Keeps the catalogues in step with the code: of the interface, and of the words of briefs.

    python -m tests.tools.catalogues extract   # code → locales/consult.pot, locales/brief.pot
    python -m tests.tools.catalogues update    # template → every .po; changed messages are fuzzy
    python -m tests.tools.catalogues scripts   # sr-Cyrl from sr-Latn, uz-Cyrl from uz-Latn

Translators change `msgstr` only; everything else in a catalogue is written by `update`. A message
is taken from the code in the order of files and lines, and so it stands in every catalogue. Where
the texts are and what is said of them to translators: `domains.py`.
"""
