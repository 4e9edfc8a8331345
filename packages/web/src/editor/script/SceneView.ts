import type { PageProfile } from '@coldopen/core/page'
import type { Node } from 'prosemirror-model'
import type { NodeViewConstructor } from 'prosemirror-view'
import { isSceneHeading } from '../elements/ElementKind.ts'
import { lineCounts } from '../elements/LineCount.ts'

/** What the wrapper shows of its scene. */
interface SceneFacts {
  readonly lines: number
  /** The number the script gives the scene; empty without one, null for what is no scene. */
  readonly number: string | null
}

const numberOf = ({ firstChild }: Node): string | null => {
  if (firstChild === null || !isSceneHeading(firstChild)) return null
  const number: unknown = firstChild.attrs['attrs']['number']
  return typeof number === 'string' ? number : ''
}

/**
 * The wrapper of a scene. Scenes out of view are not laid out (`content-visibility`); their height is counted from
 * lines, one em each, so that the scroll bar is right without measuring anything. `--co-more` are the lines that page
 * breaks add.
 */
export const sceneView =
  (profile: PageProfile): NodeViewConstructor =>
  (first) => {
    const counts = lineCounts(profile)
    const dom = document.createElement('section')
    dom.className = 'co-scene'
    let shown: SceneFacts = { lines: -1, number: null }
    const show = (scene: Node): void => {
      const next = { lines: counts.scene(scene), number: numberOf(scene) }
      if (next.lines !== shown.lines)
        dom.style.containIntrinsicBlockSize = `auto calc(${next.lines}em + var(--co-more, 0) * 1em)`
      if (next.number !== shown.number) {
        dom.classList.toggle('co-scene-numbered', next.number !== null)
        if (next.number === null || next.number === '') delete dom.dataset['number']
        else dom.dataset['number'] = next.number
      }
      shown = next
    }
    show(first)
    return {
      dom,
      contentDOM: dom,
      update(scene) {
        if (scene.type !== first.type) return false
        show(scene)
        return true
      },
      ignoreMutation: (mutation) => mutation.type === 'attributes' && mutation.target === dom,
    }
  }
