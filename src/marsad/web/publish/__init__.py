"""The record as a static site: a folder of plain files that opens from a disk or any web server."""
