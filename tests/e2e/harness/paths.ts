import { fileURLToPath } from 'node:url'

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

export const ROOT = at('.')
/** A data folder with the demo loaded, made once; every server of the tests starts from a copy of it. */
export const DEMO_DATA = at('test-results/demo-data')
export const DEMO_ACCOUNTS = at('test-results/demo-accounts.json')
export const MIGRATIONS = at('pb_migrations')
export const HOOKS = at('dist/pb_hooks')
export const PUBLIC = at('dist/public')

/** A superuser of the tests' own, to look into the server from outside the app. */
export const OBSERVER = { email: 'observer@test.example', password: 'observer-of-the-tests' }
