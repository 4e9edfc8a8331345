import type { Node } from 'prosemirror-model'
import type { NodeViewConstructor } from 'prosemirror-view'
import { isSceneHeading } from '../elements/ElementKind.ts'
import { sceneLines } from '../elements/LineCount.ts'

const startsWithHeading = (scene: Node): boolean =>
  scene.firstChild !== null && isSceneHeading(scene.firstChild)

/**
 * The wrapper of a scene. Scenes out of view are not laid out (`content-visibility`); their height is counted from
 * lines, one em each, so that the scroll bar is right without measuring anything.
 */
export const sceneView: NodeViewConstructor = (first) => {
  const dom = document.createElement('section')
  dom.className = 'co-scene'
  let shown = { lines: -1, numbered: false }
  const show = (scene: Node): void => {
    const next = { lines: sceneLines(scene), numbered: startsWithHeading(scene) }
    if (next.lines !== shown.lines) dom.style.containIntrinsicBlockSize = `auto ${next.lines}em`
    if (next.numbered !== shown.numbered) dom.classList.toggle('co-scene-numbered', next.numbered)
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
