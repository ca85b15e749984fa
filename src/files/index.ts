/** The door of the files room. */
export { shrinkPhoto, type ShrunkPhoto } from './photo/shrink'
export { annotatePhoto } from './photo/annotate'
export { isVisible, lineWidth, markPath, type PhotoMark, type Point } from './photo/marks'
export { forgetShared, keepShared, takeShared, type Shared } from './shared/inbox'
export { UnreadablePlan } from './msproject/refusal'

/** MS Project XML comes with its own parts: they are loaded when a plan is opened or saved, never before. */
export async function loadPlanFiles() {
  const [{ readPlan }, { planOf }, { writePlan }] = await Promise.all([
    import('./msproject/read'),
    import('./msproject/from-records'),
    import('./msproject/write'),
  ])
  return { readPlan, planOf, writePlan }
}
