"""What crosses between instances, as a state machine without I/O."""
