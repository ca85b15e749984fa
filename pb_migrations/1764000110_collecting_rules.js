/// <reference path="../src/server/pocketbase.d.ts" />

// Who reads the collections of 1764000100 by the stock REST API: the shape of the rules is that of 1764000050.
migrate(
  (app) => {
    const me = '@request.auth.id'
    const member = (path) => `${path}.user ?= ${me}`
    const roles = (path, names) => `(${names.map((name) => `${path}.role ?= "${name}"`).join(' || ')})`
    const team = 'project.memberships_via_project'
    const leaders = ['manager', 'pmo']
    const readers = ['manager', 'pmo', 'sponsor']
    const own = (field, names) =>
      `${member(team)} && ((${team}.role ?= "contributor" && ${field} ?= ${me}) || ${roles(team, names)})`
    const colleagues = 'user.memberships_via_user.project.memberships_via_project'
    const unasked = '@request.query.filter:isset = false && @request.query.sort:isset = false'
    const rules = {
      absences: `user = ${me} || (${member(colleagues)} && ${roles(colleagues, leaders)})`,
      week_reviews: own('user', leaders),
      actions: own('owner', readers),
      comments: own('owner', readers),
    }
    for (const name of Object.keys(rules)) {
      const collection = app.findCollectionByNameOrId(name)
      collection.listRule = `${unasked} && (${rules[name]})`
      collection.viewRule = collection.listRule
      app.save(collection)
    }
  },
  () => {},
)
