"""How databases, stages and disturbances of the campaign are called."""

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
DATABASES = (SQLITE, POSTGRESQL)
CRAWL, MIGRATE, MAIL = "crawl", "migrate", "mail"
STAGES = (CRAWL, "match", "judge", "report", "backup", MAIL, MIGRATE)
"""All stages, in the order in which they are played."""
KINDS = ("kill", "lock", "shut", "full", "restart")
"""All disturbances."""
