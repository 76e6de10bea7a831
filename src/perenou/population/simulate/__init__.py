"""What a reform costs and whom it touches, told of the families of an invented Estonia.

``outcome`` runs a law over the families, ``measures`` compares two outcomes, ``tell`` puts that
into sentences and tables, ``charts`` draws it, and ``files`` writes page, tables and charts.
"""
