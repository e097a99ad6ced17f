"""The report page: looking at a PDF before it is printed or saved."""
