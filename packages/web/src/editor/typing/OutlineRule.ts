import type { ElementKind } from '../elements/ElementKind.ts'
import type { TypedRule } from './TypedRule.ts'

const plain: ReadonlySet<ElementKind> = new Set([
  'action',
  'general',
  'scene_heading',
  'section',
  'synopsis',
])

/** `# `, `## ` … at the start of a line make a section that deep, `= ` a synopsis, as in Fountain; the signs go. */
export const outlineRule: TypedRule = (tr, { at, text }) => {
  const signs = at.text.slice(0, at.offset)
  if (text !== ' ' || !plain.has(at.kind) || !/^(?:#{1,6}|=)$/.test(signs)) return false
  if (at.kind === 'scene_heading' && at.text !== signs) return false
  const { level: _before, ...attrs } = at.block.attrs.attrs as Record<string, unknown>
  tr.delete(at.start, at.start + at.offset)
  const synopsis = signs === '='
  tr.setNodeMarkup(at.before, null, {
    ...at.block.attrs,
    kind: synopsis ? 'synopsis' : 'section',
    attrs: synopsis ? attrs : { ...attrs, level: signs.length },
  })
  return true
}
