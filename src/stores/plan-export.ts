import { loadPlanFiles } from '@/files'
import { usePeople } from './people'
import { useSession } from './session'

/** The plan of a project as MS Project XML, as it is on this device. `baseline`: the id of the reference written beside it, or ''. */
export async function planFile(project: string, baseline: string): Promise<{ name: string; blob: Blob }> {
  const people = usePeople()
  const data = useSession().open()
  const [{ planOf, writePlan }, projects, tasks, dependencies, assignments, baselines, items] = await Promise.all([
    loadPlanFiles(),
    data.list('projects'),
    data.list('tasks', project),
    data.list('dependencies', project),
    data.list('assignments', project),
    data.list('baselines', project),
    data.list('baseline_items', project),
  ])
  const known = projects.find(({ row }) => row.id === project)?.row
  const taken = baselines.find(({ row }) => row.id === baseline)?.row
  const rows = assignments.map(({ row }) => row)
  const plan = planOf({
    name: known?.name ?? '',
    starts_on: known?.starts_on ?? '',
    tasks: tasks.map(({ row }) => row),
    dependencies: dependencies.map(({ row }) => row),
    people: [...new Set(rows.map(({ user }) => user as string))].map((id) => ({ id, name: people.nameOf(id) })),
    assignments: rows,
    ...(taken && {
      baseline: { taken, items: items.map(({ row }) => row).filter((row) => row.baseline === taken.id) },
    }),
  })
  const name = `${
    [known?.code, known?.name]
      .filter(Boolean)
      .join(' ')
      .replace(/[\\/:*?"<>|]/g, ' ') || 'plan'
  }.xml`
  return { name, blob: new Blob([writePlan(plan)], { type: 'application/xml' }) }
}
