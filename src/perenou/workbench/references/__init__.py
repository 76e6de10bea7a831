"""What people wrote that rests on a provision, found by the provision."""
