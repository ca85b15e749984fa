import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readPlan } from '@/files/msproject/read'

/** Small plans as text, in the shape of MS Project's XML. */

export const bytes = (text: string) => new TextEncoder().encode(text)
export const project = (inside: string, head = '<StartDate>2026-11-23T08:00:00</StartDate>') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Project xmlns="http://schemas.microsoft.com/project">${head}${inside}</Project>`
export const tasks = (...all: string[]) => project(`<Tasks>${all.join('')}</Tasks>`)

/** A task of some hours; `more` = other elements. */
export const task = (uid: number | string, hours: number, more = '') =>
  `<Task><UID>${uid}</UID><ID>${uid}</ID><Name>T${uid}</Name>${more.includes('<OutlineLevel>') ? '' : '<OutlineLevel>1</OutlineLevel>'}<Duration>PT${hours}H0M0S</Duration>${more}</Task>`

/** Type as the file numbers it: 0 FF, 1 FS, 2 SF, 3 SS; lag in tenths of a minute. */
export const after = (pred: number | string, type = 1, lag: number | string = 0, format = 7) =>
  `<PredecessorLink><PredecessorUID>${pred}</PredecessorUID><Type>${type}</Type><LinkLag>${lag}</LinkLag><LagFormat>${format}</LagFormat></PredecessorLink>`

export const read = (xml: string) => readPlan(bytes(xml))
export const planFile = (name: string) => readFileSync(fileURLToPath(new URL(`plans/${name}`, import.meta.url)))
