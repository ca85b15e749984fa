import type { LocalWrite, NewPhoto } from '@/sync/door'
import { decide, listParked } from '@/sync/engine/decide'
import type { Row } from '@/sync/engine/stored'
import { Device } from './device'
import type { ClientMistakes } from './device'
import * as laws from './laws'
import { Broken } from './laws'
import { Ledger } from './ledger'
import { SlowMail } from './network'
import type { Step } from './program'
import { ServerModel } from './server-model'
import { depthOf } from './server-state'
import type { ServerMistakes } from './server-model'
import {
  ANNA,
  BRUNO,
  countedId,
  DAYS,
  DEVICES,
  entryOf,
  firstRows,
  membership,
  membershipOf,
  PROJECTS,
  sheetOf,
  TASKS,
} from './world'

export interface Mistakes {
  client?: ClientMistakes
  server?: ServerMistakes
}

/** Rounds of peace that every world gets at the end. A client that needs more is running in circles. */
const PEACE_ROUNDS = 12

/** Runs one program in a fresh world and checks the laws; throws Broken where one does not hold. */
export async function simulate(program: readonly Step[], mistakes: Mistakes = {}): Promise<void> {
  const world = new World(mistakes)
  await world.start()
  for (const step of program) {
    await world.run(step)
    await world.checkAlways(step)
  }
  await world.makePeace()
  await world.checkAtPeace()
}

class World {
  private readonly server: ServerModel
  private readonly mail = new SlowMail()
  private readonly clock = { at: Date.UTC(2026, 10, 3) }
  private readonly ledger = new Ledger()
  private readonly devices: Device[]
  private clockJumped = false
  private count = 0

  constructor(mistakes: Mistakes) {
    this.server = new ServerModel(mistakes.server)
    this.server.admin((rows) => {
      for (const [key, row] of firstRows()) rows.set(key, row)
    })
    const newId = () => countedId('b', this.count++)
    this.devices = DEVICES.map(
      ({ name, user, from }) =>
        new Device(name, user, from, newId, this.clock, this.server, this.mail, mistakes.client ?? {}),
    )
    if (mistakes.client?.oneDiskForAll) this.devices[3]!.disk = this.devices[0]!.disk
  }

  async start(): Promise<void> {
    for (const device of this.devices) await device.start()
    // Most programs begin with people who have seen their projects.
    for (const device of this.devices.slice(0, 2)) await device.sync(1)
  }

  async run(step: Step): Promise<void> {
    const device = this.devices['device' in step ? step.device : 0] ?? this.devices[0]!
    const project = PROJECTS['project' in step ? step.project : 0] ?? PROJECTS[0]
    switch (step.do) {
      case 'effort':
        return this.entry(device, step, { effort: step.effort })
      case 'comment':
        return this.entry(device, step, { comment: step.comment })
      case 'delete entry':
        return this.entry(device, step, null)
      case 'flag':
        return this.flag(device, project, step.sentence, step.photos)
      case 'mend flag':
        return this.mendFlag(device, step.which, step.sentence)
      case 'sheet':
        return this.sheet(device, step.state)
      case 'rename task':
        return this.change(device, 'tasks', project, taskOf(step), { name: step.name }, null)
      case 'sync':
        return this.sync(device, step)
      case 'save and die':
        device.dieAt(1, step.before)
        await this.entry(device, { ...step, task: 0, day: 1 }, { effort: step.effort })
        return device.start()
      case 'decide':
        return this.decide(device, step.which, step.choice)
      case 'restart':
      case 'restore backup':
        return this.restart(step.lost)
      case 'upgrade server':
        return this.upgradeServer()
      case 'upgrade app':
        // The app comes from the server.
        // Without room the new version can't open what is there: it says so, and the person makes room first.
        return this.server.version >= 2 && !device.disk.full ? device.upgrade() : undefined
      case 'carry away':
        return this.carryAway(device)
      case 'make room':
        return this.makeRoom(device)
      case 'deliver':
        return this.mail.deliver(step.which)
      case 'disk':
        device.disk.full = step.full
        return
      case 'clock':
        this.clock.at += step.by
        this.clockJumped ||= step.by > 0
        return
      default:
        return this.administer(step, project)
    }
  }

