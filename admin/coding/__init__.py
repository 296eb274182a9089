"""Coding: people give free texts themes of a codebook, each reading alone and seeing texts alone.

    codebook.yaml     what each theme means, written by the organisation (`codebook`)
    ids.key           makes the numbers by which sheets call texts (`numbering`)
    *.xlsx            sheets: to read, one for each coder, to settle (`writing`, `reading`)
    v1.json, v2.json  the layer: who gave which text which themes (`layer`)

They lie in a folder for each question, apart from the dataset, which never changes. Nothing in here
reads the responses: coders see texts alone. In a round that says so, `admin.analysis.by_group`
counts themes by group, with the sealed link from texts to responses, which is then destroyed.
"""
