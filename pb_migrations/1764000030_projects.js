/// <reference path="../src/server/pocketbase.d.ts" />

// The organisation's settings, projects, who belongs to them, and their tasks. Required relations without cascade make
// PocketBase refuse the deletion of anything that is still referred to.
migrate(
  (app) => {
    const users = app.findCollectionByNameOrId('users')
    const id = { name: 'id', type: 'text', primaryKey: true, required: true, system: true, min: 15, max: 15 }
    const idField = { ...id, pattern: '^[a-z0-9]+$', autogeneratePattern: '[a-z0-9]{15}' }
    const dates = [
      { name: 'created', type: 'autodate', onCreate: true },
      { name: 'updated', type: 'autodate', onCreate: true, onUpdate: true },
    ]
    const text = (name, max, required = false) => ({ name, type: 'text', max, required })
    const day = (name) => ({ name, type: 'text', max: 10, pattern: '^(\\d{4}-\\d{2}-\\d{2})?$' })
    const whole = (name, min, max) => ({ name, type: 'number', onlyInt: true, min, max })
    const choice = (name, values) => ({ name, type: 'select', maxSelect: 1, required: true, values })
    const link = (name, collection, required = true) => ({
      name,
      type: 'relation',
      collectionId: collection.id,
      maxSelect: 1,
      required,
      cascadeDelete: false,
    })
    const make = (name, fields, indexes) => {
      const made = new Collection({ type: 'base', name, fields: [idField, ...fields, ...dates], indexes })
      app.save(made)
      return app.findCollectionByNameOrId(name)
    }

    make(
      'settings',
      [
        text('organisation', 120),
        whole('day_minutes', 60, 1440),
        whole('entry_step', 0, 1000),
        whole('day_limit', 0, 10000),
        text('holiday_zone', 60),
        text('currency', 3),
      ],
      [],
    )
    const projects = make(
      'projects',
      [
        text('code', 20),
        text('name', 120, true),
        text('programme', 120),
        choice('state', ['draft', 'active', 'closed']),
        day('starts_on'),
        day('ends_on'),
        whole('color', 0, 7),
        day('closed_through'),
      ],
      [],
    )
    make(
      'memberships',
      [
        link('project', projects),
        link('user', users),
        choice('role', ['contributor', 'manager', 'pmo', 'sponsor']),
        whole('allocation', 0, 1000),
      ],
      [
        'CREATE UNIQUE INDEX idx_memberships_pair ON memberships (project, user)',
        'CREATE INDEX idx_memberships_user ON memberships (user, project)',
      ],
    )
    const tasks = make(
      'tasks',
      [
        link('project', projects),
        choice('kind', ['phase', 'task', 'milestone']),
        text('name', 200, true),
        whole('position', null, null),
        whole('original_effort', 0, 10000000),
        whole('approved_change', null, null),
        choice('state', ['open', 'done']),
        day('starts_on'),
        day('ends_on'),
        day('baseline_on'),
        day('forecast_on'),
        day('actual_on'),
        day('imposed_on'),
        { name: 'physical_progress', type: 'json', maxSize: 10 },
      ],
      ['CREATE INDEX idx_tasks_project ON tasks (project)'],
    )
    tasks.fields.add(new RelationField(link('parent', tasks, false)))
    tasks.indexes = [...tasks.indexes, 'CREATE INDEX idx_tasks_parent ON tasks (parent)']
    app.save(tasks)
  },
  () => {},
)
