"""notifications: who is told what (`table`, `audiences`, `texts`), when and how it goes out, what proves it.

An event becomes notifications and deliveries in `commands`, at the hour that `hours` says; `delivery` and `attempts`
send them through `channels` (`letters`, `messenger`). What a restore found waiting is in `hold`. `webhooks` tells
agencies' systems, by a table of its own.
"""
