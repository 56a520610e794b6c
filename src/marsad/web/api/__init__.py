"""The same for programs: JSON and GeoJSON."""
