"""Facts that tie numbers of a round to each other, a family of them in a file.

`answers` of one question, `groups`, `routes` and `offers` of earlier answers, `parts` of places and
shared points, `votes` on statements, `themes` of coded texts, `people` who left or were set apart,
`process` by language and of added sentences. `admin.linking` puts them all together.
"""
