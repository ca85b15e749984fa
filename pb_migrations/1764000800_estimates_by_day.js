/// <reference path="../src/server/pocketbase.d.ts" />

// A closing asks who gave a word on what remains after its day: the few of the last days, not all of the project's years.
migrate(
  (app) => {
    const estimates = app.findCollectionByNameOrId('remaining_estimates')
    estimates.indexes = [
      ...estimates.indexes.filter((sql) => !sql.includes('idx_estimates_project ')),
      'CREATE INDEX idx_estimates_project_day ON remaining_estimates (project, day)',
    ]
    app.save(estimates)
  },
  () => {},
)
