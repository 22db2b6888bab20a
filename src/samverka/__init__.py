"""Samverka carries a development network from open call to audited co-financing."""
