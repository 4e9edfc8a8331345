import type { ProjectorStats } from './ProjectorStats.ts'

/** Is told what a projector does, while it does it. */
export interface Watch {
  /** Work that runs without a pause begins on a document, at a position of its log. */
  enter(doc: string, seq: number): void
  leave(): void
  /** The store was asked for work. */
  passed(stats: ProjectorStats): void
}

/** Nobody watches. */
export const unwatched: Watch = { enter: () => {}, leave: () => {}, passed: () => {} }
