"""What an organisation says in its own words: findings, asks, and who has checked the draft.

It writes them in a file beside the dataset. A claim about answers is a reference in braces, such
as `{share of better=lighting among age=12-14}`; the program writes the number. `file` reads,
`references` is the syntax, `meaning` finds the cells, `checking` says what is wrong, and
`starter` writes a file to begin with.
"""
