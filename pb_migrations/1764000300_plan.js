/// <reference path="../src/server/pocketbase.d.ts" />

// What planning needs: links, baselines, the history of milestone dates, deliverables, and a task's place in the sequence.
// See src/schema for the meaning of each. Reading, by stock REST and by the log, is that of the tasks: the whole team.
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
    const choice = (name, values, required = true) => ({ name, type: 'select', maxSelect: 1, required, values })
    const link = (name, target, required = true) => ({
      name,
      type: 'relation',
      collectionId: collection(target).id,
      maxSelect: 1,
      required,
      cascadeDelete: false,
    })
    const writer = { name: 'writer', type: 'text', max: 15, hidden: true }
    const team = 'project.memberships_via_project'
    const readers = `@request.query.filter:isset = false && @request.query.sort:isset = false && (${team}.user ?= @request.auth.id)`
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
      const moved = log('OLD', name).replace('VALUES (', 'SELECT ').replace(');', ' WHERE OLD.project IS NOT NEW.project;')
      run(`CREATE TRIGGER log_${name}_insert AFTER INSERT ON ${name} BEGIN ${log('NEW', name)} END`)
      run(`CREATE TRIGGER log_${name}_update AFTER UPDATE ON ${name} BEGIN ${moved} ${log('NEW', name)} END`)
      run(`CREATE TRIGGER log_${name}_delete AFTER DELETE ON ${name} BEGIN ${log('OLD', name)} END`)
    }

    make(
      'dependencies',
      [
        link('project', 'projects'),
        link('predecessor', 'tasks'),
        link('successor', 'tasks'),
        choice('type', ['FS', 'SS', 'FF', 'SF']),
        whole('lag', -10000000, 10000000),
        writer,
      ],
      [
        'CREATE UNIQUE INDEX idx_dependencies_pair ON dependencies (predecessor, successor)',
        'CREATE INDEX idx_dependencies_successor ON dependencies (successor)',
      ],
    )
    make(
      'baselines',
      [link('project', 'projects'), text('name', 120, true), day('taken_on', true), link('author', 'users')],
      ['CREATE INDEX idx_baselines_author ON baselines (author)'],
    )
    make(
      'baseline_items',
      [
        link('project', 'projects'),
        link('baseline', 'baselines'),
        text('task', 15, true),
        text('name', 200),
        day('starts_on'),
        day('ends_on'),
        whole('effort', 0, 10000000),
      ],
      ['CREATE INDEX idx_baseline_items_baseline ON baseline_items (baseline)'],
    )
    make(
      'milestone_moves',
      [
        link('project', 'projects'),
        link('task', 'tasks'),
        day('day', true),
        day('forecast_on'),
        text('reason', 300),
        link('author', 'users'),
        whole('rank', 0, null),
      ],
      [
        'CREATE INDEX idx_milestone_moves_task ON milestone_moves (task)',
        'CREATE INDEX idx_milestone_moves_author ON milestone_moves (author)',
      ],
    )
    make(
      'deliverables',
      [
        link('project', 'projects'),
        link('milestone', 'tasks', false),
        text('name', 200, true),
        link('owner', 'users', false),
        day('due'),
        text('version', 40),
        choice('state', ['planned', 'submitted', 'accepted', 'reserved']),
        text('accepted_by', 120),
        day('accepted_on'),
        text('note', 1000),
        writer,
      ],
      [
        'CREATE INDEX idx_deliverables_milestone ON deliverables (milestone)',
        'CREATE INDEX idx_deliverables_owner ON deliverables (owner)',
      ],
    )

    const tasks = collection('tasks')
    tasks.fields.add(new NumberField(whole('duration', 0, 10000000)))
    tasks.fields.add(
      new SelectField(choice('constraint_type', ['ASAP', 'ALAP', 'SNET', 'SNLT', 'FNET', 'FNLT', 'MSO', 'MFO'], false)),
    )
    tasks.fields.add(new TextField(day('constraint_on')))
    tasks.fields.add(new BoolField({ name: 'manual' }))
    tasks.fields.add(new NumberField(whole('priority', 0, 1000)))
    tasks.fields.add(new RelationField(link('owner', 'users', false)))
    tasks.fields.add(new TextField(text('external_uid', 100)))
    tasks.indexes = [...tasks.indexes, 'CREATE INDEX idx_tasks_owner ON tasks (owner)']
    app.save(tasks)
  },
  () => {},
)
