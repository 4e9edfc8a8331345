import type { BlockId } from '../id/Id.ts'
import { type BlockRun, moveRun } from './MoveRun.ts'
import { NoSuchBlock } from './NoSuchBlock.ts'
import { sectionLevel } from './Outline.ts'
import { kindRegister, registersOf, scalarsOf } from './Registers.ts'
import type { Script } from './Script.ts'

/** How deep the section is that begins with this block; null where it is no section. */
const levelAt = (script: Script, id: BlockId): number | null => {
  const registers = registersOf(script.doc, id)
  if (registers === undefined || kindRegister(registers) !== 'section') return null
  return sectionLevel(scalarsOf(registers))
}

/** A section with everything below it: up to the next one that is as deep or less. */
const sectionRun = (script: Script, id: BlockId, level: number): BlockRun => {
  const blocks = [id]
  let next = script.index.neighbour(id, 1)
  while (next !== null && (levelAt(script, next) ?? level + 1) > level) {
    blocks.push(next)
    next = script.index.neighbour(next, 1)
  }
  return { blocks, next }
}

/** Moves a section, its scenes and its own sections before another block, usually a section, or to the end. */
export const moveSection = (script: Script, id: BlockId, before: BlockId | null): void => {
  const level = script.index.has(id) ? levelAt(script, id) : null
  if (level === null) throw new NoSuchBlock({ id })
  if (before !== null && !script.index.has(before)) throw new NoSuchBlock({ id: before })
  moveRun(script, sectionRun(script, id, level), before)
}
