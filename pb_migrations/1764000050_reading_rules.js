/// <reference path="../src/server/pocketbase.d.ts" />

// Who may read what by the stock REST API; writing is the push route's alone. Every condition over memberships uses ?=
// and one single path: PocketBase then looks at ONE membership row. Another path beside it would let the role held in
// one project open another one.
migrate(
  (app) => {
    const me = '@request.auth.id'
    const signedIn = `${me} != "" && @request.auth.collectionName = "users"`
    const member = (path) => `${path}.user ?= ${me}`
    const roles = (path, names) => `(${names.map((name) => `${path}.role ?= "${name}"`).join(' || ')})`
    const team = 'project.memberships_via_project'
    const leaders = ['manager', 'pmo']
    const readers = ['manager', 'pmo', 'sponsor']
    /** Contributors read their own, these roles everybody's. A sponsor reads no work, not even own work of before. */
    const own = (field, names) =>
      `${member(team)} && ((${team}.role ?= "contributor" && ${field} ?= ${me}) || ${roles(team, names)})`
    const colleagues = 'user.memberships_via_user.project.memberships_via_project'

    const unasked = '@request.query.filter:isset = false && @request.query.sort:isset = false'
    const rules = {
      users: `id = ${me}`,
      settings: signedIn,
      projects: member('memberships_via_project'),
      memberships: member(team),
      tasks: member(team),
      assignments: own('user', readers),
      time_entries: own('user', leaders),
      remaining_estimates: own('user', leaders),
      flags: own('author', leaders),
      attachments: own('author', leaders),
      week_sheets: `user = ${me} || (${member(colleagues)} && ${roles(colleagues, leaders)})`,
      task_totals: `${member(team)} && ${roles(team, readers)}`,
      project_weeks: `${member(team)} && ${roles(team, readers)}`,
    }
    for (const name of Object.keys(rules)) {
      const collection = app.findCollectionByNameOrId(name)
      collection.listRule = `${unasked} && (${rules[name]})`
      collection.viewRule = collection.listRule
      collection.createRule = null
      collection.updateRule = null
      collection.deleteRule = null
      app.save(collection)
    }
  },
  () => {},
)
