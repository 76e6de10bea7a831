"""The workbench: the rooms below in the browser, with accounts, rights and an audit trail."""
