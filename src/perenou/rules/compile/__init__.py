"""The reading *compile*: the law of a day as one loop of machine code over tables of families.

``graph`` finds what the asked names rest on and folds over it what a table says nothing about;
``source`` and ``fold`` turn a norm's function into plain arithmetic, ``cuts`` lets the passing day
into it; ``schedule``, ``inline`` and ``blocks`` write the loops and ``program`` the whole, which
``machine`` makes machine code of and ``kernel`` runs.
"""
