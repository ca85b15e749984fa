/// <reference path="../src/server/pocketbase.d.ts" />

// What each device last said of itself: when it was here, and what was still waiting on it. The PMO sees it per member, so
// that a phone without network is not taken for negligence. `since`: when the oldest of it was typed, in milliseconds.
migrate(
  (app) => {
    const sql = `CREATE TABLE sync_devices (
      user TEXT NOT NULL, device TEXT NOT NULL, at INTEGER NOT NULL,
      unsent INTEGER NOT NULL, parked INTEGER NOT NULL, since INTEGER,
      PRIMARY KEY (user, device)
    ) WITHOUT ROWID`
    app.db().newQuery(sql).execute()
  },
  () => {},
)
