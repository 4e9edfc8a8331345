import { type BlockKind, isBlockKind } from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import { EditorState, TextSelection, type Plugin } from 'prosemirror-state'
import type { Edit } from '../keymap/Edit.ts'
import { screenplaySchema } from '../schema.ts'

/**
 * A script as lines: `heading: INT. HOUSE`. `|` is the caret; two of them are the ends of a selection. Scenes begin at
 * headings. Ids are a, b, c … in order.
 */
const shortNames: { readonly [name: string]: BlockKind } = {
  heading: 'scene_heading',
  cue: 'character',
}

const kindNamed = (name: string): BlockKind => {
  const kind = shortNames[name] ?? name
  if (!isBlockKind(kind)) throw new Error(`No element is called ${name}`)
  return kind
}

const nameOf = (kind: string): string =>
  Object.keys(shortNames).find((name) => shortNames[name] === kind) ?? kind

const blocksOf = (
  lines: readonly string[],
): { blocks: readonly Node[]; carets: readonly number[] } => {
  const carets: number[] = []
  let position = 0
  let scenes = 0
  const blocks = lines.map((line, index) => {
    const [, name = '', written = ''] = /^(\w+): ?(.*)$/s.exec(line) ?? []
    const kind = kindNamed(name)
    if (index === 0 || kind === 'scene_heading') {
      position += scenes === 0 ? 1 : 2
      scenes++
    }
    const parts = written.split('|')
    let offset = 0
    for (const part of parts.slice(0, -1)) {
      offset += part.length
      carets.push(position + 1 + offset)
    }
    const text = parts.join('')
    position += text.length + 2
    const id = String.fromCharCode(97 + index)
    return screenplaySchema.nodes.block.create(
      { id, kind },
      text === '' ? [] : screenplaySchema.text(text),
    )
  })
  return { blocks, carets }
}

const scenesOf = (blocks: readonly Node[]): readonly Node[] => {
  const scenes: Node[][] = []
  for (const block of blocks) {
    const last = scenes.at(-1)
    if (last === undefined || block.attrs.kind === 'scene_heading') scenes.push([block])
    else last.push(block)
  }
  return scenes.map((scene) => screenplaySchema.nodes.scene.create(null, scene))
}

export const script = (lines: readonly string[], plugins: readonly Plugin[] = []): EditorState => {
  const { blocks, carets } = blocksOf(lines)
  const doc = screenplaySchema.nodes.doc.create(null, [...scenesOf(blocks)])
  const state = EditorState.create({ doc, plugins: [...plugins] })
  const [anchor, head] = carets
  return anchor === undefined
    ? state
    : state.apply(state.tr.setSelection(TextSelection.create(doc, anchor, head ?? anchor)))
}

/** The script of a state as `script` takes it, with its caret. */
export const picture = (state: EditorState): readonly string[] => {
  const lines: string[] = []
  const { anchor, head } = state.selection
  state.doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const inside = [...new Set([anchor, head])]
      .map((caret) => caret - position - 1)
      .filter((offset) => offset >= 0 && offset <= node.content.size)
      .sort((a, b) => b - a)
    const text = inside.reduce(
      (shown, offset) => `${shown.slice(0, offset)}|${shown.slice(offset)}`,
      node.textContent,
    )
    lines.push(`${nameOf(String(node.attrs.kind))}: ${text}`.trimEnd())
    return false
  })
  return lines
}

/** Ids in display order; `null` for a block the binding has yet to name. */
export const ids = (state: EditorState): readonly unknown[] => {
  const found: unknown[] = []
  state.doc.descendants((node) => {
    if (node.isTextblock) found.push(node.attrs.id)
    return !node.isTextblock
  })
  return found
}

/** The picture after an edit, or `null` when the edit did not apply. */
export const after = (lines: readonly string[], edit: Edit): readonly string[] | null => {
  const state = script(lines)
  const { tr } = state
  return edit(tr) ? picture(state.apply(tr)) : null
}
