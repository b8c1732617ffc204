"""What every service's web side has in common: routes that say who may use them, errors, sign-in, lists."""
