"""Early warning: what announces itself before it is grave."""
