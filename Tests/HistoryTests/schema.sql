CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
CREATE TABLE scope (
  number INTEGER PRIMARY KEY,
  installation TEXT CHECK (installation <> ''),
  lookedAt TEXT NOT NULL CHECK (length(lookedAt) = 16)
) STRICT;
CREATE UNIQUE INDEX scopeIsUnique ON scope (ifnull(installation, ''), lookedAt);
CREATE TABLE run (
  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  scope INTEGER NOT NULL REFERENCES scope (number),
  version TEXT NOT NULL,
  startedAt TEXT NOT NULL,
  finishedAt TEXT NOT NULL
) STRICT;
CREATE TABLE episode (
  number INTEGER PRIMARY KEY,
  scope INTEGER NOT NULL REFERENCES scope (number),
  finding TEXT NOT NULL CHECK (length(finding) = 16),
  kind TEXT NOT NULL,
  project TEXT NOT NULL,
  subject TEXT NOT NULL,
  fault TEXT NOT NULL,
  severity TEXT NOT NULL,
  firstRun TEXT NOT NULL REFERENCES run (id),
  lastRun TEXT NOT NULL REFERENCES run (id),
  resolvedIn TEXT REFERENCES run (id)
) STRICT;
CREATE UNIQUE INDEX episodeThatLasts ON episode (scope, finding) WHERE resolvedIn IS NULL;
CREATE INDEX episodeByEnd ON episode (resolvedIn) WHERE resolvedIn IS NOT NULL;
