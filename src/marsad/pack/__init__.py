"""A folder of data becomes one frozen Pack."""
