/**
 * Who may import whom. The table is docs/architecture.md; every rule says how to mend what it found.
 * Rooms are ordered by direction of dependency.
 */
const room = (name) => `^src/${name}/`
const ALLOWED = {
  screens: ['stores', 'ui', 'locales', 'domain', 'schema'],
  stores: ['sync', 'files', 'domain', 'schema'],
  ui: ['locales'],
  locales: ['domain', 'schema'],
  sync: ['domain', 'schema'],
  files: ['domain', 'schema'],
  server: ['domain', 'schema', 'locales'],
  domain: ['schema'],
  schema: [],
  worker: ['sync', 'files'],
}

const rooms = Object.entries(ALLOWED).map(([from, to]) => ({
  name: `room-${from}`,
  severity: 'error',
  comment: `src/${from} may import ${to.length ? to.map((name) => `src/${name}`).join(', ') : 'no other room'}: move the code to the room that owns it, or pass the value in.`,
  from: { path: room(from) },
  to: { path: '^src/', pathNot: [room(from), ...to.map(room)] },
}))

module.exports = {
  forbidden: [
    ...rooms,
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Break the cycle: move what both need to a file below them.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'sync-by-its-door',
      severity: 'error',
      comment:
        'Outside src/sync only its door is known: import from @/sync (index.ts), @/sync/door, or in the worker @/sync/background.',
      from: { path: '^src/', pathNot: [room('sync')] },
      to: { path: room('sync'), pathNot: ['^src/sync/(index|door|background)\\.ts$'] },
    },
    {
      name: 'files-by-its-door',
      severity: 'error',
      comment: 'Outside src/files only its door is known: import from @/files.',
      from: { path: '^src/', pathNot: [room('files')] },
      to: { path: room('files'), pathNot: ['^src/files/index\\.ts$'] },
    },
    {
      name: 'server-reads-words-only',
      severity: 'error',
      comment:
        'The server writes e-mails and notifications in the words of the locale files; the rest of that room is the screen’s.',
      from: { path: room('server') },
      to: { path: room('locales'), pathNot: ['\\.json$'] },
    },
    {
      name: 'pocketbase-in-remote-only',
      severity: 'error',
      comment: 'Only src/sync/remote knows the PocketBase SDK.',
      from: { path: '^src/', pathNot: ['^src/sync/remote/'] },
      to: { path: '^node_modules/pocketbase/' },
    },
    {
      name: 'idb-in-local-only',
      severity: 'error',
      comment: 'Only src/sync/local knows IndexedDB.',
      from: { path: '^src/', pathNot: ['^src/sync/local/'] },
      to: { path: '^node_modules/idb/' },
    },
    {
      name: 'engine-knows-ports-only',
      severity: 'error',
      comment: 'The engine talks to ports.ts; its parts are handed in by src/sync/index.ts.',
      from: { path: '^src/sync/(engine|conflicts)/' },
      to: { path: '^src/sync/(local|remote)/' },
    },
    {
      name: 'local-and-remote-are-strangers',
      severity: 'error',
      comment: 'What both need goes to ports.ts or the engine.',
      from: { path: '^src/sync/(local|remote)/' },
      to: { path: '^src/sync/(local|remote)/', pathNot: ['^src/sync/$1/'] },
    },
    {
      name: 'screens-are-strangers',
      severity: 'error',
      comment:
        'A screen imports its own folder and screens/parts; what two screens share goes to screens/parts, ui or stores.',
      from: { path: '^src/screens/(phone|desk)/([^/]+)/' },
      to: { path: '^src/screens/', pathNot: ['^src/screens/$1/$2/', '^src/screens/parts/'] },
    },
    {
      name: 'parts-do-not-know-screens',
      severity: 'error',
      comment: 'A shared piece is told what it needs by its props.',
      from: { path: '^src/screens/parts/' },
      to: { path: '^src/screens/(phone|desk)/' },
    },
    {
      name: 'schema-knows-valibot-only',
      severity: 'error',
      comment: 'A record is described with valibot and nothing else.',
      from: { path: room('schema') },
      to: { path: '^node_modules/', pathNot: ['^node_modules/valibot/'] },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment:
        'The rules also run in plain Node and inside PocketBase: only valibot (through schema) and the hash of ids.',
      from: { path: room('domain') },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional'],
        pathNot: ['^node_modules/(valibot|@noble/hashes)/'],
      },
    },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      comment: 'Move what the product needs into src.',
      from: { path: '^src/' },
      to: { path: '^(tests|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', 'virtual:'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.vue', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
    },
  },
}
