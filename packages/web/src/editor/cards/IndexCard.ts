import { synopsisSpan } from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import { sceneWords } from '../completion/SceneWords.ts'
import { isSceneHeading } from '../elements/ElementKind.ts'
import { perScene } from '../navigator/perScene.ts'
import { sceneColour, type SceneColour } from '../navigator/SceneColour.ts'

/** What the index card of a scene shows. */
export interface IndexCard {
  /** Id of the scene's first block. */
  readonly id: string
  readonly heading: string
  /** The number the script gives the scene; empty where it gives none. */
  readonly number: string
  /** Begins with a scene heading; text before the first one has no card. */
  readonly numbered: boolean
  /** The synopses under the heading, a line each. */
  readonly synopsis: string
  readonly colour: SceneColour | null
  /** Who speaks, as first written in the scene. */
  readonly speakers: readonly string[]
}

const read = (scene: Node): IndexCard => {
  const blocks = scene.content.content
  const first = scene.firstChild
  const numbered = first !== null && isSceneHeading(first)
  const attrs = (first?.attrs.attrs ?? {}) as Readonly<Record<string, unknown>>
  const { from, to } = synopsisSpan(blocks.map((block) => String(block.attrs.kind)))
  return {
    id: String(first?.attrs.id ?? ''),
    heading: numbered ? first.textContent : '',
    number: typeof attrs['number'] === 'string' ? attrs['number'] : '',
    numbered,
    synopsis: blocks
      .slice(from, to)
      .map((block) => block.textContent)
      .join('\n'),
    colour: numbered ? sceneColour(attrs) : null,
    speakers: [...sceneWords(scene).speakers.values()].map(({ text }) => text),
  }
}

const same = (a: IndexCard, b: IndexCard): boolean =>
  a.id === b.id &&
  a.heading === b.heading &&
  a.number === b.number &&
  a.numbered === b.numbered &&
  a.synopsis === b.synopsis &&
  a.colour === b.colour &&
  a.speakers.join('\n') === b.speakers.join('\n')

/** The cards of a script in order, one for each scene of the editor's document. */
export const indexCards = perScene(read, same)
