import type { BlockId } from '../id/Id.ts'
import { isHeading } from './BlockKind.ts'
import { kindRegister, registersOf } from './Registers.ts'
import type { Script } from './Script.ts'

const opensPart: ReadonlySet<string> = new Set([
  'section',
  'synopsis',
  'note',
  'act_break',
  'page_break',
])

/**
 * How many of a scene's blocks are its own. A section at its end, with the synopses, notes and breaks below it, opens the
 * part of the script that comes next; a section with anything else below it is a part of the scene.
 */
export const ownBlocks = (kinds: readonly string[]): number => {
  let own = kinds.length
  for (let at = kinds.length - 1; at > 0 && opensPart.has(kinds[at] ?? ''); at--) {
    if (kinds[at] === 'section') own = at
  }
  return own
}

const kindOf = (script: Script, id: BlockId): string => {
  const registers = registersOf(script.doc, id)
  return registers === undefined ? 'action' : kindRegister(registers)
}

/** True for a block that begins a scene. */
export const isHead = (script: Script, id: BlockId): boolean => isHeading(kindOf(script, id))

/** The section that opens right above a heading, past what stands below it; the heading itself where none does. */
export const partAbove = (script: Script, head: BlockId): BlockId => {
  let first = head
  for (let id = script.index.neighbour(head, -1); id !== null;) {
    const kind = kindOf(script, id)
    if (!opensPart.has(kind)) break
    if (kind === 'section') first = id
    id = script.index.neighbour(id, -1)
  }
  return first
}

/** The scene's own blocks, its heading first, and the block after them. */
export const sceneRun = (
  script: Script,
  head: BlockId,
): { readonly blocks: readonly BlockId[]; readonly next: BlockId | null } => {
  const blocks = [head]
  const kinds = [kindOf(script, head)]
  let next = script.index.neighbour(head, 1)
  while (next !== null && !isHead(script, next)) {
    blocks.push(next)
    kinds.push(kindOf(script, next))
    next = script.index.neighbour(next, 1)
  }
  const own = ownBlocks(kinds)
  return { blocks: blocks.slice(0, own), next: blocks[own] ?? next }
}
