/// <reference path="../src/server/pocketbase.d.ts" />

// What collecting with tact needs: days that go to no project, what a week's review said, actions and the words on them,
// and a doer's "finished". See src/schema for the meaning of each.
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
    const choice = (name, values) => ({ name, type: 'select', maxSelect: 1, required: true, values })
    const link = (name, target, required = true) => ({
      name,
      type: 'relation',
      collectionId: collection(target).id,
      maxSelect: 1,
      required,
      cascadeDelete: false,
    })
    const writer = { name: 'writer', type: 'text', max: 15, hidden: true }
    const make = (name, fields, indexes) =>
      app.save(new Collection({ type: 'base', name, fields: [idField, ...fields, ...dates], indexes }))

    make(
      'absences',
      [link('user', 'users'), day('day', true), choice('kind', ['leave', 'training', 'internal']), whole('effort', 0, 1000), writer],
      ['CREATE UNIQUE INDEX idx_absences_one ON absences (user, day, kind)'],
    )
    make(
      'week_reviews',
      [
        link('project', 'projects'),
        link('user', 'users'),
        { ...text('week', 8, true), pattern: '^\\d{4}-W\\d{2}$' },
        choice('state', ['validated', 'returned']),
        text('word', 500),
        link('author', 'users'),
        writer,
      ],
      [
        'CREATE UNIQUE INDEX idx_week_reviews_one ON week_reviews (project, user, week)',
        'CREATE INDEX idx_week_reviews_user ON week_reviews (user)',
        'CREATE INDEX idx_week_reviews_author ON week_reviews (author)',
      ],
    )
    make(
      'actions',
      [
        link('project', 'projects'),
        text('title', 200, true),
        text('detail', 1000),
        link('owner', 'users', false),
        day('due'),
        choice('state', ['open', 'done']),
        day('done_on'),
        link('flag', 'flags', false),
        link('author', 'users'),
        writer,
      ],
      [
        'CREATE INDEX idx_actions_project ON actions (project)',
        'CREATE INDEX idx_actions_owner ON actions (owner)',
        'CREATE INDEX idx_actions_flag ON actions (flag)',
        'CREATE INDEX idx_actions_author ON actions (author)',
      ],
    )
    make(
      'comments',
      [
        link('project', 'projects'),
        link('action', 'actions'),
        link('owner', 'users', false),
        link('author', 'users'),
        day('day', true),
        whole('rank', 0, null),
        text('text', 1000, true),
      ],
      [
        'CREATE INDEX idx_comments_action ON comments (action)',
        'CREATE INDEX idx_comments_project ON comments (project)',
        'CREATE INDEX idx_comments_owner ON comments (owner)',
        'CREATE INDEX idx_comments_author ON comments (author)',
      ],
    )
    const estimates = collection('remaining_estimates')
    estimates.fields.add(new BoolField({ name: 'finished' }))
    app.save(estimates)
  },
  () => {},
)
