import * as v from 'valibot'

/**
 * What travels between a device and the server, in one place. Both ends validate with these.
 * The meaning of each message is docs/sync.md.
 */

/** Version of the shape of the rows that this build writes. Each op carries the one it was written with. */
export const SCHEMA_VERSION = 1

/** `u:<user>` for what belongs to a person, a project's id for what belongs to a project, `org` for settings. */
export const scopeId = v.pipe(v.string(), v.regex(/^(org|u:[a-z0-9]{15}|[a-z0-9]{15})$/))
export const ORG_SCOPE = 'org'
export const userScope = (user: string) => `u:${user}`

export const PUSH_MAX_OPS = 500

const anyFields = v.record(v.string(), v.unknown())
const anyId = v.pipe(v.string(), v.regex(/^[a-z0-9]{15,40}$/))

/** One person's intent about one record. */
export const wireOp = v.object({
  op: v.picklist(['create', 'patch', 'delete']),
  coll: v.string(),
  id: anyId,
  scope: scopeId,
  /** create: all fields; patch: the changed ones; delete: none. */
  fields: anyFields,
  /** patch: for each changed field, the value that the person saw. Empty for create. */
  base: anyFields,
  schema: v.number(),
})
export type WireOp = v.InferOutput<typeof wireOp>

export const pushRequest = v.object({
  batch: anyId,
  device: anyId,
  /** How many operations still wait behind this batch: the PMO sees "n waiting". */
  waiting: v.pipe(v.number(), v.integer(), v.minValue(0)),
  ops: v.pipe(v.array(wireOp), v.maxLength(PUSH_MAX_OPS)),
})
export type PushRequest = v.InferOutput<typeof pushRequest>

export const REFUSALS = ['conflict', 'exists', 'denied', 'missing', 'invalid'] as const
export type Refusal = (typeof REFUSALS)[number]

/** `1` = applied. Otherwise why not; `row` is the server's record for conflict and exists. */
export const opResult = v.union([
  v.literal(1),
  v.object({
    e: v.picklist(REFUSALS),
    code: v.optional(v.string()),
    field: v.optional(v.string()),
    row: v.optional(v.nullable(anyFields)),
    /** Who wrote that row last, and when (milliseconds since the epoch): for the words of the card, decides nothing. */
    by: v.optional(v.string()),
    at: v.optional(v.number()),
  }),
])
export type OpResult = v.InferOutput<typeof opResult>

export const pushResponse = v.object({
  batch: anyId,
  boot: v.string(),
  /** Highest sequence at the commit: once a scope's cursor has reached it, the copy contains this batch. */
  seq: v.number(),
  results: v.array(opResult),
})
export type PushResponse = v.InferOutput<typeof pushResponse>

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** What a device says of itself when it pulls: what its owner's PMO may know of it. */
export const deviceReport = v.object({
  /** Records and photos not sent. */
  unsent: count,
  /** Records that wait for a decision of their owner. */
  parked: count,
  /** When the oldest of them was typed, milliseconds since the epoch; null = nothing waits. */
  since: v.nullable(v.number()),
})
export type DeviceReport = v.InferOutput<typeof deviceReport>

export const pullRequest = v.object({
  device: anyId,
  /** The boot that the cursors belong to; '' at first. */
  boot: v.string(),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5000)),
  scopes: v.pipe(v.array(v.object({ scope: scopeId, since: v.number() })), v.maxLength(1000)),
  /** Apps of the first days say nothing. */
  report: v.optional(deviceReport),
})
export type PullRequest = v.InferOutput<typeof pullRequest>

/** One change: the record as it is now, or null when it is no longer at that place. */
export const pulledRow = v.object({
  coll: v.string(),
  part: v.string(),
  id: v.string(),
  row: v.nullable(anyFields),
})
export type PulledRow = v.InferOutput<typeof pulledRow>

/** What one scope has to say. `reset` = throw the copy away and take a snapshot; `gone` = not a member (any more). */
export const pulledScope = v.variant('kind', [
  v.object({
    kind: v.literal('changes'),
    scope: scopeId,
    /** The role that the rows were cut for: when it changes, the copy must be taken anew. */
    role: v.string(),
    seq: v.number(),
    more: v.boolean(),
    rows: v.array(pulledRow),
  }),
  v.object({ kind: v.literal('reset'), scope: scopeId }),
  v.object({ kind: v.literal('gone'), scope: scopeId }),
])
export type PulledScope = v.InferOutput<typeof pulledScope>

export const pullResponse = v.object({ boot: v.string(), scopes: v.array(pulledScope) })
export type PullResponse = v.InferOutput<typeof pullResponse>

/** First copy of a scope, page after page; small collections first, then time entries newest month first. */
export const snapshotRequest = v.object({
  device: anyId,
  scope: scopeId,
  /** '' for the first page, then the `next` of the page before. */
  after: v.string(),
  /** Months older than this `YYYY-MM` are left out; '' = everything. */
  from: v.string(),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20000)),
})
export type SnapshotRequest = v.InferOutput<typeof snapshotRequest>

export const snapshotResponse = v.union([
  v.object({
    boot: v.string(),
    role: v.string(),
    /** Read before the rows: pulling from here misses nothing. Keep the one of the FIRST page. */
    seq: v.number(),
    rows: v.array(pulledRow),
    /** null after the last page. */
    next: v.nullable(v.string()),
  }),
  v.object({ gone: v.literal(true) }),
])
export type SnapshotResponse = v.InferOutput<typeof snapshotResponse>

/** After a boot change: which of these acknowledged batches does the server still know? */
export const receiptsRequest = v.object({ batches: v.pipe(v.array(anyId), v.maxLength(2000)) })
export const receiptsResponse = v.object({ boot: v.string(), known: v.array(anyId) })
export type ReceiptsResponse = v.InferOutput<typeof receiptsResponse>

/** How the devices of a project's members stand. One row per member who was ever here. */
export const teamSync = v.object({
  members: v.array(
    v.object({
      user: v.string(),
      /** When one of their devices last reached the server, milliseconds since the epoch. */
      at: v.number(),
      ...deviceReport.entries,
    }),
  ),
})
export type TeamSync = v.InferOutput<typeof teamSync>
