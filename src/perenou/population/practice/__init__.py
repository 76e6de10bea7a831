"""Whether practice is uniform: decisions laid beside the law of their day and beside each other.

``gather`` puts a table's decisions in columns, ``intervals`` says how sure a share is, ``index``
how uniform practice is and over time, ``clusters`` where it diverges and from what cause,
``sampling`` which decisions people should look at, ``audit`` is all of it together and ``compare``
lays a later audit beside an earlier one. ``tell`` says it in words; ``planted`` invents decisions
that diverge in known ways.
"""
