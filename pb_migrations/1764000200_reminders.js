/// <reference path="../src/server/pocketbase.d.ts" />

// How each person wants to be reminded, what was sent to them, and what the organisation decided for all. See
// docs/reminders.md.
migrate(
  (app) => {
    const users = app.findCollectionByNameOrId('users')
    const id = { name: 'id', type: 'text', primaryKey: true, required: true, system: true, min: 15, max: 15 }
    const idField = { ...id, pattern: '^[a-z0-9]+$', autogeneratePattern: '[a-z0-9]{15}' }
    const dates = [
      { name: 'created', type: 'autodate', onCreate: true },
      { name: 'updated', type: 'autodate', onCreate: true, onUpdate: true },
    ]
    const day = (name, required) => ({ name, type: 'text', max: 10, required, pattern: '^(\\d{4}-\\d{2}-\\d{2})?$' })
    const whole = (name, min, max) => ({ name, type: 'number', onlyInt: true, min, max })
    const yesNo = (name) => ({ name, type: 'bool' })
    const choice = (name, values) => ({ name, type: 'select', maxSelect: 1, required: true, values })
    const owner = { name: 'user', type: 'relation', collectionId: users.id, maxSelect: 1, required: true, cascadeDelete: false }
    const tone = choice('tone', ['neutral', 'short', 'warm'])

    // Reading by the stock API, as in 1764000050: one path for all conditions over memberships, every one with ?=.
    const me = '@request.auth.id'
    const unasked = '@request.query.filter:isset = false && @request.query.sort:isset = false'
    const mine = `user = ${me}`
    const colleagues = 'user.memberships_via_user.project.memberships_via_project'
    const led = `${colleagues}.user ?= ${me} && (${colleagues}.role ?= "manager" || ${colleagues}.role ?= "pmo")`
    const make = (name, rule, fields, indexes) => {
      const readable = { listRule: `${unasked} && (${rule})`, viewRule: `${unasked} && (${rule})` }
      app.save(new Collection({ type: 'base', name, fields: [idField, owner, ...fields, ...dates], indexes, ...readable }))
    }

    make(
      'reminder_preferences',
      mine,
      [
        ...['off', 'by_push', 'by_email', 'by_app'].map(yesNo),
        whole('from_minute', 0, 1440),
        whole('to_minute', 0, 1440),
        { name: 'quiet_days', type: 'json', maxSize: 100 },
        whole('weekly_cap', 1, 7),
        tone,
        { name: 'zone', type: 'text', max: 60 },
        day('snoozed_until', false),
      ],
      ['CREATE UNIQUE INDEX idx_reminder_preferences_user ON reminder_preferences (user)'],
    )
    make(
      'reminders',
      `${mine} || (${led})`,
      [
        { name: 'week', type: 'text', max: 8, required: true, pattern: '^\\d{4}-W\\d{2}$' },
        whole('n', 1, null),
        day('day', true),
        choice('channel', ['push', 'email', 'app']),
        tone,
        choice('outcome', ['unknown', 'sent', 'failed']),
      ],
      ['CREATE UNIQUE INDEX idx_reminders_one ON reminders (user, week, n)'],
    )

    const settings = app.findCollectionByNameOrId('settings')
    settings.fields.add(new BoolField(yesNo('reminders_off')))
    settings.fields.add(new NumberField(whole('reminder_from', 0, 1440)))
    settings.fields.add(new NumberField(whole('reminder_to', 0, 1440)))
    app.save(settings)
  },
  () => {},
)
