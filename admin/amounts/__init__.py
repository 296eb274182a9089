"""Words and figures that claim how many: which the program writes, and which nobody may type.

Nothing here knows a table, so a round can be checked with it before anybody has answered.
"""
