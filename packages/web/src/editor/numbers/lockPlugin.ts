import {
  numbersBeside,
  observeLocks,
  type OmittedScene,
  omittedScenes,
  type OwnNumber,
  type PageLock,
  readPageLock,
  readSceneLock,
  type SceneLock,
  type Script,
} from '@coldopen/core/screenplay'
import type { BlockId } from '@coldopen/core/id'
import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { bindingKey } from '../binding/BindingKey.ts'
import { isSceneHeading } from '../elements/ElementKind.ts'
import { readSelection } from '../script/readSelection.ts'

/** What is locked of a script, as the editor shows it. */
export interface LockState {
  /** The number of each scene by its heading; null while scene numbers are not locked. */
  readonly numbers: ReadonlyMap<BlockId, string> | null
  /** Locked scenes that were removed. */
  readonly omitted: readonly OmittedScene[]
  /** There are scenes whose numbers are not locked yet. */
  readonly fresh: boolean
  /** The pages that are locked; null while they are not. */
  readonly pages: PageLock | null
}

/** What a scene's wrapper is told of its number. */
export interface NumberSpec {
  readonly number: string
}

interface Locks extends LockState {
  /** Numbers that are not those of the headings' own. */
  readonly decorations: DecorationSet
}

const key = new PluginKey<Locks>('lock')

export const nothingLocked: LockState = { numbers: null, omitted: [], fresh: false, pages: null }

const unlocked: Locks = {
  ...nothingLocked,
  decorations: DecorationSet.empty,
}

export const lockOf = (state: EditorState): LockState => key.getState(state) ?? unlocked

interface Heading extends OwnNumber {
  /** Of the scene it begins. */
  readonly position: number
  readonly scene: Node
  readonly node: Node
}

const headingsOf = (doc: Node): readonly Heading[] => {
  const headings: Heading[] = []
  doc.forEach((scene, position) => {
    const node = scene.firstChild
    if (node === null || !isSceneHeading(node) || node.attrs['id'] === null) return
    const own: unknown = node.attrs['attrs']['number']
    headings.push({
      id: node.attrs['id'] as BlockId,
      own: typeof own === 'string' ? own : null,
      position,
      scene,
      node,
    })
  })
  return headings
}

const read = (script: Script, doc: Node): Locks => {
  const lock = readSceneLock(script.doc)
  const pages = readPageLock(script.doc)
  if (lock === null) return { ...unlocked, pages }
  const omitted = omittedScenes(script.doc, script.index, lock)
  const headings = headingsOf(doc)
  const numbers = numbersBeside(headings, lock, omitted)
  const other = headings.flatMap(({ id, own, position, scene }) => {
    const number = numbers.get(id)
    if (number === undefined || number === own) return []
    const spec: NumberSpec = { number }
    return [Decoration.node(position, position + scene.nodeSize, {}, spec)]
  })
  const fresh = headings.some(({ id }) => !lock.has(id))
  return { numbers, omitted, fresh, pages, decorations: DecorationSet.create(doc, other) }
}

const sameNumbers = (a: Locks['numbers'], b: Locks['numbers']): boolean =>
  a === b ||
  (a !== null && b !== null && a.size === b.size && [...a].every(([id, n]) => b.get(id) === n))

const sameOmitted = (a: readonly OmittedScene[], b: readonly OmittedScene[]): boolean =>
  a.length === b.length &&
  a.every(({ id, number, before }, i) => {
    const other = b[i]!
    return other.id === id && other.number === number && other.before === before
  })

/** What differs from before; what does not stays the same object. */
const settled = (before: Locks, now: Locks): Locks => ({
  ...now,
  numbers: sameNumbers(before.numbers, now.numbers) ? before.numbers : now.numbers,
  omitted: sameOmitted(before.omitted, now.omitted) ? before.omitted : now.omitted,
})

/** Gives a scene that is begun here its number, in the step that begins it: nobody's later scene takes it. */
const numberNewScenes = (
  script: Script,
  transactions: readonly Transaction[],
  old: EditorState,
  now: EditorState,
): Transaction | null => {
  const lock: SceneLock | null = readSceneLock(script.doc)
  if (lock === null || old.doc === now.doc) return null
  if (transactions.every((tr) => tr.getMeta(bindingKey) === 'remote')) return null
  const headings = headingsOf(now.doc)
  if (headings.every(({ own }) => own !== null && own !== '')) return null
  const numbers = numbersBeside(headings, lock, lockOf(old).omitted)
  const { tr } = now
  for (const { id, own, position, node } of headings) {
    const number = numbers.get(id)
    if (number === undefined || (own !== null && own !== '')) continue
    tr.setNodeAttribute(position + 1, 'attrs', { ...node.attrs['attrs'], number })
  }
  return tr.docChanged ? tr.setStoredMarks(now.storedMarks) : null
}

/** Keeps what is locked of a script at hand, and numbers the scenes that come. To be put behind the binding. */
export const lockPlugin = (script: Script): Plugin<Locks> =>
  new Plugin<Locks>({
    key,
    state: {
      init: (_config, { doc }) => read(script, doc),
      apply(tr, locks) {
        const now = tr.getMeta(key) as Locks | undefined
        if (now !== undefined) return now
        if (!tr.docChanged || locks.decorations === DecorationSet.empty) return locks
        return { ...locks, decorations: locks.decorations.map(tr.mapping, tr.doc) }
      },
    },
    appendTransaction: (transactions, old, now) => numberNewScenes(script, transactions, old, now),
    props: { decorations: (state) => key.getState(state)?.decorations },
    view: (view) => follow(script, view),
  })

/** Reads the lock again once a change that may concern it is over. */
const follow = (script: Script, view: EditorView) => {
  let closed = false
  let asked = false
  const look = (): void => {
    asked = false
    if (closed) return
    const before = key.getState(view.state) ?? unlocked
    const now = settled(before, read(script, view.state.doc))
    if (now.numbers === null && before.numbers === null && now.pages === before.pages) return
    readSelection()
    view.dispatch(view.state.tr.setMeta(key, now).setMeta('addToHistory', false))
  }
  const ask = (): void => {
    if (asked || closed) return
    asked = true
    queueMicrotask(look)
  }
  const stops = [
    observeLocks(script.doc, ask),
    script.observe(({ reordered, blocks }) => {
      if ((reordered || blocks.size > 0) && readSceneLock(script.doc) !== null) ask()
    }),
  ]
  return {
    destroy() {
      closed = true
      for (const stop of stops) stop()
    },
  }
}
