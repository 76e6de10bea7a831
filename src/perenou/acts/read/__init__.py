"""Files that people wrote, as paragraphs with their places; nothing in a file is carried out."""
