import { beforeEach, describe } from 'vitest'
import { RememberingStore } from '@/sync/engine/memory/remembering-store'
import { Disk, MemoryStore } from '../memory-store'
import { storeContract } from './store-contract'

describe('the memory store keeps the promises of a LocalStore', () => {
  let disk = new Disk()
  beforeEach(() => {
    disk = new Disk()
  })
  storeContract(() => new MemoryStore(disk))
})

describe('a store that remembers keeps them too', () => {
  let disk = new Disk()
  beforeEach(() => {
    disk = new Disk()
  })
  storeContract(() => new RememberingStore(new MemoryStore(disk)))
})
