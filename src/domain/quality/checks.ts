import { addDays, daysBetween } from '@/domain/calendar/days'
import { effortProgress } from '@/domain/progress/quantities'
import type { WbsNode, WbsTask } from '@/domain/progress/wbs'

/** A task as the checks look at it. */
export interface CheckedTask extends WbsTask {
  name: string
  starts_on: string
  ends_on: string
  owner?: string | undefined
}

export interface CheckedMilestone {
  id: string
  name: string
  expected: string
  reached: boolean
}

export interface CheckedMember {
  user: string
  name: string
  /** Of the last week that is over, thousandths of a day. */
  expected: number
  entered: number
  submitted: boolean
  /** What waits on their devices; null = not known. */
  waiting: number | null
  /** Day of their last contact; '' = never, null = not known. */
  lastContact: string | null
}

export interface CheckedProject {
  today: string
  nodes: readonly WbsNode<CheckedTask>[]
  milestones: readonly CheckedMilestone[]
  members: readonly CheckedMember[]
  isAssigned: (task: string) => boolean
}

export const QUALITY_CHECKS = [
  'missing-week',
  'unsynced-device',
  'stale-remaining',
  'no-remaining',
  'no-estimate',
  'no-owner',
  'no-dates',
  'past-milestone',
  'progress-gap',
] as const
export type QualityCheck = (typeof QUALITY_CHECKS)[number]

/** What one check found, or found in order, on one subject. */
export interface Looked {
  check: QualityCheck
  /** Of a task, a milestone, or a person. */
  subject: string
  name: string
  isFine: boolean
  /** Days or permille, as the words of the check need. */
  measure: number
}

/** A remaining is to be confirmed every two weeks. */
export const STALE_AFTER_DAYS = 14
/** Between measured progress and effort progress: beyond it one of the two is to be looked at. Permille. */
export const PROGRESS_GAP = 250
/** A device that was not in touch for so long, with something waiting. */
const SILENT_DAYS = 2

type Check = (project: CheckedProject) => Looked[]

const openTasks = ({ nodes }: CheckedProject) =>
  nodes.filter(({ task }) => task.kind === 'task' && task.state === 'open')

const overTasks =
  (
    check: QualityCheck,
    applies: (node: WbsNode<CheckedTask>) => boolean,
    isFine: (node: WbsNode<CheckedTask>, project: CheckedProject) => boolean,
    measure: (node: WbsNode<CheckedTask>, project: CheckedProject) => number = () => 0,
  ): Check =>
  (project) =>
    openTasks(project)
      .filter(applies)
      .map((node) => ({
        check,
        subject: node.task.id,
        name: node.task.name,
        isFine: isFine(node, project),
        measure: measure(node, project),
      }))

const hasBegun = (node: WbsNode<CheckedTask>) => node.quantities.actuals > 0
const age = (day: string, today: string) => (day ? daysBetween(day, today) : 0)
const gap = (node: WbsNode<CheckedTask>) =>
  Math.round(Math.abs((node.task.physical_progress ?? 0) - 1000 * (effortProgress(node.quantities) ?? 0)))

/** Each check of the registry: what it looks at, and what is in order. A new one is one entry here and its words. */
const REGISTRY: Record<QualityCheck, Check> = {
  'missing-week': ({ members }) =>
    members
      .filter(({ expected }) => expected > 0)
      .map(({ user, name, expected, entered, submitted }) => ({
        check: 'missing-week',
        subject: user,
        name,
        isFine: submitted || entered >= expected,
        measure: Math.max(0, expected - entered),
      })),
  'unsynced-device': ({ members, today }) =>
    members
      .filter(({ waiting }) => waiting !== null)
      .map(({ user, name, waiting, lastContact }) => ({
        check: 'unsynced-device',
        subject: user,
        name,
        isFine: waiting === 0 || (lastContact ?? '') >= addDays(today, -SILENT_DAYS),
        measure: waiting ?? 0,
      })),
  'stale-remaining': overTasks(
    'stale-remaining',
    (node) => hasBegun(node) && node.confirmedOn !== '',
    (node, { today }) => age(node.confirmedOn, today) <= STALE_AFTER_DAYS,
    (node, { today }) => age(node.confirmedOn, today),
  ),
  'no-remaining': overTasks('no-remaining', hasBegun, (node) => node.unconfirmed === 0 && node.confirmedOn !== ''),
  'no-estimate': overTasks(
    'no-estimate',
    () => true,
    (node) => node.quantities.budget > 0,
  ),
  'no-owner': overTasks(
    'no-owner',
    () => true,
    ({ task }, { isAssigned }) => Boolean(task.owner) || isAssigned(task.id),
  ),
  'no-dates': overTasks(
    'no-dates',
    () => true,
    ({ task }) => task.starts_on !== '' && task.ends_on !== '',
  ),
  'past-milestone': ({ milestones, today }) =>
    milestones
      .filter(({ expected, reached }) => expected !== '' && !reached)
      .map(({ id, name, expected }) => ({
        check: 'past-milestone',
        subject: id,
        name,
        isFine: expected >= today,
        measure: Math.max(0, age(expected, today)),
      })),
  'progress-gap': overTasks(
    'progress-gap',
    (node) => hasBegun(node) && node.task.physical_progress !== null,
    (node) => gap(node) <= PROGRESS_GAP,
    gap,
  ),
}

/** All that the checks look at in a project, in the order of the registry. */
export const lookOver = (project: CheckedProject): Looked[] =>
  QUALITY_CHECKS.flatMap((check) => REGISTRY[check](project))

/**
 * Data quality: the share of what was looked at that is in order, permille; null where there was nothing to look at.
 *
 * @example qualityScore([{ isFine: true }, { isFine: true }, { isFine: false }, { isFine: true }]) // 750
 */
export function qualityScore(looked: readonly Pick<Looked, 'isFine'>[]): number | null {
  if (looked.length === 0) return null
  return Math.floor((1000 * looked.filter(({ isFine }) => isFine).length) / looked.length)
}
