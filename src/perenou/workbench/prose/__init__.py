"""Letters and pages: checked, mended, handed on, and kept in a register that follows the law."""
