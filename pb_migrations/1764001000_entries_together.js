/// <reference path="../src/server/pocketbase.d.ts" />

// Time entries that come by the hundred are logged and counted together: one by one, each of them would log the totals of its
// task, of its week and of its cost anew, which took half of what inserting them does.
//
// A row of `sync_together` says, within one transaction, that the entries after that rowid are counted when it goes (see
// src/server/database/insert-entries.ts). Meanwhile the triggers that count one by one stand aside.
migrate(
  (app) => {
    const run = (sql) => app.db().newQuery(sql).execute()

    run('CREATE TABLE sync_together (one INTEGER PRIMARY KEY CHECK (one = 1), after INTEGER NOT NULL)')

    for (const name of ['log_time_entries_insert', 'total_entries_insert', 'cost_entries_insert']) {
      const found = new DynamicModel({ sql: '' })
      app.db().newQuery(`SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = '${name}'`).one(found)
      run(`DROP TRIGGER ${name}`)
      run(found.sql.replace(' BEGIN ', ' WHEN NOT EXISTS (SELECT 1 FROM sync_together) BEGIN '))
    }

    // By the rowid alone: left to itself, SQLite reads a whole index to have them grouped.
    const came = 'FROM time_entries e NOT INDEXED WHERE e.rowid > OLD.after'
    const worked = `${came} AND e.effort > 0`

    const log = `INSERT OR REPLACE INTO sync_log (scope, coll, part, rec)
      SELECT e.project, 'time_entries', substr(e.day, 1, 7) || '|' || e.user, e.id ${came};`

    const totals = `UPDATE task_totals SET actuals = actuals + s.effort, last_day = max(last_day, s.day)
      FROM (SELECT e.task, sum(e.effort) AS effort, max(e.day) AS day ${worked} GROUP BY e.task) s WHERE id = s.task;`

    // As in 1764000070_rollups.js: the doers' latest answers, weighted by what each works on the task in all.
    const answers = `SELECT r.progress AS p, r.remaining + coalesce((SELECT sum(t.effort) FROM time_entries t
        WHERE t.user = r.user AND t.task = r.task), 0) AS w
      FROM remaining_estimates r WHERE r.task = task_totals.id AND typeof(r.progress) IN ('integer', 'real')
        AND NOT EXISTS (SELECT 1 FROM remaining_estimates l
          WHERE l.task = r.task AND l.user = r.user AND (l.day, l.rank, l.id) > (r.day, r.rank, r.id))`
    const progress = `UPDATE task_totals SET progress = (SELECT CASE
          WHEN count(*) = 0 THEN NULL
          WHEN sum(w) = 0 THEN CAST(round(avg(p)) AS INTEGER)
          ELSE CAST(round(1.0 * sum(p * w) / sum(w)) AS INTEGER) END FROM (${answers}))
      WHERE typeof(progress) IN ('integer', 'real') AND id IN (SELECT e.task ${worked});`

    const week = `e.project || strftime('%G%V', e.day)`
    const weeks = `UPDATE project_weeks SET effort = project_weeks.effort + s.effort
        FROM (SELECT ${week} AS id, sum(e.effort) AS effort ${worked} GROUP BY 1) s WHERE project_weeks.id = s.id;
      INSERT INTO project_weeks (id, project, week, effort)
        SELECT ${week}, e.project, strftime('%G-W%V', e.day), sum(e.effort) ${worked}
          AND NOT EXISTS (SELECT 1 FROM project_weeks w WHERE w.id = ${week}) GROUP BY 1;`

    // As in 1764000600_budget.js: a day costs what its doer's profile cost from then on.
    const rate = `(SELECT r.daily_rate FROM doer_profiles d
      JOIN rates r ON r.project = d.project AND r.profile = d.profile AND r.starts_on <= e.day
      WHERE d.project = e.project AND d.user = e.user ORDER BY r.starts_on DESC LIMIT 1)`
    const costs = `UPDATE task_costs SET cost = task_costs.cost + s.cost, unpriced = task_costs.unpriced + s.unpriced
      FROM (SELECT task, sum(effort * coalesce(rate, 0)) AS cost, sum(iif(rate IS NULL, effort, 0)) AS unpriced
        FROM (SELECT e.task, e.effort, ${rate} AS rate ${worked}) GROUP BY task) s WHERE id = s.task;`

    run(`CREATE TRIGGER together_delete AFTER DELETE ON sync_together
      BEGIN ${log} ${totals} ${progress} ${weeks} ${costs} END`)
  },
  () => {},
)
