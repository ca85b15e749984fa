/// <reference path="../src/server/pocketbase.d.ts" />

// Work planned for a profile that nobody has a name for yet, the profile of a member, and projects kept as templates.
migrate(
  (app) => {
    const collection = (name) => app.findCollectionByNameOrId(name)
    const profile = () => new TextField({ name: 'profile', max: 80 })

    const assignments = collection('assignments')
    assignments.fields.getByName('user').required = false
    assignments.fields.add(profile())
    app.save(assignments)

    const memberships = collection('memberships')
    memberships.fields.add(profile())
    app.save(memberships)

    const projects = collection('projects')
    projects.fields.getByName('state').values = ['draft', 'active', 'closed', 'template']
    app.save(projects)
  },
  () => {},
)
