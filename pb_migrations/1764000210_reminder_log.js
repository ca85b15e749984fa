/// <reference path="../src/server/pocketbase.d.ts" />

// How reminders travel: choices in their owner's scope only; what was sent in the owner's scope and, as week sheets do, in
// that of each of their projects.
migrate(
  (app) => {
    const log = (from) => `INSERT OR REPLACE INTO sync_log (scope, coll, part, rec) ${from};`
    const trigger = (name, on, body) =>
      app.db().newQuery(`CREATE TRIGGER ${name} AFTER ${on} BEGIN ${body} END`).execute()
    const own = (table, row) => log(`VALUES ('u:' || ${row}.user, '${table}', '', ${row}.id)`)
    const shared = (table, row) =>
      own(table, row) + log(`SELECT project, '${table}', '', ${row}.id FROM memberships WHERE user = ${row}.user`)

    for (const [table, put] of [
      ['reminder_preferences', own],
      ['reminders', shared],
    ]) {
      trigger(`log_${table}_insert`, `INSERT ON ${table}`, put(table, 'NEW'))
      trigger(`log_${table}_update`, `UPDATE ON ${table}`, put(table, 'OLD') + put(table, 'NEW'))
      trigger(`log_${table}_delete`, `DELETE ON ${table}`, put(table, 'OLD'))
    }

    // Joining or leaving a project brings or takes away the person's reminders there.
    const member = (row) => log(`SELECT ${row}.project, 'reminders', '', id FROM reminders WHERE user = ${row}.user`)
    trigger('member_reminders_insert', 'INSERT ON memberships', member('NEW'))
    trigger('member_reminders_update', 'UPDATE ON memberships', member('OLD') + member('NEW'))
    trigger('member_reminders_delete', 'DELETE ON memberships', member('OLD'))

    // Devices that hold the settings already take them again, with their new fields.
    app.db().newQuery('UPDATE settings SET updated = updated').execute()
  },
  () => {},
)
