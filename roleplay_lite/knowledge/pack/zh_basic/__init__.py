"""The default pack, made from packages with clear licences and from the tables in `curated`."""
