"""What says who somebody is, taken out of a question before it leaves the device, and put back into the answer."""
