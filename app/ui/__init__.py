"""What is on screen. It asks the workspace for records and the domain for what they mean."""
