"""What a translator works with: the texts of a round, one by one, with what is to be known of each.

An `Entry` is one text (`entries`), told by what it is (`contexts`) and how it looks (`previews`). A
`Record` remembers from which wording each translation was made, so that one whose source has
changed is found. What a translator hands back is looked through (`taking`) before it is put into
the round. Files are read and written elsewhere.
"""
