import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { blockKind } from '../elements/ElementKind.ts'
import { emptyQuery, findPattern, type FindQuery, foundIn } from './FindQuery.ts'

/** A place in the editor's positions. */
export interface Place {
  readonly from: number
  readonly to: number
}

interface Finding {
  readonly query: FindQuery
  readonly pattern: RegExp | null
  readonly found: DecorationSet
}

const key = new PluginKey<Finding>('find')

const mark = { class: 'co-found' }

const search = (doc: Node, query: FindQuery, pattern: RegExp, from: number, to: number) => {
  const places: Decoration[] = []
  doc.nodesBetween(from, to, (node, position) => {
    if (!node.isTextblock) return true
    if (query.kind === null || blockKind(node) === query.kind)
      for (const place of foundIn(pattern, node.textContent))
        places.push(Decoration.inline(position + 1 + place.from, position + 1 + place.to, mark))
    return false
  })
  return places
}

const searched = (doc: Node, query: FindQuery): Finding => {
  const pattern = findPattern(query)
  const places = pattern === null ? [] : search(doc, query, pattern, 0, doc.content.size)
  return { query, pattern, found: DecorationSet.create(doc, places) }
}

/** The stretch in which two states of the script differ, in positions of the later one, out to whole blocks. */
const changedStretch = (before: Node, now: Node): Place | null => {
  const start = before.content.findDiffStart(now.content)
  const end = before.content.findDiffEnd(now.content)
  if (start === null || end === null) return null
  // Where text repeats, both ends run past each other.
  const [$from, $to] = [now.resolve(start), now.resolve(Math.max(start, end.b))]
  return {
    from: $from.parent.isTextblock ? $from.before() : start,
    to: $to.parent.isTextblock ? $to.after() : $to.pos,
  }
}

const followed = (tr: Transaction, before: Node, finding: Finding): Finding => {
  const { query, pattern } = finding
  if (pattern === null) return finding
  const changed = changedStretch(before, tr.doc)
  const found = finding.found.map(tr.mapping, tr.doc)
  if (changed === null) return { query, pattern, found }
  const { from, to } = changed
  return {
    query,
    pattern,
    found: found.remove(found.find(from, to)).add(tr.doc, search(tr.doc, query, pattern, from, to)),
  }
}

/** Marks the selected place apart from the others. */
const hereOf = ({ selection: { from, to } }: EditorState, found: DecorationSet) =>
  found.find(from, to).some((place) => place.from === from && place.to === to)
    ? Decoration.inline(from, to, { class: 'co-found-here' })
    : null

/** Marks the places of a query, and follows what anyone writes meanwhile. */
export const findPlugin = (): Plugin<Finding> =>
  new Plugin({
    key,
    state: {
      init: (_config, { doc }) => searched(doc, emptyQuery),
      apply(tr, finding, before) {
        const query = tr.getMeta(key) as FindQuery | undefined
        if (query !== undefined) return searched(tr.doc, query)
        return tr.docChanged ? followed(tr, before.doc, finding) : finding
      },
    },
    props: {
      decorations(state) {
        const found = key.getState(state)?.found
        const here = found === undefined ? null : hereOf(state, found)
        return here === null ? found : found?.add(state.doc, [here])
      },
    },
  })

/** A transaction that looks for something else. */
export const lookFor = (state: EditorState, query: FindQuery): Transaction =>
  state.tr.setMeta(key, query)

export const queryOf = (state: EditorState): FindQuery => key.getState(state)?.query ?? emptyQuery

/** Every place, from the top. */
export const placesOf = (state: EditorState): Place[] =>
  (key.getState(state)?.found.find() ?? [])
    .map(({ from, to }) => ({ from, to }))
    .toSorted((a, b) => a.from - b.from)

/** Which place is selected, counted from 0; -1 when none is. */
export const selectedPlace = ({ selection }: EditorState, places: readonly Place[]): number =>
  places.findIndex(({ from, to }) => from === selection.from && to === selection.to)
