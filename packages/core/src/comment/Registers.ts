import * as Y from 'yjs'

/**
 * Comment id → registers of one remark: `w` words, `u` author's id, `n` author's name then, `at` when, `x` deleted,
 * `@<user id>` the name of somebody mentioned. A reply has `re`, its thread, and `k`, its order key. What begins a thread
 * has `q`, the words it is about, `a0` and `a`, where they stood at first and where they went, and `r`, by whom it was
 * resolved. Whatever else a newer version keeps here is left as it is.
 */
export const commentsMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('comments')

export type RemarkRegisters = Y.Map<unknown>

export const remarkRegisters = (doc: Y.Doc, id: string): RemarkRegisters | undefined => {
  const registers = commentsMap(doc).get(id)
  return registers instanceof Y.Map ? registers : undefined
}

/** A register as text of at most so many UTF-16 units; empty for anything else. */
export const textOfRegister = (registers: RemarkRegisters, name: string, most: number): string => {
  const value = registers.get(name)
  return typeof value === 'string' ? value.slice(0, most).toWellFormed() : ''
}
