import { describe, expect, it } from 'vitest'
import type { Step } from './program'
import { simulate } from './simulate'

/** Programs that broke a law once, cut down to what mattered. */
const quiet = { do: 'sync' as const, tabs: 1 as const, faults: [], die: null }
const cell = { project: 0, task: 0, day: 0 } as const
const effort = { do: 'effort', ...cell } as const
const rename = { do: 'rename task', ...cell } as const

const FOUND: Record<string, Step[]> = {
  'a tab that ends its pull while another takes the copy anew does not believe the old copy about a photo': [
    { do: 'flag', device: 2, project: 0, sentence: 'seen', photos: 1 },
    { ...quiet, device: 2 },
    { do: 'restart', lost: 1 },
    { ...quiet, device: 2, tabs: 2 },
    { ...effort, device: 0, effort: 0 },
    { ...effort, device: 0, effort: 0 },
    { do: 'flag', device: 0, project: 0, sentence: 'seen', photos: 0 },
    { ...effort, device: 0, effort: 0 },
  ],
  'a push before the first pull stays on the screen when the pull fails': [
    { do: 'sheet', device: 2, state: 'open' },
    { ...quiet, device: 2, faults: ['fine', 'expired'] },
  ],
  'two tabs that take a copy anew do not chase each other for ever': [
    { do: 'member', user: 0, project: 0, role: 'sponsor' },
    { ...effort, device: 0, effort: 0 },
    { do: 'flag', device: 0, project: 0, sentence: 'seen', photos: 0 },
    { ...quiet, device: 0, tabs: 2 },
    { ...quiet, device: 0 },
  ],
  'what a server forgot and then refuses does not hide a newer card': [
    { ...effort, day: 1, device: 1, effort: 0 },
    { ...quiet, device: 1 },
    { do: 'admin edits entry', which: 0, effort: 250 },
    { ...effort, day: 1, device: 1, effort: 1000 },
    { ...effort, day: 1, device: 0, effort: 500 },
    { ...quiet, device: 1 },
    { do: 'restart', lost: 1 },
    { do: 'restart', lost: 2 },
    { ...quiet, device: 0, tabs: 2 },
  ],
  'a cursor from the middle of a pull is not trusted after a server lost commits': [
    { do: 'member', user: 1, project: 1, role: 'contributor' },
    { ...effort, device: 2, project: 1, effort: 0 },
    { do: 'comment', device: 2, project: 1, task: 0, day: 1, comment: 'one' },
    { ...quiet, device: 2 },
    { do: 'comment', device: 1, ...cell, comment: 'one' },
    { do: 'admin edits entry', which: 0, effort: 0 },
    { ...quiet, device: 1, faults: ['fine', 'fine', 'expired'] },
    { do: 'restart', lost: 2 },
  ],
  'a clock that jumps ahead does not empty the journal': [
    { do: 'comment', device: 1, ...cell, comment: 'one' },
    { ...quiet, device: 1 },
    { do: 'clock', by: 70 * 86_400_000 },
    { ...quiet, device: 1 },
    { do: 'restart', lost: 1 },
  ],
  'a deletion refused by a server that had lost the record is tried again once it has it back': [
    { ...effort, day: 1, device: 1, effort: 0 },
    { ...quiet, device: 1, tabs: 2 },
    { do: 'delete entry', device: 1, project: 0, task: 0, day: 1 },
    { do: 'restart', lost: 1 },
    { ...quiet, device: 1, faults: ['fine', 'trouble'] },
  ],
  'what the server had already, from somebody else, is remembered when it loses it': [
    { ...effort, device: 0, project: 1, effort: 0 },
    { ...effort, device: 1, project: 1, effort: 1000 },
    { ...quiet, device: 0 },
    { do: 'admin edits entry', which: 0, effort: 1000 },
    { ...quiet, device: 1 },
    { do: 'restart', lost: 2 },
  ],
  'what was acknowledged stays on the screen when a pull stops in its middle': [
    { do: 'restart', lost: 0 },
    { do: 'sheet', device: 0, state: 'open' },
    { ...effort, task: 1, device: 0, effort: 0 },
    { ...effort, device: 0, effort: 0 },
    { ...quiet, device: 0, faults: ['fine', 'fine', 'lost'] },
    { do: 'flag', device: 0, project: 0, sentence: 'seen', photos: 0 },
    { ...effort, device: 0, effort: 250 },
    { ...quiet, device: 0, faults: ['fine', 'fine', 'trouble'] },
  ],
  'a photo sent into a project that was left does not stay on the device': [
    { do: 'flag', device: 1, project: 1, sentence: 'seen', photos: 1 },
    { ...quiet, device: 1, faults: ['fine', 'fine', 'trouble'] },
    { do: 'member', user: 0, project: 1, role: 'none' },
  ],
  'the old copy stays on the screen until the new one is complete': [
    { do: 'member', user: 0, project: 0, role: 'sponsor' },
    { ...rename, device: 0, task: 1, name: 'red' },
    { ...quiet, device: 0, die: { at: 5, before: false } },
    { do: 'comment', device: 0, ...cell, comment: 'one' },
  ],
  'what comes back to the queue while a newer change is on its way stays the older one': [
    { do: 'comment', device: 3, project: 1, task: 0, day: 1, comment: 'unreadable' },
    { ...quiet, device: 3, faults: ['portal'] },
    { ...effort, device: 3, project: 1, day: 1, effort: 0 },
  ],
  'a photo that a restored server forgot waits for its flag, even out of its project': [
    { do: 'flag', device: 3, project: 1, sentence: 'seen', photos: 1 },
    { do: 'member', user: 1, project: 1, role: 'manager' },
    { ...quiet, device: 3, tabs: 2 },
    { do: 'restore backup', lost: 4 },
  ],
  'a photo that a server forgot is held while its project is out of sight': [
    { do: 'flag', device: 2, project: 0, sentence: 'seen', photos: 1 },
    { ...quiet, device: 2 },
    { do: 'restart', lost: 1 },
    { do: 'member', user: 1, project: 0, role: 'none' },
  ],
  'a photo is held after its project was left, should the server go back to before': [
    { do: 'flag', device: 1, project: 0, sentence: 'seen', photos: 1 },
    { ...quiet, device: 1 },
    { do: 'member', user: 0, project: 0, role: 'none' },
    { ...quiet, device: 1 },
    { do: 'restore backup', lost: 4 },
  ],
  'a photo whose flag went with a server that was put back is shown, not let go of': [
    { do: 'flag', device: 1, project: 0, sentence: 'seen', photos: 1 },
    { ...quiet, device: 1, faults: ['fine', 'expired'] },
    { do: 'carry away', device: 1 },
    { ...quiet, device: 1 },
    { do: 'restore backup', lost: 4 },
    { ...rename, device: 0, task: 0, name: 'red' },
    { ...quiet, device: 0 },
  ],
  'an older change does not come back to the queue over a newer one that is on its way': [
    { do: 'comment', device: 3, project: 0, task: 1, day: 0, comment: 'unreadable' },
    { ...quiet, device: 3, faults: ['portal'] },
    { ...effort, device: 3, task: 1, effort: 0 },
    { ...quiet, device: 3, faults: ['fine', 'trouble'] },
  ],
  'what was refused of a record that was then deleted asks for no decision': [
    { do: 'restart', lost: 0 },
    { do: 'comment', device: 0, project: 1, task: 0, day: 1, comment: 'unreadable' },
    { ...quiet, device: 0, faults: ['fine', 'fine', 'trouble'] },
    { do: 'delete entry', device: 0, project: 1, task: 0, day: 1 },
    { ...quiet, device: 0 },
    { do: 'decide', device: 0, which: 0, choice: 'mine' },
  ],
  'what an older app froze and nobody could read is parked in the words of this one': [
    { do: 'upgrade server' },
    { do: 'comment', device: 0, project: 1, task: 0, day: 1, comment: 'unreadable' },
    { ...quiet, device: 0, faults: ['late'] },
    { do: 'upgrade app', device: 0 },
    { ...quiet, device: 0 },
    { do: 'comment', device: 0, project: 1, task: 0, day: 1, comment: 'one' },
  ],
}

describe('never again', () => {
  it.each(Object.entries(FOUND))('%s', async (_, program) => {
    await expect(simulate(program)).resolves.toBeUndefined()
  })
})
