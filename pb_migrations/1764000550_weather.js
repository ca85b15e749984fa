/// <reference path="../src/server/pocketbase.d.ts" />

// The weather of projects, as decided: one report a project and day. Whoever follows the project reads it, contributors don't.
migrate(
  (app) => {
    const collection = (name) => app.findCollectionByNameOrId(name)
    const id = { name: 'id', type: 'text', primaryKey: true, required: true, system: true, min: 15, max: 15 }
    const link = (name, target) => ({
      name,
      type: 'relation',
      collectionId: collection(target).id,
      maxSelect: 1,
      required: true,
      cascadeDelete: false,
    })
    const states = ['sun', 'cloud', 'storm']
    const team = 'project.memberships_via_project'
    const following = ['manager', 'pmo', 'sponsor'].map(
      (role) => `(${team}.user ?= @request.auth.id && ${team}.role ?= "${role}")`,
    )
    const readers = `@request.query.filter:isset = false && @request.query.sort:isset = false && (${following.join(' || ')})`
    app.save(
      new Collection({
        type: 'base',
        name: 'weather_reports',
        fields: [
          { ...id, pattern: '^[a-z0-9]+$', autogeneratePattern: '[a-z0-9]{15}' },
          link('project', 'projects'),
          { name: 'day', type: 'text', required: true, max: 10, pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
          { name: 'state', type: 'select', maxSelect: 1, required: true, values: states },
          { name: 'proposed', type: 'select', maxSelect: 1, required: false, values: states },
          { name: 'comment', type: 'text', max: 1000 },
          { name: 'action', type: 'text', max: 1000 },
          link('author', 'users'),
          { name: 'writer', type: 'text', max: 15, hidden: true },
          { name: 'created', type: 'autodate', onCreate: true },
          { name: 'updated', type: 'autodate', onCreate: true, onUpdate: true },
        ],
        indexes: [
          'CREATE UNIQUE INDEX idx_weather_reports_one ON weather_reports (project, day)',
          'CREATE INDEX idx_weather_reports_author ON weather_reports (author)',
        ],
        listRule: readers,
        viewRule: readers,
      }),
    )
    const log = (row) =>
      `INSERT OR REPLACE INTO sync_log (scope, coll, part, rec) VALUES (${row}.project, 'weather_reports', '', ${row}.id);`
    const run = (sql) => app.db().newQuery(sql).execute()
    run(`CREATE TRIGGER log_weather_reports_insert AFTER INSERT ON weather_reports BEGIN ${log('NEW')} END`)
    run(`CREATE TRIGGER log_weather_reports_update AFTER UPDATE ON weather_reports BEGIN ${log('NEW')} END`)
    run(`CREATE TRIGGER log_weather_reports_delete AFTER DELETE ON weather_reports BEGIN ${log('OLD')} END`)
  },
  () => {},
)
