/// <reference path="../src/server/pocketbase.d.ts" />

// What people give: plan, time, remaining, weeks, flags with photos; and the two tables that triggers keep from it.
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
    const day = (name, required = false) => ({
      name,
      type: 'text',
      max: 10,
      required,
      pattern: '^(\\d{4}-\\d{2}-\\d{2})?$',
    })
    const week = () => ({ name: 'week', type: 'text', max: 8, required: true, pattern: '^\\d{4}-W\\d{2}$' })
    const whole = (name, min, max) => ({ name, type: 'number', onlyInt: true, min, max })
    const choice = (name, values) => ({ name, type: 'select', maxSelect: 1, required: true, values })
    const link = (name, target, required = true) => ({
      name,
      type: 'relation',
      collectionId: collection(target).id,
      maxSelect: 1,
      required,
      cascadeDelete: false,
    })
    const make = (name, fields, indexes) => app.save(new Collection({ type: 'base', name, fields, indexes }))
    const makeDated = (name, fields, indexes) => make(name, [idField, ...fields, ...dates], indexes)

    makeDated(
      'assignments',
      [link('project', 'projects'), link('task', 'tasks'), link('user', 'users'), whole('effort', 0, 10000000)],
      [
        'CREATE INDEX idx_assignments_task ON assignments (task, user)',
        'CREATE INDEX idx_assignments_project ON assignments (project)',
        'CREATE INDEX idx_assignments_user ON assignments (user)',
      ],
    )
    makeDated(
      'time_entries',
      [
        link('project', 'projects'),
        link('task', 'tasks'),
        link('user', 'users'),
        day('day', true),
        whole('effort', 0, 1000),
        text('comment', 500),
        link('author', 'users'),
      ],
      [
        'CREATE UNIQUE INDEX idx_time_entries_one ON time_entries (user, task, day)',
        'CREATE INDEX idx_time_entries_user_day ON time_entries (user, day)',
        'CREATE INDEX idx_time_entries_task ON time_entries (task, day)',
        'CREATE INDEX idx_time_entries_project ON time_entries (project)',
        'CREATE INDEX idx_time_entries_author ON time_entries (author)',
      ],
    )
    makeDated(
      'remaining_estimates',
      [
        link('project', 'projects'),
        link('task', 'tasks'),
        link('user', 'users'),
        day('day', true),
        whole('remaining', 0, 10000000),
        { name: 'progress', type: 'json', maxSize: 10 },
        whole('rank', 0, null),
      ],
      [
        'CREATE INDEX idx_estimates_task ON remaining_estimates (task, user, day, rank)',
        'CREATE INDEX idx_estimates_project ON remaining_estimates (project)',
        'CREATE INDEX idx_estimates_user ON remaining_estimates (user)',
      ],
    )
    makeDated(
      'week_sheets',
      [link('user', 'users'), week(), choice('state', ['open', 'submitted']), text('comment', 500)],
      ['CREATE UNIQUE INDEX idx_week_sheets_one ON week_sheets (user, week)'],
    )
    makeDated(
      'flags',
      [
        link('project', 'projects'),
        link('task', 'tasks', false),
        link('author', 'users'),
        day('day', true),
        choice('kind', ['risk', 'issue', 'need']),
        choice('severity', ['low', 'medium', 'high']),
        text('sentence', 1000, true),
        { name: 'photos', type: 'json', maxSize: 500 },
        choice('state', ['new', 'risk', 'issue', 'action', 'closed']),
        text('answer', 1000),
      ],
      [
        'CREATE INDEX idx_flags_project ON flags (project)',
        'CREATE INDEX idx_flags_author ON flags (author)',
        'CREATE INDEX idx_flags_task ON flags (task)',
      ],
    )
    const photo = { name: 'file', type: 'file', required: true, maxSelect: 1, maxSize: 2000000, protected: true }
    makeDated(
      'attachments',
      [
        link('project', 'projects'),
        link('flag', 'flags'),
        link('author', 'users'),
        { ...photo, mimeTypes: ['image/jpeg', 'image/png', 'image/webp'] },
        text('sha256', 64, true),
      ],
      [
        'CREATE INDEX idx_attachments_flag ON attachments (flag)',
        'CREATE INDEX idx_attachments_project ON attachments (project)',
        'CREATE INDEX idx_attachments_author ON attachments (author)',
      ],
    )
    make(
      'task_totals',
      [
        idField,
        link('project', 'projects'),
        whole('actuals', 0, null),
        whole('remaining', 0, null),
        whole('unconfirmed', 0, null),
        day('confirmed_on'),
        day('last_day'),
        { name: 'progress', type: 'json', maxSize: 10 },
      ],
      ['CREATE INDEX idx_task_totals_project ON task_totals (project)'],
    )
    make(
      'project_weeks',
      // The project's id followed by year and week.
      [{ ...idField, min: 21, max: 21, autogeneratePattern: '[a-z0-9]{21}' }, link('project', 'projects'), week(), whole('effort', 0, null)],
      ['CREATE INDEX idx_project_weeks_project ON project_weeks (project)'],
    )
  },
  () => {},
)
