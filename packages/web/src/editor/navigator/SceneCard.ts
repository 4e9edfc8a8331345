import type { Node } from 'prosemirror-model'
import { elementKind } from '../elements/ElementKind.ts'
import { perScene } from './perScene.ts'
import { sceneColour, type SceneColour } from './SceneColour.ts'

/** What the navigator shows of a scene. */
export interface SceneCard {
  /** Id of the scene's first block: its heading, or for text before the first heading any other block. */
  readonly id: string
  readonly heading: string
  /** First line of action, shortened. */
  readonly action: string
  /** Starts with a scene heading: it has a number and can be moved. */
  readonly numbered: boolean
  readonly colour: SceneColour | null
}

const longest = 80

const read = (scene: Node): SceneCard => {
  let heading = ''
  let action = ''
  let numbered = false
  let colour: SceneColour | null = null
  for (let index = 0; index < scene.childCount; index++) {
    const block = scene.child(index)
    const kind = elementKind(block)
    if (index === 0 && kind === 'scene_heading') {
      numbered = true
      heading = block.textContent
      colour = sceneColour(block.attrs.attrs)
    } else if (kind === 'action' && block.content.size > 0) {
      action = block.textBetween(0, Math.min(block.content.size, longest)).split('\n', 1)[0] ?? ''
      break
    }
  }
  return { id: String(scene.firstChild?.attrs.id ?? ''), heading, action, numbered, colour }
}

const same = (a: SceneCard, b: SceneCard): boolean =>
  a.id === b.id &&
  a.heading === b.heading &&
  a.action === b.action &&
  a.numbered === b.numbered &&
  a.colour === b.colour

/** The cards of a script in order. */
export const sceneCards = perScene(read, same)
