import PocketBase from 'pocketbase'
import { documentOf } from './plain-pocketbase.mjs'

/** Live changes over PocketBase's own channel; a new connection may have missed anything. */
export async function listen(collection, hear) {
  const client = new PocketBase(location.origin)
  client.autoCancellation(false)
  await client.realtime.subscribe('PB_CONNECT', () => hear('RESYNC'))
  await client.collection(collection).subscribe('*', ({ record }) => {
    hear({ documents: [documentOf(record)], checkpoint: { updated: record.updated, id: record.id } })
  })
}
