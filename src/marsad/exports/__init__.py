"""The record in the forms that others work with: one file a format."""
