"""Letters and pages that anybody wrote, laid beside the law of their day and of today."""