  private entry(
    device: Device,
    step: { project: number; task: number; day: number },
    fields: Row | null,
  ): Promise<void> {
    const [project, task, day] = [PROJECTS[step.project] ?? '', taskOf(step), DAYS[step.day] ?? '']
    const { user } = device
    const place = device.schema.version >= 2 ? { place: '' } : {}
    const whole = { project, task, user, day, effort: 250, comment: '', author: user, ...place, ...fields }
    return this.change(device, 'time_entries', project, entryOf(user, task, day), fields, whole)
  }

  private sheet(device: Device, state: string): Promise<void> {
    const { user } = device
    const whole = { user, week: '2026-W45', state, comment: '' }
    return this.change(device, 'week_sheets', `u:${user}`, sheetOf(user), { state }, whole)
  }

  private async flag(device: Device, project: string, sentence: string, count: number): Promise<void> {
    const id = countedId('f', this.count++)
    const photos: NewPhoto[] = Array.from({ length: count }, () => {
      const photo = countedId('a', this.count++)
      return { id: photo, project, flag: id, sha256: photo.padEnd(64, '0'), blob: BLOB }
    })
    const fields = { project, task: '', author: device.user, day: DAYS[0], kind: 'risk', severity: 'low' }
    const rest = { sentence, photos: photos.map((photo) => photo.id), state: 'new', answer: '' }
    await this.save(device, { op: 'create', coll: 'flags', id, scope: project, fields: { ...fields, ...rest } }, photos)
  }

  private async mendFlag(device: Device, which: number, sentence: string): Promise<void> {
    const flags = [...(await laws.screenOf(device)).values()].filter(
      ({ row }) => 'sentence' in row && row['sentence'] !== sentence,
    )
    const { row } = flags[which % Math.max(1, flags.length)] ?? {}
    if (row) await this.change(device, 'flags', String(row['project']), String(row['id']), { sentence }, null)
  }

  /** What the app does: a patch of what is on the screen, else a create. `fields` null deletes. */
  private async change(
    device: Device,
    coll: string,
    scope: string,
    id: string,
    fields: Row | null,
    whole: Row | null,
  ): Promise<void> {
    const shown = (await laws.screenOf(device, [coll])).get(`${coll}/${id}`)?.row
    const at = { coll, id, scope: shown && coll === 'time_entries' ? String(shown['project']) : scope } as Pick<
      LocalWrite,
      'coll' | 'id' | 'scope'
    >
    if (!fields) return shown && this.save(device, { ...at, op: 'delete', fields: {} })
    if (!shown) return whole ? this.save(device, { ...at, op: 'create', fields: whole }) : undefined
    if (Object.entries(fields).every(([field, value]) => shown[field] === value)) return
    return this.save(device, { ...at, op: 'patch', fields })
  }

  private async save(device: Device, write: LocalWrite, photos: NewPhoto[] = []): Promise<void> {
    const accepted = await device.save([write], photos)
    this.ledger.saved(device.name, [write], photos, accepted)
  }

  private async sync(device: Device, step: Extract<Step, { do: 'sync' }>): Promise<void> {
    device.network.faults = [...step.faults]
    if (step.die) device.dieAt(step.die.at, step.die.before)
    const outcome = await device.sync(step.tabs)
    device.network.faults = []
    device.dieAt(Number.POSITIVE_INFINITY, true)
    if (outcome === 'done') await laws.copyIsExact(device, this.server)
  }

  private async decide(device: Device, which: number, choice: 'mine' | 'theirs' | 'retry'): Promise<void> {
    const cards = await listParked(device.context)
    const card = cards[which % Math.max(1, cards.length)]
    if (!card || device.disk.full) return
    await decide(device.context, card.id, choice)
    const fields = { ...(await laws.screenOf(device)).get(card.id)?.row, ...card.mine }
    this.ledger.decided(device.name, card.coll, card.record, choice, Object.keys(fields))
  }

  private restart(lost: number): void {
    this.mail.lose()
    // The first commit made the world; it is on every disk.
    this.server.restart(Math.max(0, Math.min(lost, depthOf(this.server.state) - 1)))
  }

