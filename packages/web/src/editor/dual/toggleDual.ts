import { type DualPair, dualPairs } from '@coldopen/core/page'
import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import type { Edit } from '../keymap/Edit.ts'

interface Line {
  readonly kind: string
  readonly attrs: { readonly [name: string]: string | number | boolean | null }
}

const linesOf = (scene: Node): readonly Line[] =>
  scene.content.content.map(({ attrs }) => ({ kind: String(attrs.kind), attrs: attrs.attrs }))

const pairWith = (lines: readonly Line[], index: number): DualPair | undefined =>
  [...dualPairs(lines).values()].find(({ first, end }) => first <= index && index < end)

/** The scene with the cue at an index made the second of a pair, or not. */
const marked = (lines: readonly Line[], cue: number, dual: boolean): readonly Line[] =>
  lines.map((line, at) => {
    if (at !== cue) return line
    const { dual: _, ...others } = line.attrs
    return { ...line, attrs: dual ? { ...others, dual: true } : others }
  })

/** The cue that would pair the speech at an index: its own, or else that of the speech after it. */
const pairingCue = (lines: readonly Line[], index: number): number | null => {
  const own = lines.findLastIndex(({ kind }, at) => at <= index && kind === 'character')
  const next = lines.findIndex(({ kind }, at) => at > index && kind === 'character')
  const pairs = (cue: number): boolean =>
    cue >= 0 && pairWith(marked(lines, cue, true), index)?.second === cue
  return [own, next].find(pairs) ?? null
}

const setDual = (tr: Transaction, cue: number, lines: readonly Line[], dual: boolean): true => {
  const { $from } = tr.selection
  let position = $from.start(1)
  for (let at = 0; at < cue; at++) position += $from.node(1).child(at).nodeSize
  tr.setNodeAttribute(position, 'attrs', marked(lines, cue, dual)[cue]!.attrs)
  return true
}

/** Puts the caret's speech beside the one before it, or the one after; parts the two when they are. */
export const toggleDual: Edit = (tr) => {
  const { $from } = tr.selection
  if ($from.depth < 2) return false
  const lines = linesOf($from.node(1))
  const index = $from.index(1)
  const pair = pairWith(lines, index)
  if (pair !== undefined) return setDual(tr, pair.second, lines, false)
  const cue = pairingCue(lines, index)
  return cue !== null && setDual(tr, cue, lines, true)
}
