"""What befalls invented families: by theme, a function that draws one."""
