"""Questions over every family of a bounded shape, answered with a case file or a proof."""
