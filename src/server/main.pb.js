/// <reference path="./pocketbase.d.ts" />

// Registrations only. Each handler is serialised and runs in an engine of its own: it sees nothing of this file, so it
// fetches the bundle inside itself.

onBootstrap((e) => {
  e.next()
  try {
    require(`${__hooks}/jalon.js`).recordBoot($app)
  } catch {
    // First start: the table comes with the migrations, and the first question of a device records the boot.
  }
})

routerAdd(
  'POST',
  '/api/sync/push',
  (e) => require(`${__hooks}/jalon.js`).push(e),
  $apis.requireAuth('users'),
  $apis.bodyLimit(2000000),
)
routerAdd(
  'POST',
  '/api/sync/pull',
  (e) => require(`${__hooks}/jalon.js`).pull(e),
  $apis.requireAuth('users'),
  $apis.gzip(),
)
routerAdd(
  'POST',
  '/api/sync/snapshot',
  (e) => require(`${__hooks}/jalon.js`).snapshot(e),
  $apis.requireAuth('users'),
  $apis.gzip(),
)
routerAdd('POST', '/api/sync/receipts', (e) => require(`${__hooks}/jalon.js`).receipts(e), $apis.requireAuth('users'))
routerAdd(
  'POST',
  '/api/sync/photo',
  (e) => require(`${__hooks}/jalon.js`).photo(e),
  $apis.requireAuth('users'),
  $apis.bodyLimit(2100000),
)
routerAdd('GET', '/api/sync/whoami', (e) => require(`${__hooks}/jalon.js`).whoami(e), $apis.requireAuth('users'))

routerAdd('GET', '/api/jalon/health', (e) => require(`${__hooks}/jalon.js`).health(e))
routerAdd('GET', '/api/jalon/setup', (e) => require(`${__hooks}/jalon.js`).setupState(e))
routerAdd('POST', '/api/jalon/setup', (e) => {
  const isDemo = e.requestInfo().body['demo'] === true
  return isDemo ? require(`${__hooks}/demo.js`).loadDemo(e) : require(`${__hooks}/jalon.js`).setUp(e)
})
routerAdd('POST', '/api/jalon/people', (e) => require(`${__hooks}/jalon.js`).invite(e), $apis.requireAuth('users'))

routerAdd('POST', '/api/jalon/devices', (e) => require(`${__hooks}/jalon.js`).devices(e), $apis.requireAuth('users'))

routerAdd('GET', '/api/jalon/push', (e) => require(`${__hooks}/reminders.js`).pushKey(e), $apis.requireAuth('users'))
routerAdd('POST', '/api/jalon/push', (e) => require(`${__hooks}/reminders.js`).subscribe(e), $apis.requireAuth('users'))
routerAdd(
  'POST',
  '/api/jalon/push/stop',
  (e) => require(`${__hooks}/reminders.js`).unsubscribe(e),
  $apis.requireAuth('users'),
)
routerAdd(
  'POST',
  '/api/jalon/closings',
  (e) => require(`${__hooks}/closing.js`).close(e),
  $apis.requireAuth('users'),
  $apis.gzip(),
)
routerAdd(
  'POST',
  '/api/jalon/closings/reopen',
  (e) => require(`${__hooks}/closing.js`).reopen(e),
  $apis.requireAuth('users'),
)
routerAdd('POST', '/api/jalon/fed', (e) => require(`${__hooks}/jalon.js`).fed(e), $apis.requireAuth('users'))

onRealtimeSubscribeRequest((e) => require(`${__hooks}/jalon.js`).guardSubscription(e))

// Only the administration writes by the stock API: the rules refuse everybody else.
onRecordCreateRequest((e) => require(`${__hooks}/jalon.js`).pokeAfter(e))
onRecordUpdateRequest((e) => require(`${__hooks}/jalon.js`).pokeAfter(e))
onRecordDeleteRequest((e) => require(`${__hooks}/jalon.js`).pokeAfter(e))

cronAdd('forgetOldReceipts', '17 3 * * *', () => require(`${__hooks}/jalon.js`).forgetOldReceipts())
// At a moment of somebody's choosing nothing runs by itself: only what is started by hand. No year has a 31 February.
const atChosenMoment = $os.getenv('JALON_REMINDERS_AT') !== ''
const unlessChosen = (schedule) => (atChosenMoment ? '0 0 31 2 *' : schedule)
cronAdd('remind', unlessChosen('*/5 * * * *'), () => require(`${__hooks}/reminders.js`).remind())
cronAdd('digest', unlessChosen('12,42 * * * *'), () => require(`${__hooks}/alerts.js`).digest())

routerAdd('GET', '/{path...}', (e) => require(`${__hooks}/jalon.js`).staticFiles(e), $apis.gzip())
