"""From commit to effect, exactly once and in order, over Kafka. Knows no word of the domain."""
