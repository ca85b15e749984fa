import { addDays, dayNumber, daysOfWeek, mondayOf, weekOf } from '@/domain/calendar/days'
import { membershipId } from '@/domain/identity/derived-id'
import type { Role } from '@/schema/membership'
import { SETTINGS_ID } from '@/schema/settings'
import { demoClosings } from './closings'
import { FLAG_STORIES } from './flag-stories'
import { demoBudget, demoProfile, type DemoBudget } from './budget'
import { LEADERS } from './budget-stories'
import { demoCollecting, type DemoCollecting } from './collecting'
import { demoDecisions, demoMarks } from './follow-up'
import { demoHistory, type DemoHistory } from './history'
import { demoMilestones, type DemoMilestones } from './milestones'
import { demoPeople, type DemoPeople, type DemoUser } from './people'
import { PHOTOS } from './photos'
import { demoPlan, isFinished, type DemoPlan } from './plan'
import { seeded, type Random } from './random'
import { demoSequence, type DemoSequence } from './sequencing'
import { recentShares } from './shares'
import { STORIES, type Story } from './stories'
import { demoWeather } from './weather'

type Row = Record<string, unknown>

export interface DemoDocument extends DemoHistory, DemoCollecting, DemoSequence, DemoMilestones, DemoBudget {
  settings: Row
  users: DemoUser[]
  projects: Row[]
  memberships: Row[]
  tasks: Row[]
  assignments: Row[]
  closings: Row[]
  closing_items: Row[]
  weather_reports: Row[]
  alert_marks: Row[]
  flags: Row[]
  attachments: (Row & { base64: string })[]
  /** The accounts to try, one a role. */
  accounts: { name: string; email: string; password: string; role: string }[]
}

/**
 * The demo: a fictional organisation with three programmes, twelve projects, forty people and sixteen weeks of history, the same
 * for the same day and seed. Every figure in it adds up: it is written as people would have written it.
 *
 * @example demoPortfolio('2026-11-23').projects.length // 12
 */
export function demoPortfolio(today: string, seed = 1, password = 'demonstration'): DemoDocument {
  const random = seeded(seed)
  const people = demoPeople(random, password)
  const projects = STORIES.map((story, index) => ({
    story,
    id: random.id(),
    color: index % 8,
    team: teamOf(people.contributors, index),
  }))
  const dated = (story: Story) => ({ ...story, startedOn: dayNumber(startOf(story, today)) })
  const plans = projects.map(({ story, id, team }) => demoPlan(dated(story), id, team, today, random))
  const sequences = plans.map((plan, index) => {
    const { id, story } = projects[index]!
    return demoSequence(plan, id, people.pmo.id, dated(story), today)
  })
  const setting = {
    leaves: plans.flatMap((plan) => plan.leaves),
    launched: new Map(sequences.flatMap((one) => one.baseline_items).map((item) => [String(item['task']), item])),
    stories: new Map(projects.map(({ story, id }) => [id, dated(story)])),
    today,
  }
  const { history, elsewhere, awayWeeks } = demoHistory(people.contributors, setting, random)
  const allocations = recentShares([...history.time_entries, ...elsewhere], today)
  closeFinished(plans, today)
  const { flags, attachments } = demoFlags(projects, plans, people, today, random)
  // A thread of its own: what was told before it stays the same.
  const aside = seeded(seed + 1)
  const followed = milestoneProjects(projects, plans, people, today)
  const asked = demoCollecting({ history, elsewhere, awayWeeks }, flags, people, today, aside)
  const collecting = { ...asked, actions: [...asked.actions, ...demoDecisions(followed, today)] }
  const milestones = demoMilestones(followed, today, seeded(seed + 2))
  const tasks = plans.flatMap((plan) => plan.tasks)
  const memberships = projects.flatMap((project, index) => membershipsOf(project, people, index, allocations))
  const budget = demoBudget(budgetProjects(projects, plans, people, today), today)
  const assignments = plans.flatMap((plan) => plan.assignments)
  const { closedThrough, ...closed } = demoClosings(
    projects.map(({ story, id, team }) => ({
      id,
      startedOn: startOf(story, today),
      members: team.map((user) => ({
        pattern: { weekPattern: user.week_pattern, zone: user.holiday_zone },
        allocation: allocations.get(`${id} ${user.id}`) ?? 0,
      })),
    })),
    {
      tasks,
      assignments,
      memberships,
      rates: budget.rates,
      ...history,
      ...milestones,
      flags,
      actions: collecting.actions,
    },
    people.pmo.id,
    today,
  )
  return {
    settings: {
      id: SETTINGS_ID,
      organisation: 'Atelier des Rives (démonstration)',
      day_minutes: 420,
      entry_step: 250,
      day_limit: 0,
      holiday_zone: 'metropole',
      currency: 'EUR',
    },
    users: people.all,
    projects: projects.map(({ story, id, color }) => ({
      id,
      code: story.code,
      name: story.name,
      programme: story.programme,
      state: 'active',
      starts_on: startOf(story, today),
      ends_on: addDays(startOf(story, today), 7 * 26 + story.slipDays),
      color,
      closed_through: closedThrough.get(id) ?? '',
    })),
    memberships,
    tasks,
    assignments,
    ...closed,
    weather_reports: demoWeather(
      followed.map((project) => ({
        ...project,
        moves: milestones.milestone_moves.filter((move) => move['project'] === project.id),
      })),
      people.pmo.id,
      today,
    ),
    alert_marks: demoMarks(followed, people.pmo.id, today),
    dependencies: sequences.flatMap((one) => one.dependencies),
    baselines: sequences.flatMap((one) => one.baselines),
    baseline_items: sequences.flatMap((one) => one.baseline_items),
    ...history,
    ...collecting,
    ...milestones,
    ...budget,
    flags,
    attachments,
    accounts: accountsOf(people),
  }
}

