"""Files and signatures, and the spreadsheets and PDFs that the worker makes.

Floor 1. Points to nothing: the package that owns a letter or a claim decides who may fetch its file.
Words: document, signature, rendering.

"""
