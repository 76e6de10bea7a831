"""Tags of the auditor's pages."""
