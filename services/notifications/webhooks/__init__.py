"""Webhooks: agencies' own systems are told of events over HTTP, by Standard Webhooks (standardwebhooks.com)."""
