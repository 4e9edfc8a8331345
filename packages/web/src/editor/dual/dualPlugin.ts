import type { PageProfile } from '@coldopen/core/page'
import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { type DualBox, lineCounts } from '../elements/LineCount.ts'
import { pagesOf } from '../pages/pagesPlugin.ts'

interface DualState {
  readonly profile: PageProfile
  readonly decorations: DecorationSet
}

const key = new PluginKey<DualState>('dual')

const classOf = (index: number, { second }: DualBox): string =>
  index < second ? 'co-dual-left' : 'co-dual-right'

/** The second cue rises to the line of the first; what follows begins below the longer column. */
const styleOf = (index: number, { second, end, left, right }: DualBox): string | null => {
  const rise = index === second ? `--co-before: ${-left};` : ''
  const rest = index === end - 1 && left > right ? `--co-rest: ${left - right};` : ''
  return rise + rest === '' ? null : rise + rest
}

const boxDecorations = (scene: Node, start: number, profile: PageProfile): Decoration[] => {
  const found: Decoration[] = []
  const boxes = lineCounts(profile).duals(scene)
  if (boxes.length === 0) return found
  scene.forEach((block, inside, index) => {
    const box = boxes.find(({ first, end }) => first <= index && index < end)
    if (box === undefined) return
    const from = start + inside
    const style = styleOf(index, box)
    found.push(
      Decoration.node(from, from + block.nodeSize, {
        class: classOf(index, box),
        ...(style === null ? {} : { style }),
      }),
    )
  })
  return found
}

/** How many scenes are the same from the start, and of the others from the end. */
const sameScenes = (old: Node, now: Node): readonly [head: number, tail: number] => {
  const least = Math.min(old.childCount, now.childCount)
  let head = 0
  while (head < least && old.child(head) === now.child(head)) head++
  let tail = 0
  const last = (doc: Node): Node => doc.child(doc.childCount - 1 - tail)
  while (tail < least - head && last(old) === last(now)) tail++
  return [head, tail]
}

const place = (doc: Node, profile: PageProfile, head = 0, tail = 0): Decoration[] => {
  const found: Decoration[] = []
  doc.forEach((scene, offset, index) => {
    if (index < head || index >= doc.childCount - tail) return
    found.push(...boxDecorations(scene, offset + 1, profile))
  })
  return found
}

/** Two speeches side by side, as one types: only the scenes that changed are looked at. */
export const dualPlugin = (): Plugin<DualState> =>
  new Plugin<DualState>({
    key,
    state: {
      init: (_config, state) => {
        const { profile } = pagesOf(state)
        return { profile, decorations: DecorationSet.create(state.doc, place(state.doc, profile)) }
      },
      apply(tr, dual, before, after) {
        const { profile } = pagesOf(after)
        if (profile !== dual.profile)
          return { profile, decorations: DecorationSet.create(tr.doc, place(tr.doc, profile)) }
        if (!tr.docChanged) return dual
        const [head, tail] = sameScenes(before.doc, after.doc)
        const fresh = place(after.doc, profile, head, tail)
        const mapped = dual.decorations.map(tr.mapping, tr.doc)
        let [from, to] = [0, after.doc.content.size]
        for (let i = 0; i < head; i++) from += after.doc.child(i).nodeSize
        for (let i = 0; i < tail; i++) to -= after.doc.child(after.doc.childCount - 1 - i).nodeSize
        const stale = mapped.find(from, to)
        if (fresh.length === 0 && stale.length === 0) return { profile, decorations: mapped }
        return { profile, decorations: mapped.remove(stale).add(after.doc, fresh) }
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
  })
