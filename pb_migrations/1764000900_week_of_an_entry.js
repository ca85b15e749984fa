/// <reference path="../src/server/pocketbase.d.ts" />

// The ISO week of a day in one call of the database instead of seven: half of what keeping the totals cost an entry.
migrate(
  (app) => {
    const thursday = (row) => `date(${row}.day, '-3 days', 'weekday 4')`
    const year = (row) => `strftime('%Y', ${thursday(row)})`
    const number = (row) => `printf('%02d', (strftime('%j', ${thursday(row)}) - 1) / 7 + 1)`
    const said = (sql, row) =>
      sql
        .replaceAll(`${year(row)} || '-W' || ${number(row)}`, `strftime('%G-W%V', ${row}.day)`)
        .replaceAll(`${year(row)} || ${number(row)}`, `strftime('%G%V', ${row}.day)`)

    for (const name of ['total_entries_insert', 'total_entries_update', 'total_entries_delete']) {
      const found = new DynamicModel({ sql: '' })
      app.db().newQuery(`SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = '${name}'`).one(found)
      app.db().newQuery(`DROP TRIGGER ${name}`).execute()
      app.db().newQuery(said(said(found.sql, 'NEW'), 'OLD')).execute()
    }
  },
  () => {},
)
