/// <reference path="../../../../src/server/pocketbase.d.ts" />

// Two commands for the tests, so that the database can be looked at, or held, by a process that is not the server.
// PocketBase is the one SQLite that is on every machine that runs these tests.

/** ask "SELECT … AS value": prints the one value. */
$app.rootCmd.addCommand(
  new Command({
    use: 'ask',
    run: (_command, args) => {
      const answer = new DynamicModel({ value: '' })
      $app.db().newQuery(args[0]).one(answer)
      console.log('answer: ' + answer.value)
    },
  }),
)

/** plan "SELECT …": prints how SQLite would go about it, a step a line. */
$app.rootCmd.addCommand(
  new Command({
    use: 'plan',
    run: (_command, args) => {
      const steps = arrayOf(new DynamicModel({ detail: '' }))
      $app.db().newQuery(`EXPLAIN QUERY PLAN ${args[0]}`).all(steps)
      console.log('answer: ' + steps.map((step) => step.detail).join('\n'))
    },
  }),
)

/** hold <ms>: takes the one right to write, says so, and keeps it for that long. */
$app.rootCmd.addCommand(
  new Command({
    use: 'hold',
    run: (_command, args) =>
      $app.runInTransaction((tx) => {
        tx.db().newQuery("UPDATE sync_boots SET at = at WHERE id = ''").execute()
        console.log('held')
        sleep(Number(args[0]))
      }),
  }),
)
