"""Pure rules: no I/O, no clock. What a case may do, when it is due, when a plan or a closure holds."""
