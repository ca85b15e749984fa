import type { LocalWrite } from '@/sync/door'
import { sameValue } from '@/sync/conflicts/same-value'
import type { Random } from '@/server/demo/random'
import { aFlag, anId, aRemainingEstimate, aTask, aTimeEntry } from '@tests/builders/records'
import { P, TASK } from '../a-world'
import type { Client } from './a-client'

type Row = Record<string, unknown>

const SENTENCES = ['Crane not booked.', 'Water in the pit.', 'Steel came late.', 'Access road closed.', 'Ça va mieux.']

/** A person who types all day: makes, changes and deletes records that nobody else writes, and remembers what they want. */
export class BusyWriter {
  /** The last value that was wanted of each field, by `coll/id`; null = deleted. */
  private readonly wanted = new Map<string, Row | null>()
  writes = 0

  constructor(
    readonly client: Client,
    private readonly random: Random,
    /** Of the plan, too: only who leads may. */
    private readonly plans: boolean,
  ) {}

  /** One edit, kept on the device. */
  async write(): Promise<void> {
    const chance = this.random.next()
    if (chance < 0.45) await this.make('time_entries', this.entry())
    else if (chance < 0.7) await this.change('time_entries', this.random.chance(0.5) ? 'effort' : 'comment')
    else if (this.plans) await this.plan(chance)
    else if (chance < 0.8) await this.make('remaining_estimates', this.estimate())
    else if (chance < 0.9) await this.make('flags', this.flag())
    else await this.change('flags', 'sentence')
  }

  /** What is otherwise on the server than this person wants it. */
  differingFrom(rows: ReadonlyMap<string, Row>): string[] {
    const isAs = (wanted: Row | null, row: Row | undefined) =>
      wanted
        ? row !== undefined && Object.entries(wanted).every(([field, value]) => sameValue(row[field], value))
        : !row
    return [...this.wanted].filter(([key, fields]) => !isAs(fields, rows.get(key))).map(([key]) => key)
  }

  /** The records that there should be. */
  living(): string[] {
    return [...this.wanted].filter(([, fields]) => fields).map(([key]) => key)
  }

  private async plan(chance: number): Promise<void> {
    if (chance < 0.82) await this.make('tasks', this.task())
    else if (chance < 0.92) await this.change('tasks', 'name')
    else await this.remove('tasks')
  }

  private entry() {
    const day = new Date(Date.UTC(2020, 0, 1 + this.writes)).toISOString().slice(0, 10)
    return aTimeEntry({ ...this.place, day, effort: 250 * (1 + this.random.below(4)) })
  }

  private estimate() {
    return aRemainingEstimate({ ...this.place, day: '2026-10-05', rank: 1 + this.writes, remaining: this.writes * 250 })
  }

  private flag() {
    const { id: author } = this.client.person
    const id = anId(`flag ${author} ${this.writes}`)
    return { ...aFlag({ project: P, author, sentence: this.random.pick(SENTENCES) }), id }
  }

  private task() {
    return aTask({ id: anId(`task ${this.writes}`), project: P, name: `Task ${this.writes}`, position: this.writes })
  }

  private get place() {
    return { project: P, task: TASK, user: this.client.person.id }
  }

  private make(coll: LocalWrite['coll'], { id, ...fields }: { id: string }): Promise<void> {
    return this.save({ op: 'create', coll, id, scope: P, fields })
  }

  private async change(coll: LocalWrite['coll'], field: string): Promise<void> {
    const id = this.pickOne(coll)
    if (!id) return this.write()
    const value =
      field === 'effort' ? this.anotherEffort(`${coll}/${id}`) : `${this.random.pick(SENTENCES)} ${this.writes}`
    return this.save({ op: 'patch', coll, id, scope: P, fields: { [field]: value } })
  }

  private async remove(coll: LocalWrite['coll']): Promise<void> {
    const id = this.pickOne(coll)
    return id ? this.save({ op: 'delete', coll, id, scope: P, fields: {} }) : this.write()
  }

  private anotherEffort(key: string): number {
    const { effort = 0 } = this.wanted.get(key) as { effort?: number }
    return (effort + 250) % 1250
  }

  private pickOne(coll: string): string | undefined {
    const own = [...this.wanted].filter(([key, fields]) => fields && key.startsWith(`${coll}/`))
    return own.length ? this.random.pick(own)[0].split('/')[1] : undefined
  }

  private async save(write: LocalWrite): Promise<void> {
    await this.client.save(write)
    this.writes += 1
    const key = `${write.coll}/${write.id}`
    this.wanted.set(key, write.op === 'delete' ? null : { ...this.wanted.get(key), ...write.fields })
  }
}
