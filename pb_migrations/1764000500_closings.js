/// <reference path="../src/server/pocketbase.d.ts" />

// Closings: immutable snapshots of a project, made by the server alone. Contributors don't read them. Time that arrives in a
// period closed already is marked by a trigger. See src/schema/closing.ts for the meaning of each.
migrate(
  (app) => {
    const collection = (name) => app.findCollectionByNameOrId(name)
    const id = { name: 'id', type: 'text', primaryKey: true, required: true, system: true, min: 15, max: 15 }
    const idField = { ...id, pattern: '^[a-z0-9]+$', autogeneratePattern: '[a-z0-9]{15}' }
    const dates = [
      { name: 'created', type: 'autodate', onCreate: true },
      { name: 'updated', type: 'autodate', onCreate: true, onUpdate: true },
    ]
    const text = (name, max, required = false) => ({ name, type: 'text', max, required })
    const day = (name, required = false) => ({ ...text(name, 10, required), pattern: '^(\\d{4}-\\d{2}-\\d{2})?$' })
    const whole = (name, min, max) => ({ name, type: 'number', onlyInt: true, min, max })
    // A number that may be unknown: PocketBase's own numbers read null as 0.
    const maybe = (name) => ({ name, type: 'json', maxSize: 20 })
    const choice = (name, values) => ({ name, type: 'select', maxSelect: 1, required: true, values })
    const link = (name, target, required = true) => ({
      name,
      type: 'relation',
      collectionId: collection(target).id,
      maxSelect: 1,
      required,
      cascadeDelete: false,
    })
    const team = 'project.memberships_via_project'
    const following = ['manager', 'pmo', 'sponsor'].map(
      (role) => `(${team}.user ?= @request.auth.id && ${team}.role ?= "${role}")`,
    )
    const readers = `@request.query.filter:isset = false && @request.query.sort:isset = false && (${following.join(' || ')})`
    const run = (sql) => app.db().newQuery(sql).execute()
    const log = (row, table) =>
      `INSERT OR REPLACE INTO sync_log (scope, coll, part, rec) VALUES (${row}.project, '${table}', '', ${row}.id);`
    const make = (name, fields, indexes) => {
      app.save(
        new Collection({
          type: 'base',
          name,
          fields: [idField, ...fields, ...dates],
          indexes: [...indexes, `CREATE INDEX idx_${name}_project ON ${name} (project)`],
          listRule: readers,
          viewRule: readers,
        }),
      )
      run(`CREATE TRIGGER log_${name}_insert AFTER INSERT ON ${name} BEGIN ${log('NEW', name)} END`)
      run(`CREATE TRIGGER log_${name}_update AFTER UPDATE ON ${name} BEGIN ${log('NEW', name)} END`)
      run(`CREATE TRIGGER log_${name}_delete AFTER DELETE ON ${name} BEGIN ${log('OLD', name)} END`)
    }
    const figures = [
      whole('original', 0, null),
      whole('changes', null, null),
      whole('actuals', 0, null),
      whole('remaining', 0, null),
      maybe('progress'),
      whole('late', null, null),
    ]

    make(
      'closings',
      [
        link('project', 'projects'),
        day('through', true),
        whole('rank', 0, null),
        text('previous', 15),
        link('author', 'users'),
        whole('closed_at', 0, null),
        text('note', 2000),
        choice('state', ['closed', 'reopened']),
        link('reopened_by', 'users', false),
        whole('reopened_at', 0, null),
        text('reopen_reason', 300),
        ...figures,
        whole('expected', 0, null),
        whole('entered', 0, null),
        whole('open_risks', 0, null),
        whole('open_actions', 0, null),
        whole('overdue_actions', 0, null),
        maybe('cost'),
      ],
      ['CREATE UNIQUE INDEX idx_closings_rank ON closings (project, rank)'],
    )
    make(
      'closing_items',
      [
        link('project', 'projects'),
        link('closing', 'closings'),
        text('task', 15, true),
        text('parent', 15),
        choice('kind', ['phase', 'task', 'milestone']),
        text('name', 200),
        whole('position', null, null),
        choice('state', ['open', 'done']),
        ...figures,
        day('confirmed_on'),
        day('baseline_on'),
        day('forecast_on'),
        day('actual_on'),
        day('imposed_on'),
        maybe('cost'),
      ],
      ['CREATE INDEX idx_closing_items_closing ON closing_items (closing)'],
    )

    const settings = collection('settings')
    settings.fields.add(new BoolField({ name: 'closing_strict' }))
    app.save(settings)

    const entries = collection('time_entries')
    entries.fields.add(new BoolField({ name: 'late' }))
    // A closing reads the days of its period, never the history.
    entries.indexes = [
      ...entries.indexes.filter((sql) => !sql.includes('idx_time_entries_project ')),
      'CREATE INDEX idx_time_entries_project_day ON time_entries (project, day)',
    ]
    app.save(entries)
    run(`CREATE TRIGGER late_entries_insert AFTER INSERT ON time_entries
      WHEN NEW.day <= (SELECT closed_through FROM projects WHERE id = NEW.project)
      BEGIN UPDATE time_entries SET late = TRUE WHERE id = NEW.id; END`)
  },
  () => {},
)
