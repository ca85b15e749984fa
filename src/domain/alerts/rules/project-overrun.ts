import { projectSums } from '@/domain/portfolio/summary'
import { varianceShare } from '@/domain/progress/quantities'
import { alertKey, NO_FACTS, type FindAlerts } from '../alert'

/** Two budget points more are worth being told again. Permille. */
const STEP = 20
const GRAVE = 2

/** A project that lands above its budget. amount: the variance in thousandths of a day; count: its share of the budget, permille. */
export const projectOverrun: FindAlerts = ({ projects }, { overrun_share }) =>
  projects.flatMap(({ id, name, roots }) => {
    const { quantities } = projectSums(roots)
    const share = Math.round(1000 * (varianceShare(quantities) ?? 0))
    if (quantities.variance <= 0 || share <= overrun_share) return []
    return {
      key: alertKey('project-overrun', id),
      rule: 'project-overrun' as const,
      severity: share > GRAVE * overrun_share ? ('act' as const) : ('watch' as const),
      project: id,
      subject: id,
      name,
      facts: { ...NO_FACTS, amount: quantities.variance, count: share },
      level: Math.floor(share / STEP),
    }
  })
