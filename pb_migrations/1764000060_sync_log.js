/// <reference path="../src/server/pocketbase.d.ts" />

// The log that devices pull from, and what makes pushing exactly-once. See docs/sync.md.
//
// `scope`, `coll`, `part`, `rec` say where a record can be read. `part` of a time entry is `YYYY-MM|user`; of a record
// that some roles may read only when it is theirs, its owner; else ''. SQLite has one writer, so the order of `seq` is
// the order of commits. A log row whose record is no longer at that place is a tombstone.
migrate(
  (app) => {
    const run = (sql) => app.db().newQuery(sql).execute()

    run(`CREATE TABLE sync_log (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      scope TEXT NOT NULL, coll TEXT NOT NULL, part TEXT NOT NULL, rec TEXT NOT NULL,
      UNIQUE (scope, coll, part, rec)
    )`)
    run('CREATE INDEX idx_sync_log_scope ON sync_log (scope, seq)')
    run(`CREATE TABLE sync_receipts (
      batch TEXT PRIMARY KEY, user TEXT NOT NULL, device TEXT NOT NULL,
      waiting INTEGER NOT NULL, at TEXT NOT NULL, response TEXT NOT NULL
    ) WITHOUT ROWID`)
    run('CREATE INDEX idx_sync_receipts_user ON sync_receipts (user, at)')
    run('CREATE TABLE sync_boots (id TEXT PRIMARY KEY, start_seq INTEGER NOT NULL, at TEXT NOT NULL)')

    const log = (from) => `INSERT OR REPLACE INTO sync_log (scope, coll, part, rec) ${from};`
    const trigger = (table, event, body, when = '') =>
      run(`CREATE TRIGGER log_${table}_${event.toLowerCase()} AFTER ${event} ON ${table} ${when} BEGIN ${body} END`)

    /** One place per record: the new one is logged, and the old one first where it was left. */
    const onePlace = (table, scope, part) => {
      const at = (row) => ({ scope: scope.replaceAll('ROW', row), part: part.replaceAll('ROW', row) })
      const [was, is] = [at('OLD'), at('NEW')]
      const put = (place, row) => log(`VALUES (${place.scope}, '${table}', ${place.part}, ${row}.id)`)
      const left = log(
        `SELECT ${was.scope}, '${table}', ${was.part}, OLD.id WHERE ${was.scope} IS NOT ${is.scope} OR ${was.part} IS NOT ${is.part}`,
      )
      trigger(table, 'INSERT', put(is, 'NEW'))
      trigger(table, 'UPDATE', left + put(is, 'NEW'))
      trigger(table, 'DELETE', put(was, 'OLD'))
    }
    onePlace('settings', `'org'`, `''`)
    onePlace('projects', 'ROW.id', `''`)
    for (const table of ['tasks', 'task_totals', 'project_weeks']) onePlace(table, 'ROW.project', `''`)
    for (const table of ['assignments', 'remaining_estimates']) onePlace(table, 'ROW.project', 'ROW.user')
    for (const table of ['flags', 'attachments']) onePlace(table, 'ROW.project', 'ROW.author')
    onePlace('time_entries', 'ROW.project', `(substr(ROW.day, 1, 7) || '|' || ROW.user)`)

    // A person and their weeks stand in their own scope and in each of their projects; the person in former ones, too,
    // where work of theirs keeps the name.
    const personal = (table, owner, projects) => {
      const put = (row) =>
        log(`VALUES ('u:' || ${row}.${owner}, '${table}', '', ${row}.id)`) +
        log(`SELECT project, '${table}', '', ${row}.id FROM (${projects.replaceAll('ROW', `${row}.${owner}`)})`)
      return { put }
    }
    const users = personal(
      'users',
      'id',
      `SELECT p.id AS project FROM projects p WHERE EXISTS (SELECT 1 FROM sync_log l
        WHERE l.scope = p.id AND l.coll = 'users' AND l.part = '' AND l.rec = ROW)`,
    )
    const shown = ['name', 'email', 'language', 'holiday_zone', 'week_pattern', 'office']
    trigger('users', 'INSERT', users.put('NEW'))
    trigger('users', 'UPDATE', users.put('NEW'), `WHEN ${shown.map((f) => `NEW.${f} IS NOT OLD.${f}`).join(' OR ')}`)
    trigger('users', 'DELETE', users.put('OLD'))
    const sheets = personal('week_sheets', 'user', 'SELECT project FROM memberships WHERE user = ROW')
    trigger('week_sheets', 'INSERT', sheets.put('NEW'))
    trigger('week_sheets', 'UPDATE', sheets.put('OLD') + sheets.put('NEW'))
    trigger('week_sheets', 'DELETE', sheets.put('OLD'))

    // Joining or leaving a project brings or takes away the person and their weeks there.
    const membership = (row) =>
      log(`VALUES ('u:' || ${row}.user, 'memberships', '', ${row}.id)`) +
      log(`VALUES (${row}.project, 'memberships', '', ${row}.id)`) +
      log(`VALUES (${row}.project, 'users', '', ${row}.user)`) +
      log(`SELECT ${row}.project, 'week_sheets', '', id FROM week_sheets WHERE user = ${row}.user`)
    trigger('memberships', 'INSERT', membership('NEW'))
    trigger('memberships', 'UPDATE', membership('OLD') + membership('NEW'))
    trigger('memberships', 'DELETE', membership('OLD'))

    // Work of somebody who is no member brings, or takes away, their name.
    const naming = { time_entries: 'user', remaining_estimates: 'user', flags: 'author', assignments: 'user' }
    for (const [table, owner] of Object.entries(naming)) {
      const isOutside = (row) =>
        `NOT EXISTS (SELECT 1 FROM memberships WHERE project = ${row}.project AND user = ${row}.${owner})`
      const put = (row) => log(`SELECT ${row}.project, 'users', '', ${row}.${owner} WHERE ${isOutside(row)}`)
      const on = (event, when, body) =>
        run(`CREATE TRIGGER name_${table}_${event.toLowerCase()} AFTER ${event} ON ${table} WHEN ${when} BEGIN ${body} END`)
      on('INSERT', isOutside('NEW'), put('NEW'))
      on('DELETE', isOutside('OLD'), put('OLD'))
      const isMoved = `NEW.project IS NOT OLD.project OR NEW.${owner} IS NOT OLD.${owner}`
      on('UPDATE', isMoved, put('OLD') + put('NEW'))
    }
  },
  () => {},
)
