"""Knowledge from outside the device: off unless `device.toml` turns it on."""
