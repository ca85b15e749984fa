/// <reference path="../src/server/pocketbase.d.ts" />

// Money: rates, budget lines, change orders, and what the time of each task cost. Contributors read none of it, sponsors no
// rate. The cost is kept by triggers, so that no screen re-reads the history. See src/schema/{rate,budget-line,change-order,
// task-cost}.ts for the meaning of each; a property test compares the cost with a plain recomputation.
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
    const link = (name, target) => ({
      name,
      type: 'relation',
      collectionId: collection(target).id,
      maxSelect: 1,
      required: true,
      cascadeDelete: false,
    })
    const MOST = 1000000000000
    const cents = (name) => whole(name, 0, MOST)
    const writer = { name: 'writer', type: 'text', max: 15, hidden: true }
    const team = 'project.memberships_via_project'
    const readers = (roles) =>
      `@request.query.filter:isset = false && @request.query.sort:isset = false && (${roles
        .map((role) => `(${team}.user ?= @request.auth.id && ${team}.role ?= "${role}")`)
        .join(' || ')})`
    const LEADING = ['manager', 'pmo']
    const FOLLOWING = [...LEADING, 'sponsor']
    const run = (sql) => app.db().newQuery(sql).execute()
    const log = (row, table) =>
      `INSERT OR REPLACE INTO sync_log (scope, coll, part, rec) VALUES (${row}.project, '${table}', '', ${row}.id);`
    const make = (name, roles, fields, indexes) => {
      app.save(
        new Collection({
          type: 'base',
          name,
          fields: [idField, ...fields, ...dates],
          indexes: [...indexes, `CREATE INDEX idx_${name}_project ON ${name} (project)`],
          listRule: readers(roles),
          viewRule: readers(roles),
        }),
      )
      run(`CREATE TRIGGER log_${name}_insert AFTER INSERT ON ${name} BEGIN ${log('NEW', name)} END`)
      run(`CREATE TRIGGER log_${name}_update AFTER UPDATE ON ${name} BEGIN ${log('NEW', name)} END`)
      run(`CREATE TRIGGER log_${name}_delete AFTER DELETE ON ${name} BEGIN ${log('OLD', name)} END`)
    }

    make(
      'rates',
      LEADING,
      [
        link('project', 'projects'),
        text('profile', 80, true),
        day('starts_on', true),
        whole('daily_rate', 0, 10000000),
        writer,
      ],
      ['CREATE UNIQUE INDEX idx_rates_profile ON rates (project, profile, starts_on)'],
    )
    make(
      'budget_lines',
      FOLLOWING,
      [
        link('project', 'projects'),
        choice('kind', ['labour', 'purchase']),
        text('phase', 15),
        text('category', 80),
        text('label', 200, true),
        ...['budget', 'committed', 'actual', 'to_commit'].map(cents),
        text('note', 1000),
        writer,
      ],
      [],
    )
    make(
      'change_orders',
      FOLLOWING,
      [
        link('project', 'projects'),
        text('task', 15),
        day('day', true),
        text('label', 200, true),
        whole('effort', -10000000, 10000000),
        whole('amount', -MOST, MOST),
        choice('state', ['proposed', 'approved', 'refused']),
        day('decided_on'),
        link('author', 'users'),
        writer,
      ],
      ['CREATE INDEX idx_change_orders_author ON change_orders (author)'],
    )
    make(
      'task_costs',
      FOLLOWING,
      [link('project', 'projects'), whole('cost', 0, null), whole('unpriced', 0, null)],
      [],
    )

    // As what each person works, kept when they leave: what their days cost does not change by that.
    run('CREATE TABLE doer_profiles (project TEXT, user TEXT, profile TEXT, PRIMARY KEY (project, user)) WITHOUT ROWID')
    run('INSERT INTO doer_profiles SELECT project, user, trim(profile) FROM memberships')
    // No rate is known yet.
    run('INSERT INTO task_costs (id, project, cost, unpriced) SELECT t.id, t.project, 0, k.actuals FROM tasks t JOIN task_totals k ON k.id = t.id')

    const rate = (row) => `(SELECT r.daily_rate FROM doer_profiles d
      JOIN rates r ON r.project = d.project AND r.profile = d.profile AND r.starts_on <= ${row}.day
      WHERE d.project = ${row}.project AND d.user = ${row}.user ORDER BY r.starts_on DESC LIMIT 1)`
    /** One project again, from its entries. Only what differs is written, so that only that travels. */
    const again = (project) => `UPDATE task_costs SET cost = s.cost, unpriced = s.unpriced
      FROM (SELECT k.id, coalesce(sum(p.effort * p.rate), 0) AS cost,
          coalesce(sum(iif(p.rate IS NULL, p.effort, 0)), 0) AS unpriced
        FROM task_costs k LEFT JOIN (SELECT e.task, e.effort, ${rate('e')} AS rate
          FROM time_entries e WHERE e.project = ${project} AND e.effort > 0) p ON p.task = k.id
        WHERE k.project = ${project} GROUP BY k.id) s
      WHERE task_costs.id = s.id AND (task_costs.cost <> s.cost OR task_costs.unpriced <> s.unpriced);`
    const move = (row, sign) => `UPDATE task_costs SET
        cost = cost ${sign} ${row}.effort * coalesce(p.rate, 0),
        unpriced = unpriced ${sign} iif(p.rate IS NULL, ${row}.effort, 0)
      FROM (SELECT ${rate(row)} AS rate) p WHERE id = ${row}.task AND ${row}.effort > 0;`
    const trigger = (name, on, body, when = '') => run(`CREATE TRIGGER ${name} AFTER ${on} ${when} BEGIN ${body} END`)
    const moved = (fields) => `WHEN ${fields.map((f) => `NEW.${f} IS NOT OLD.${f}`).join(' OR ')}`

    trigger(
      'cost_tasks_insert',
      'INSERT ON tasks',
      'INSERT INTO task_costs (id, project, cost, unpriced) VALUES (NEW.id, NEW.project, 0, 0);',
    )
    trigger('cost_tasks_delete', 'DELETE ON tasks', 'DELETE FROM task_costs WHERE id = OLD.id;')
    trigger('cost_entries_insert', 'INSERT ON time_entries', move('NEW', '+'))
    trigger(
      'cost_entries_update',
      'UPDATE ON time_entries',
      move('OLD', '-') + move('NEW', '+'),
      moved(['project', 'task', 'user', 'day', 'effort']),
    )
    trigger('cost_entries_delete', 'DELETE ON time_entries', move('OLD', '-'))
    trigger('cost_rates_insert', 'INSERT ON rates', again('NEW.project'))
    trigger(
      'cost_rates_update',
      'UPDATE ON rates',
      again('NEW.project'),
      moved(['project', 'profile', 'starts_on', 'daily_rate']),
    )
    trigger('cost_rates_delete', 'DELETE ON rates', again('OLD.project'))
    trigger(
      'cost_members_insert',
      'INSERT ON memberships',
      `DELETE FROM doer_profiles WHERE project = NEW.project AND user = NEW.user;
       INSERT INTO doer_profiles VALUES (NEW.project, NEW.user, trim(NEW.profile));
       ${again('NEW.project')}`,
    )
    trigger(
      'cost_members_update',
      'UPDATE ON memberships',
      `UPDATE doer_profiles SET profile = trim(NEW.profile) WHERE project = NEW.project AND user = NEW.user;
       ${again('NEW.project')}`,
      moved(['profile']),
    )
  },
  () => {},
)
