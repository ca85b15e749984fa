/// <reference path="../src/server/pocketbase.d.ts" />

// People. Accounts are made by the office or by a project's manager; the own row is changed through the push route.
migrate(
  (app) => {
    const users = app.findCollectionByNameOrId('users')
    users.fields.removeByName('avatar')
    users.fields.add(new TextField({ name: 'name', required: true, max: 120 }))
    users.fields.add(new SelectField({ name: 'language', maxSelect: 1, values: ['fr', 'en'] }))
    users.fields.add(new TextField({ name: 'holiday_zone', max: 60 }))
    users.fields.add(new JSONField({ name: 'week_pattern', maxSize: 200 }))
    users.fields.add(new BoolField({ name: 'office' }))
    const password = users.fields.getByName('password')
    password.min = 12
    password.max = 71
    users.manageRule = null
    users.authToken.duration = 30 * 24 * 3600
    users.passwordAuth.enabled = true
    users.oauth2.enabled = false
    users.otp.enabled = false
    users.authAlert.enabled = false
    app.save(users)
  },
  () => {},
)
