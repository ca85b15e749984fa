/// <reference path="../src/server/pocketbase.d.ts" />

// The log of 1764000060 for the collections of 1764000100.
migrate(
  (app) => {
    const run = (sql) => app.db().newQuery(sql).execute()
    const log = (from) => `INSERT OR REPLACE INTO sync_log (scope, coll, part, rec) ${from};`
    const trigger = (name, event, table, body) =>
      run(`CREATE TRIGGER ${name} AFTER ${event} ON ${table} BEGIN ${body} END`)

    /** One place per record, in the project's scope; `part` is the owner, where it decides who reads it. */
    const inProject = (table, owner) => {
      const put = (row) => log(`VALUES (${row}.project, '${table}', ${row}.${owner}, ${row}.id)`)
      const left = log(`SELECT OLD.project, '${table}', OLD.${owner}, OLD.id
        WHERE OLD.project IS NOT NEW.project OR OLD.${owner} IS NOT NEW.${owner}`)
      trigger(`log_${table}_insert`, 'INSERT', table, put('NEW'))
      trigger(`log_${table}_update`, 'UPDATE', table, left + put('NEW'))
      trigger(`log_${table}_delete`, 'DELETE', table, put('OLD'))
    }
    inProject('week_reviews', 'user')
    inProject('actions', 'owner')
    inProject('comments', 'owner')

    // An absence stands in its person's own scope and in each of their projects.
    const absence = (row) =>
      log(`VALUES ('u:' || ${row}.user, 'absences', '', ${row}.id)`) +
      log(`SELECT project, 'absences', '', ${row}.id FROM memberships WHERE user = ${row}.user`)
    trigger('log_absences_insert', 'INSERT', 'absences', absence('NEW'))
    trigger('log_absences_update', 'UPDATE', 'absences', absence('OLD') + absence('NEW'))
    trigger('log_absences_delete', 'DELETE', 'absences', absence('OLD'))
    const membership = (row) =>
      log(`SELECT ${row}.project, 'absences', '', id FROM absences WHERE user = ${row}.user`)
    trigger('log_absences_member_insert', 'INSERT', 'memberships', membership('NEW'))
    trigger('log_absences_member_update', 'UPDATE', 'memberships', membership('OLD') + membership('NEW'))
    trigger('log_absences_member_delete', 'DELETE', 'memberships', membership('OLD'))
  },
  () => {},
)
