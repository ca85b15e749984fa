import { loadPlanFiles } from '@/files'
import { usePeople } from './people'
import { useSession } from './session'

/**
 * The plan of a project as MS Project XML, as it is on this device. `baseline`: the id of the reference written beside it, or ''.
 * Who leads the project also keeps the numbers that its tasks have in the file: an import recognises them by these.
 */
export async function planFile(project: string, baseline: string): Promise<{ name: string; blob: Blob }> {
  const people = usePeople()
  const data = useSession().open()
  const [{ planOf, planUids, writePlan }, projects, tasks, dependencies, assignments, baselines, items] =
    await Promise.all([
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
  // Whatever they are called when the file comes back, they are known by these.
  const uids = planUids(tasks.map(({ row }) => row))
  const unnumbered = people.leadsIn(project) ? tasks.filter(({ row }) => !row.external_uid) : []
  await data.save(
    unnumbered.map(({ row }) => ({
      op: 'patch',
      coll: 'tasks',
      id: row.id,
      scope: project,
      fields: { external_uid: uids.get(row.id) ?? '' },
    })),
  )
  const name = `${
    [known?.code, known?.name]
      .filter(Boolean)
      .join(' ')
      .replace(/[\\/:*?"<>|]/g, ' ') || 'plan'
  }.xml`
  return { name, blob: new Blob([writePlan(plan)], { type: 'application/xml' }) }
}