  private upgradeServer(): void {
    this.mail.lose()
    this.server.upgrade()
  }

  /** A device that was emptied can't tell a server again what that one had acknowledged. */
  private async carryAway(device: Device): Promise<void> {
    if (device.disk.full) return
    const waiting = await laws.look(device)
    this.ledger.vouchedFor(device.name, waiting)
    // Changes of records that others made are shown again once the records are.
    for (const op of [...waiting.ops, ...waiting.batches.flatMap((batch) => batch.ops), ...waiting.parked.values()])
      if (op.op !== 'create') this.ledger.touch('the copy', op.coll, op.id)
    await device.carryAway()
  }

  private async makeRoom(device: Device): Promise<void> {
    if (device.disk.full) return
    const { blobs } = await laws.look(device)
    for (const [id, photo] of blobs) if (photo.state === 'kept') this.ledger.photos.delete(id)
    await device.makeRoom()
  }

  private administer(step: Step, project: string): void {
    if (step.do === 'member') return this.member([ANNA, BRUNO][step.user] ?? ANNA, project, step.role)
    if (step.do === 'close month') return this.edit(`projects/${project}`, { closed_through: step.through })
    const entries = [...this.server.state.rows.keys()].filter((key) => key.startsWith('time_entries/'))
    const entry = entries['which' in step ? step.which % Math.max(1, entries.length) : 0]
    if (!entry) return
    this.ledger.touch('admin', 'time_entries', entry.split('/')[1] ?? '')
    if (step.do === 'admin edits entry') this.edit(entry, { effort: step.effort })
    if (step.do === 'admin moves') this.edit(entry, { project })
    if (step.do === 'admin deletes') this.server.admin((rows) => rows.delete(entry))
  }

  private member(user: string, project: string, role: string): void {
    // Whoever loses sight of a project no longer sees their own work in it.
    for (const key of this.ledger.touchedBy.keys()) {
      const [coll = '', id = ''] = key.split('/')
      this.ledger.touch('admin', coll, id)
    }
    this.server.admin((rows) => {
      if (role === 'none') rows.delete(`memberships/${membershipOf(user, project)}`)
      else rows.set(`memberships/${membershipOf(user, project)}`, membership(user, project, role))
    })
  }

  private edit(key: string, change: Row): void {
    this.server.admin((rows) => rows.set(key, { ...rows.get(key), ...change }))
  }

  /** The screen of a device changes only by what that device does. */
  async checkAlways(step: Step): Promise<void> {
    const device = 'device' in step ? this.devices[step.device] : null
    if (device) await laws.ownWorkStays(device, this.ledger, this.server)
  }

  /** The network heals, late requests arrive, disks have room again. */
  async makePeace(): Promise<void> {
    this.mail.deliverAll()
    for (let round = 0; round < PEACE_ROUNDS; round++)
      for (const device of this.devices) {
        device.disk.full = false
        const outcome = await device.sync(1)
        if (outcome !== 'done' && round > 4) throw new Broken(6, 'no peace', device.name, outcome)
        if (round > 4 && this.isSettled()) return
      }
  }

  private isSettled(): boolean {
    return this.devices.every(({ disk }) => disk.tables.ops.size + disk.tables.batches.size === 0)
  }

  async checkAtPeace(): Promise<void> {
    const seen = new Map<string, laws.Seen>()
    for (const device of this.devices) seen.set(device.name, await laws.look(device))
    for (const device of this.devices) {
      const own = seen.get(device.name)!
      await laws.nothingStuck(device, own)
      await laws.copyIsExact(device, this.server)
      await laws.screenIsHonest(device, this.server, own)
      await laws.ownWorkStays(device, this.ledger, this.server)
    }
    const history = new laws.History(this.server.state)
    laws.nothingLost(this.ledger, history, seen)
    laws.appliedRight(this.ledger, this.server.state)
    laws.photosArrived(this.ledger, this.server.state, seen, this.clockJumped)
    laws.upgradesParkNothing(seen)
  }
}

const BLOB = new Blob(['photo'], { type: 'image/jpeg' })

const taskOf = (step: { project: number; task: number }) => TASKS[step.project]?.[step.task] ?? ''
