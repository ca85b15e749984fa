import type { Server } from '../a-server'

const COLLECTIONS = ['time_entries', 'remaining_estimates', 'flags', 'tasks']
const AT_ONCE = 1000

/** Every record of the work as the administration reads it, past the app, by `coll/id`. */
export async function recordsOf(server: Server): Promise<Map<string, Record<string, unknown>>> {
  const found = new Map<string, Record<string, unknown>>()
  for (const coll of COLLECTIONS)
    for (let page = 1; ; page++) {
      const path = `/api/collections/${coll}/records?sort=id&perPage=${AT_ONCE}&page=${page}`
      const { items } = (await server.call('GET', path, undefined, server.admin)).json as {
        items: { id: string; [field: string]: unknown }[]
      }
      for (const item of items) found.set(`${coll}/${item.id}`, item)
      if (items.length < AT_ONCE) break
    }
  return found
}
