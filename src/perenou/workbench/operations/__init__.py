"""What whoever runs the workbench needs: health, figures, backup and restore, checks before use."""
