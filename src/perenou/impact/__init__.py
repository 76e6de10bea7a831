"""What a change of the law touches: everything that cites a provision, found by the provision."""
