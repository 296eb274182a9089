"""A consultation in a bot that an organisation runs already.

`in_aiogram` and `in_ptb` hand its updates to a `Guest`, which keeps to what is its own (`ours`).
"""
