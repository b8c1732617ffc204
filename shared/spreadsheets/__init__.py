"""Files that people fill in with a spreadsheet program, XLSX or CSV: read into rows under headings that are known, and
refused as a whole with what is wrong in which cell."""
