"""What a character can look up: packs on the device, private documents, and, where it is turned on, the cloud."""
