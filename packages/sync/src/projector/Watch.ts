/** Is told before and after every piece of work that runs without a pause. */
export interface Watch {
  /** Work on a document begins, at a position of its log. */
  enter(doc: string, seq: number): void
  leave(): void
}

/** Nobody watches. */
export const unwatched: Watch = { enter: () => {}, leave: () => {} }
