/** What a line is called before somebody names it. */
export const NEW_NAMES = { task: 'gantt.newTask', phase: 'gantt.newPhase', milestone: 'gantt.newMilestone' } as const
