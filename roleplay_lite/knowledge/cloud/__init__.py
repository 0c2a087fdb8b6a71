"""Sources of knowledge outside the device: off until `device.toml` turns them on, redacted before anything leaves."""
