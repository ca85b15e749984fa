/// <reference path="../src/server/pocketbase.d.ts" />

// Where browsers take push messages, and the key pair that signs them. Plain tables: no API shows them, and they travel with
// a backup. An endpoint belongs to one person: whoever signs in on that device takes it over.
migrate(
  (app) => {
    const run = (sql) => app.db().newQuery(sql).execute()
    run(`CREATE TABLE push_subscriptions (
      endpoint TEXT PRIMARY KEY, user TEXT NOT NULL, device TEXT NOT NULL,
      p256dh TEXT NOT NULL, auth TEXT NOT NULL, at TEXT NOT NULL,
      UNIQUE (user, device)
    ) WITHOUT ROWID`)
    run(`CREATE TABLE push_keys (
      id INTEGER PRIMARY KEY CHECK (id = 1), private TEXT NOT NULL, public TEXT NOT NULL, at TEXT NOT NULL
    )`)
    run(`CREATE TRIGGER push_users_delete AFTER DELETE ON users BEGIN
      DELETE FROM push_subscriptions WHERE user = OLD.id;
    END`)
  },
  () => {},
)
