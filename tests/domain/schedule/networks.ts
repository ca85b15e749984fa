import fc from 'fast-check'
import type { Activity, Relation } from '@/domain/schedule/activity'
import { LINK_TYPES } from '@/schema/dependency'

/** Networks without cycles, drawn at random: links go from an earlier activity to a later one. */
export const aNetwork = (most = 14) =>
  fc.integer({ min: 1, max: most }).chain((size) =>
    fc.record({
      activities: fc
        .array(fc.nat(9), { minLength: size, maxLength: size })
        .map((durations) => durations.map((duration, index): Activity => ({ id: `a${index}`, duration }))),
      relations: fc
        .array(
          fc.tuple(fc.nat(size - 1), fc.nat(size - 1), fc.constantFrom(...LINK_TYPES), fc.integer({ min: -3, max: 5 })),
          {
            maxLength: size * 2,
          },
        )
        .map((links) =>
          links
            .filter(([from, to]) => from !== to)
            .map(([from, to, type, lag]): Relation => ({
              pred: `a${Math.min(from, to)}`,
              succ: `a${Math.max(from, to)}`,
              type,
              lag,
            })),
        ),
    }),
  )
