"""The sections of documents, a file each; `admin.briefs.audiences` says who reads which.

Each file has one function `section(context)`; it returns None when there is nothing to say.
"""
