import { OBSERVER } from './paths'

type Row = Record<string, unknown>

/** What the server really holds, read past the app by a superuser of the tests. */
export async function observe(url: string) {
  const signedIn = await fetch(`${url}/api/collections/_superusers/auth-with-password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identity: OBSERVER.email, password: OBSERVER.password }),
  })
  const { token } = (await signedIn.json()) as { token: string }
  const headers = { Authorization: token }

  async function rows(collection: string, filter = ''): Promise<Row[]> {
    const query = new URLSearchParams({ perPage: '1000', skipTotal: '1', ...(filter ? { filter } : {}) })
    const answer = await fetch(`${url}/api/collections/${collection}/records?${query}`, { headers })
    if (!answer.ok) throw new Error(`${collection}: ${answer.status} ${await answer.text()}`)
    return ((await answer.json()) as { items: Row[] }).items
  }

  async function file(row: Row): Promise<Buffer> {
    const answer = await fetch(`${url}/api/files/token`, { method: 'POST', headers })
    const { token: fileToken } = (await answer.json()) as { token: string }
    const bytes = await fetch(
      `${url}/api/files/attachments/${String(row['id'])}/${String(row['file'])}?token=${fileToken}`,
    )
    return Buffer.from(await bytes.arrayBuffer())
  }

  /** As the administration does, past every rule of the app. */
  async function change(collection: string, id: string, fields: Row): Promise<void> {
    await administer('PATCH', collection, id, JSON.stringify(fields))
  }

  async function remove(collection: string, id: string): Promise<void> {
    await administer('DELETE', collection, id)
  }

  async function administer(method: string, collection: string, id: string, body?: string): Promise<void> {
    const answer = await fetch(`${url}/api/collections/${collection}/records/${id}`, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body }),
    })
    if (!answer.ok) throw new Error(`${method} ${collection}: ${answer.status} ${await answer.text()}`)
  }

  /** Starts a job that the server runs by itself at its times. */
  async function runCron(id: string): Promise<void> {
    const answer = await fetch(`${url}/api/crons/${id}`, { method: 'POST', headers })
    if (!answer.ok) throw new Error(`${id}: ${answer.status} ${await answer.text()}`)
  }

  /** Choices of the server itself, such as where its e-mails go. */
  async function settings(fields: Row): Promise<void> {
    const answer = await fetch(`${url}/api/settings`, {
      method: 'PATCH',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    })
    if (!answer.ok) throw new Error(`settings: ${answer.status} ${await answer.text()}`)
  }

  return { rows, file, change, remove, runCron, settings }
}
