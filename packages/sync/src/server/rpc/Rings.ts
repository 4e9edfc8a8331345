/** A doorbell message collected in a transaction: `docs/spec/seams.md`, Doorbell. */
export interface CollectedRing {
  readonly topic: string
  readonly event: string
  readonly payload: unknown
}

/** Takes the rings of a committed transaction to whoever listens in this process. */
export type Rings = (rings: readonly CollectedRing[]) => void

/** Reads the setting `coldopen.rings`: empty, or a JSON array. */
export const parseRings = (text: string | null): readonly CollectedRing[] => {
  if (text === null || text === '') return []
  const value: unknown = JSON.parse(text)
  return Array.isArray(value) ? value.filter(isRing) : []
}

const isRing = (value: unknown): value is CollectedRing =>
  typeof value === 'object' &&
  value !== null &&
  'topic' in value &&
  typeof value.topic === 'string' &&
  'event' in value &&
  typeof value.event === 'string' &&
  'payload' in value

/** Whether a ring says that a log grew. */
export const isAppend = ({ topic, event }: CollectedRing): boolean =>
  event === 'append' && topic.startsWith('doc:')