function milestoneProjects(
  projects: readonly { story: Story; id: string; team: DemoUser[] }[],
  plans: readonly DemoPlan[],
  people: DemoPeople,
  today: string,
) {
  return projects.map(({ story, id, team }, index) => ({
    story,
    id,
    manager: managerOf(people, index).id,
    owners: team.map((user) => user.id),
    sponsor: people.sponsor.name,
    startedOn: startOf(story, today),
    milestones: plans[index]!.tasks.filter((task) => task['kind'] === 'milestone'),
  }))
}

function budgetProjects(
  projects: readonly { story: Story; id: string; team: DemoUser[] }[],
  plans: readonly DemoPlan[],
  people: DemoPeople,
  today: string,
) {
  return projects.map(({ story, id, team }, index) => {
    const manager = managerOf(people, index).id
    return { story, id, manager, team, startedOn: startOf(story, today), plan: plans[index]! }
  })
}

const managerOf = (people: DemoPeople, index: number) => people.managers[index % people.managers.length]!

function startOf(story: Story, today: string): string {
  return mondayOf(weekOf(addDays(today, -7 * story.startedWeeksAgo)))
}

/** Teams of eight or nine: each contributor is on one project of each programme, and meets others on each. */
function teamOf(contributors: readonly DemoUser[], index: number): DemoUser[] {
  const size = (3 * contributors.length) / STORIES.length
  const [first, next] = [Math.floor(index * size), Math.floor((index + 1) * size)]
  const shift = [0, 17, 9][Math.floor(first / contributors.length)]!
  return Array.from(
    { length: next - first },
    (_, place) => contributors[(first + shift + place) % contributors.length]!,
  )
}

function membershipsOf(
  { story, id: project, team }: { story: Story; id: string; team: readonly DemoUser[] },
  people: DemoPeople,
  index: number,
  allocations: ReadonlyMap<string, number>,
): Row[] {
  const manager = managerOf(people, index)
  const row = (user: DemoUser, role: Role, allocation: number, profile: string) => ({
    id: membershipId(project, user.id),
    project,
    user: user.id,
    role,
    allocation,
    profile,
  })
  return [
    row(people.pmo, 'pmo', 0, LEADERS[1].name),
    row(manager, 'manager', 0, LEADERS[0].name),
    row(people.sponsor, 'sponsor', 0, ''),
    ...team.map((user, place) =>
      row(user, 'contributor', allocations.get(`${project} ${user.id}`) ?? 0, demoProfile(story, place)),
    ),
  ]
}

/** A task whose work is finished is said to be done by its doers; a milestone is reached once all of its phase is. */
function closeFinished(plans: readonly DemoPlan[], today: string) {
  for (const plan of plans) {
    const finished = new Set(plan.leaves.filter((leaf) => leaf.parts.every(isFinished)).map((leaf) => leaf.id))
    for (const task of plan.tasks) if (finished.has(String(task['id']))) task['state'] = 'done'
    const unfinished = new Set(
      plan.tasks.filter((task) => task['kind'] === 'task' && task['state'] === 'open').map((task) => task['parent']),
    )
    for (const task of plan.tasks)
      if (task['actual_on'] && unfinished.has(task['parent']))
        Object.assign(task, { state: 'open', actual_on: '', forecast_on: daysOfWeek(weekOf(addDays(today, 5)))[4]! })
  }
}

function demoFlags(
  projects: readonly { story: Story; id: string; team: DemoUser[] }[],
  plans: readonly DemoPlan[],
  people: DemoPeople,
  today: string,
  random: Random,
) {
  const flags: Row[] = []
  const attachments: (Row & { base64: string })[] = []
  FLAG_STORIES.forEach((story, index) => {
    const candidates = projects.filter((project) => project.story.programme === story.programme)
    const project = candidates[index % candidates.length]!
    const author = project.team[index % project.team.length] ?? people.contributors[0]!
    const leaf = plans[projects.indexOf(project)]!.leaves.find((task) =>
      task.parts.some((part) => part.doer === author && !isFinished(part)),
    )
    const id = random.id()
    const photos = story.photo ? [random.id()] : []
    flags.push({
      id,
      project: project.id,
      task: leaf?.id ?? '',
      author: author.id,
      day: addDays(today, -story.daysAgo),
      kind: story.kind,
      severity: story.severity,
      sentence: story.sentence,
      photos,
      state: story.state,
      answer: story.answer,
    })
    for (const photo of photos) {
      const picture = PHOTOS[story.photo!]
      attachments.push({
        id: photo,
        project: project.id,
        flag: id,
        author: author.id,
        sha256: picture.sha256,
        base64: picture.base64,
      })
    }
  })
  return { flags, attachments }
}

function accountsOf(people: DemoPeople) {
  const account = (user: DemoUser, role: string) => ({
    name: user.name,
    email: user.email,
    password: user.password,
    role,
  })
  return [
    account(people.pmo, 'PMO'),
    account(people.managers[0]!, 'chef de projet'),
    account(people.contributors[0]!, 'contributeur'),
    account(people.sponsor, 'commanditaire'),
  ]
}
