"""Acts and letters checked, whoever wrote them: what is missing, wrong or unclear, and the cure."""
