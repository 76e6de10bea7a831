"""Questions of colleagues and their answers: asked, prepared, answered, published, found again."""
