"""How a page is made: fonts, styles, text, tables, the frame around them."""
