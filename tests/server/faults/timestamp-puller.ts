import type { Server } from '../a-server'

const AT_ONCE = 1000

/**
 * The losing control: the puller that everybody writes first, on PocketBase's own list. It asks for what has a later
 * `updated` than the latest that it saw. It is as fair as that can be: it turns every page before it moves its cursor.
 */
export class TimestampPuller {
  readonly ids = new Set<string>()
  private cursor = ''

  constructor(
    private readonly server: Server,
    private readonly coll: string,
  ) {}

  async pull(): Promise<void> {
    const { cursor } = this
    for (let page = 1; ; page++) {
      const items = await this.pageAfter(cursor, page)
      for (const { id, updated } of items) {
        this.ids.add(id)
        if (updated > this.cursor) this.cursor = updated
      }
      if (items.length < AT_ONCE) return
    }
  }

  private async pageAfter(cursor: string, page: number): Promise<{ id: string; updated: string }[]> {
    const filter = encodeURIComponent(`updated > "${cursor}"`)
    const query = `filter=${filter}&sort=updated,id&perPage=${AT_ONCE}&page=${page}&skipTotal=1&fields=id,updated`
    const { json } = await this.server.call(
      'GET',
      `/api/collections/${this.coll}/records?${query}`,
      undefined,
      this.server.admin,
    )
    return (json as { items: { id: string; updated: string }[] }).items
  }
}
