/// <reference path="../src/server/pocketbase.d.ts" />

// task_totals and project_weeks, kept by triggers so that no consolidated view re-reads the history. Their meaning is
// in src/schema/task-total.ts and project-week.ts; a property test compares them with a plain recomputation.
migrate(
  (app) => {
    const trigger = (name, on, body, when = '') =>
      app.db().newQuery(`CREATE TRIGGER ${name} AFTER ${on} ${when} BEGIN ${body} END`).execute()

    /** The latest estimate of each doer of a task: by day, then rank; the id only makes the order total. */
    const latest = (task) => `SELECT * FROM remaining_estimates e WHERE e.task = ${task} AND NOT EXISTS (
      SELECT 1 FROM remaining_estimates l
      WHERE l.task = e.task AND l.user = e.user AND (l.day, l.rank, l.id) > (e.day, e.rank, e.id))`
    /** Assignments of doers who have not estimated yet. */
    const planned = (task) => `SELECT * FROM assignments a WHERE a.task = ${task} AND NOT EXISTS (
      SELECT 1 FROM remaining_estimates e WHERE e.task = a.task AND e.user = a.user)`
    const spent = `coalesce((SELECT sum(t.effort) FROM time_entries t WHERE t.user = e.user AND t.task = e.task), 0)`
    const progress = (task) => `(SELECT CASE
        WHEN count(*) = 0 THEN NULL
        WHEN sum(w) = 0 THEN CAST(round(avg(p)) AS INTEGER)
        ELSE CAST(round(1.0 * sum(p * w) / sum(w)) AS INTEGER) END
      FROM (SELECT e.progress AS p, e.remaining + ${spent} AS w
            FROM (${latest(task)}) e WHERE typeof(e.progress) IN ('integer', 'real')))`
    const remaining = (task) => `(SELECT CASE
        WHEN t.state = 'done' OR t.kind = 'phase' THEN 0
        WHEN NOT EXISTS (SELECT 1 FROM assignments a WHERE a.task = t.id)
         AND NOT EXISTS (SELECT 1 FROM remaining_estimates e WHERE e.task = t.id)
          THEN max(0, t.original_effort + t.approved_change)
        ELSE coalesce((SELECT sum(remaining) FROM (${latest(task)})), 0)
           + coalesce((SELECT sum(effort) FROM (${planned(task)})), 0) END
      FROM tasks t WHERE t.id = ${task})`

    /** All of a task's total but what the entries alone decide. */
    const refresh = (task) => `UPDATE task_totals SET
        remaining = coalesce(${remaining(task)}, 0),
        unconfirmed = (SELECT count(DISTINCT user) FROM (${planned(task)})),
        confirmed_on = coalesce((SELECT min(day) FROM (${latest(task)})), ''),
        progress = ${progress(task)}
      WHERE id = ${task};`

    const open = `INSERT INTO task_totals (id, project, actuals, remaining, unconfirmed, confirmed_on, last_day, progress)
      VALUES (NEW.id, NEW.project, 0, 0, 0, '', '', NULL);`
    trigger('total_tasks_insert', 'INSERT ON tasks', open + refresh('NEW.id'))
    trigger(
      'total_tasks_update',
      'UPDATE ON tasks',
      `UPDATE task_totals SET project = NEW.project WHERE id = NEW.id AND project IS NOT NEW.project; ${refresh('NEW.id')}`,
      `WHEN ${['project', 'kind', 'state', 'original_effort', 'approved_change'].map((f) => `NEW.${f} IS NOT OLD.${f}`).join(' OR ')}`,
    )
    trigger('total_tasks_delete', 'DELETE ON tasks', 'DELETE FROM task_totals WHERE id = OLD.id;')
    for (const table of ['assignments', 'remaining_estimates']) {
      trigger(`total_${table}_insert`, `INSERT ON ${table}`, refresh('NEW.task'))
      trigger(`total_${table}_update`, `UPDATE ON ${table}`, refresh('OLD.task') + refresh('NEW.task'))
      trigger(`total_${table}_delete`, `DELETE ON ${table}`, refresh('OLD.task'))
    }

    // Entries: sums move by the difference, so that a write costs the same however long the history is.
    const lastDay = (task) => `coalesce((SELECT day FROM time_entries
      WHERE task = ${task} AND effort > 0 ORDER BY day DESC LIMIT 1), '')`
    const progressAgain = (task) =>
      `UPDATE task_totals SET progress = ${progress(task)} WHERE id = ${task} AND typeof(progress) IN ('integer', 'real');`
    const add = `UPDATE task_totals SET actuals = actuals + NEW.effort,
        last_day = CASE WHEN NEW.effort > 0 THEN max(last_day, NEW.day) ELSE last_day END
      WHERE id = NEW.task AND NEW.effort > 0; ${progressAgain('NEW.task')}`
    const takeOff = `UPDATE task_totals SET actuals = actuals - OLD.effort,
        last_day = CASE WHEN last_day = OLD.day THEN ${lastDay('OLD.task')} ELSE last_day END
      WHERE id = OLD.task AND OLD.effort > 0; ${progressAgain('OLD.task')}`

    const thursday = (row) => `date(${row}.day, '-3 days', 'weekday 4')`
    const year = (row) => `strftime('%Y', ${thursday(row)})`
    const number = (row) => `printf('%02d', (strftime('%j', ${thursday(row)}) - 1) / 7 + 1)`
    const weekRow = (row) => `${row}.project || ${year(row)} || ${number(row)}`
    // Not an upsert: its conflict policy would override the one inside the log trigger that it fires.
    const addWeek = `INSERT INTO project_weeks (id, project, week, effort)
      SELECT ${weekRow('NEW')}, NEW.project, ${year('NEW')} || '-W' || ${number('NEW')}, 0
      WHERE NEW.effort > 0 AND NOT EXISTS (SELECT 1 FROM project_weeks WHERE id = ${weekRow('NEW')});
      UPDATE project_weeks SET effort = effort + NEW.effort WHERE id = ${weekRow('NEW')} AND NEW.effort > 0;`
    const takeOffWeek = `UPDATE project_weeks SET effort = effort - OLD.effort WHERE id = ${weekRow('OLD')} AND OLD.effort > 0;`

    const moved = ['project', 'task', 'user', 'day', 'effort'].map((f) => `NEW.${f} IS NOT OLD.${f}`).join(' OR ')
    trigger('total_entries_insert', 'INSERT ON time_entries', add + addWeek)
    trigger('total_entries_update', 'UPDATE ON time_entries', takeOff + takeOffWeek + add + addWeek, `WHEN ${moved}`)
    trigger('total_entries_delete', 'DELETE ON time_entries', takeOff + takeOffWeek)
  },
  () => {},
)
