"""Quotes: two people read what may be quoted, and approve what may be printed and in which words.

    ids.key           makes the numbers by which sheets, briefs and own findings call a quote
    *.xlsx            the sheet on which both work (`writing`, `reading`)
    v1.json, v2.json  what is approved (`approved`)

They lie in a folder of their own, apart from the dataset, which never changes. Only texts whose
author has said yes are ever seen here, and nothing in here reads the responses: nothing joins a
text to the person's other answers, and nothing may.
"""
