"""Plans of parental benefit: what a family may do, what it brings, and what each wish costs.

A plan is a list of days claimed. ``patterns`` thinks of plans, ``judge`` lets the rules of the law
decide what of each is paid, ``search`` finds the best.
"""
