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
, isUnfiltered INTEGER NOT NULL DEFAULT 0 CHECK (isUnfiltered IN (0, 1)), projects INTEGER CHECK (projects >= 0)) STRICT;
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
, runsInARow INTEGER NOT NULL DEFAULT 0 CHECK (runsInARow >= 0), since TEXT CHECK ((since IS NULL) = (runsInARow = 0)), basis TEXT CHECK (length(basis) = 16)) STRICT;
CREATE UNIQUE INDEX episodeThatLasts ON episode (scope, finding) WHERE resolvedIn IS NULL;
CREATE INDEX episodeByEnd ON episode (resolvedIn) WHERE resolvedIn IS NOT NULL;
CREATE TABLE project (
  installation TEXT NOT NULL CHECK (installation <> ''),
  source TEXT NOT NULL CHECK (length(source) = 16),
  name TEXT NOT NULL,
  projectId TEXT NOT NULL,
  namespace TEXT NOT NULL,
  object TEXT NOT NULL,
  uid TEXT NOT NULL,
  firstSeen TEXT NOT NULL,
  lastSeen TEXT NOT NULL,
  PRIMARY KEY (installation, source, name, namespace, object)
) STRICT, WITHOUT ROWID;
CREATE TABLE projectGroup (
  installation TEXT NOT NULL CHECK (installation <> ''),
  source TEXT NOT NULL CHECK (length(source) = 16),
  gitlab TEXT NOT NULL CHECK (length(gitlab) = 16),
  path TEXT NOT NULL,
  projectId TEXT NOT NULL,
  id INTEGER NOT NULL,
  firstSeen TEXT NOT NULL,
  lastSeen TEXT NOT NULL,
  PRIMARY KEY (installation, source, gitlab, path)
) STRICT, WITHOUT ROWID;
CREATE TABLE journal (
  number INTEGER PRIMARY KEY,
  run TEXT NOT NULL,
  installation TEXT NOT NULL CHECK (installation <> ''),
  begunAt TEXT NOT NULL,
  kind TEXT NOT NULL,
  project TEXT NOT NULL,
  subject TEXT NOT NULL,
  finding TEXT CHECK (length(finding) = 16),
  act TEXT NOT NULL,
  what TEXT NOT NULL,
  outcome TEXT,
  reason TEXT,
  endedAt TEXT CHECK ((endedAt IS NULL) = (outcome IS NULL))
) STRICT;
CREATE INDEX journalByTime ON journal (installation, begunAt);
