"""What every page, form and dialog is made from."""
