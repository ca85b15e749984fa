/// <reference path="../src/server/pocketbase.d.ts" />

// What each person said of an alert, in their own scope only; from when on alerts are said, for the organisation; and what the
// digest by e-mail told already, which only the administration sees. See docs/alerts.md.
migrate(
  (app) => {
    const collection = (name) => app.findCollectionByNameOrId(name)
    const run = (sql) => app.db().newQuery(sql).execute()
    const id = { name: 'id', type: 'text', primaryKey: true, required: true, system: true, min: 15, max: 15 }
    const mine = `@request.query.filter:isset = false && @request.query.sort:isset = false && (user = @request.auth.id)`
    app.save(
      new Collection({
        type: 'base',
        name: 'alert_marks',
        fields: [
          { ...id, pattern: '^[a-z0-9]+$', autogeneratePattern: '[a-z0-9]{15}' },
          { name: 'user', type: 'relation', collectionId: collection('users').id, maxSelect: 1, required: true, cascadeDelete: false },
          { name: 'alert', type: 'text', max: 80, required: true },
          { name: 'state', type: 'select', maxSelect: 1, required: true, values: ['acknowledged', 'snoozed', 'lifted'] },
          { name: 'level', type: 'number', onlyInt: true },
          { name: 'until', type: 'text', max: 10, pattern: '^(\\d{4}-\\d{2}-\\d{2})?$' },
          { name: 'note', type: 'text', max: 300 },
          { name: 'said_on', type: 'text', required: true, max: 10, pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
          { name: 'created', type: 'autodate', onCreate: true },
          { name: 'updated', type: 'autodate', onCreate: true, onUpdate: true },
        ],
        indexes: ['CREATE UNIQUE INDEX idx_alert_marks_one ON alert_marks (user, alert)'],
        listRule: mine,
        viewRule: mine,
      }),
    )
    const log = (row) =>
      `INSERT OR REPLACE INTO sync_log (scope, coll, part, rec) VALUES ('u:' || ${row}.user, 'alert_marks', '', ${row}.id);`
    for (const [event, row] of [['INSERT', 'NEW'], ['UPDATE', 'NEW'], ['DELETE', 'OLD']])
      run(`CREATE TRIGGER log_alert_marks_${event.toLowerCase()} AFTER ${event} ON alert_marks BEGIN ${log(row)} END`)

    app.save(
      new Collection({
        type: 'base',
        name: 'alert_digests',
        fields: [
          { ...id, pattern: '^[a-z0-9]+$', autogeneratePattern: '[a-z0-9]{15}' },
          {
            name: 'user',
            type: 'relation',
            collectionId: collection('users').id,
            maxSelect: 1,
            required: true,
            cascadeDelete: true,
          },
          { name: 'week', type: 'text', max: 8, required: true, pattern: '^\\d{4}-W\\d{2}$' },
          { name: 'day', type: 'text', max: 10, required: true, pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
          { name: 'told', type: 'json', maxSize: 200000 },
          { name: 'outcome', type: 'select', maxSelect: 1, required: true, values: ['unknown', 'sent', 'failed'] },
          { name: 'created', type: 'autodate', onCreate: true },
          { name: 'updated', type: 'autodate', onCreate: true, onUpdate: true },
        ],
        indexes: ['CREATE UNIQUE INDEX idx_alert_digests_one ON alert_digests (user, week)'],
      }),
    )

    const preferences = collection('reminder_preferences')
    preferences.fields.add(new BoolField({ name: 'alerts_off', type: 'bool' }))
    app.save(preferences)
    const settings = collection('settings')
    settings.fields.add(new JSONField({ name: 'alerts', type: 'json', maxSize: 5000 }))
    app.save(settings)
    // Devices that hold these rows already take them again, with their new fields.
    run('UPDATE settings SET updated = updated')
    run('UPDATE reminder_preferences SET updated = updated')
  },
  () => {},
)
