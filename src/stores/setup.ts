import { defineStore } from 'pinia'
import { createFirstAccount as create, loadDemo as load } from '@/sync'

/** The first visit. The token came in the link's fragment, which never reaches a server log. */
export const useSetup = defineStore('setup', () => {
  const token = location.hash.replace(/^#/, '')

  const createFirstAccount = (account: {
    organisation: string
    name: string
    email: string
    password: string
    language: string
  }) => create({ ...account, token })
  const loadDemo = (today: string) => load({ token, today })

  return { createFirstAccount, loadDemo }
})
