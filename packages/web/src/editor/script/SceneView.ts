import type { PageProfile } from '@coldopen/core/page'
import type { Node } from 'prosemirror-model'
import type { Decoration, DecorationSource, NodeViewConstructor } from 'prosemirror-view'
import type { NumberSpec } from '../numbers/lockPlugin.ts'
import type { MarkSpec } from '../pages/BreakMark.ts'
import { isSceneHeading } from '../elements/ElementKind.ts'
import { lineCounts } from '../elements/LineCount.ts'

/** What the wrapper shows of its scene. */
interface SceneFacts {
  readonly lines: number
  /** The number the script gives the scene; empty without one, null for what is no scene. */
  readonly number: string | null
  /** Blank lines before the heading, where a page begins with it; null: the usual ones. */
  readonly before: number | null
}

/** What page breaks do to a scene. */
const breaksIn = (
  marks: DecorationSource,
): { readonly more: number; readonly before: number | null } => {
  let more = 0
  let before: number | null = null
  marks.forEachSet((set) => {
    for (const { from, spec } of set.find() as readonly {
      from: number
      spec: Partial<MarkSpec>
    }[]) {
      more += spec.more ?? 0
      if (from === 0 && spec.before !== undefined) before = spec.before
    }
  })
  return { more, before }
}

/** A number that is told from outside goes before the heading's own. */
const numberOf = ({ firstChild }: Node, told: readonly Decoration[]): string | null => {
  if (firstChild === null || !isSceneHeading(firstChild)) return null
  for (const { spec } of told as readonly { spec: Partial<NumberSpec> }[])
    if (spec.number !== undefined) return spec.number
  const number: unknown = firstChild.attrs['attrs']['number']
  return typeof number === 'string' ? number : ''
}

/**
 * The wrapper of a scene. Scenes out of view are not laid out (`content-visibility`); their height is counted from
 * lines, one em each, so that the scroll bar is right without measuring anything.
 */
export const sceneView =
  (profile: PageProfile): NodeViewConstructor =>
  (first, _view, _position, marks, marksInside) => {
    const counts = lineCounts(profile)
    const dom = document.createElement('section')
    dom.className = 'co-scene'
    let shown: SceneFacts = { lines: -1, number: null, before: null }
    const show = (
      scene: Node,
      marks: readonly Decoration[],
      marksInside: DecorationSource,
    ): void => {
      const { more, before } = breaksIn(marksInside)
      const next = { lines: counts.scene(scene) + more, number: numberOf(scene, marks), before }
      if (next.lines !== shown.lines) dom.style.containIntrinsicBlockSize = `auto ${next.lines}em`
      if (next.before === null) dom.style.removeProperty('--co-heading-line')
      else dom.style.setProperty('--co-heading-line', String(next.before))
      if (next.number !== shown.number) {
        dom.classList.toggle('co-scene-numbered', next.number !== null)
        if (next.number === null || next.number === '') delete dom.dataset['number']
        else dom.dataset['number'] = next.number
      }
      shown = next
    }
    show(first, marks, marksInside)
    return {
      dom,
      contentDOM: dom,
      update(scene, marks, marksInside) {
        if (scene.type !== first.type) return false
        show(scene, marks, marksInside)
        return true
      },
      ignoreMutation: (mutation) => mutation.type === 'attributes' && mutation.target === dom,
    }
  }
