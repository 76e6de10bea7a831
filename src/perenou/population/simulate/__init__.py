"""What a reform costs and whom it touches, told of the families of an invented Estonia.

``outcome`` runs a law over the families, ``measures`` compares two outcomes, ``run`` does both from
beginning to end, ``tell`` puts that into sentences, tables and charts, and ``files`` writes them.
"""
