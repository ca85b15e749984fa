/// <reference path="../src/server/pocketbase.d.ts" />

// Who wrote a record last, so that a conflict card can say whose value is on the server. No column of the app: it does not
// travel with the record and no API shows it.
migrate(
  (app) => {
    const written = ['projects', 'memberships', 'tasks', 'assignments', 'time_entries', 'week_sheets', 'flags']
    for (const name of written) {
      const collection = app.findCollectionByNameOrId(name)
      collection.fields.add(new TextField({ name: 'writer', max: 15, hidden: true }))
      app.save(collection)
    }
  },
  () => {},
)
