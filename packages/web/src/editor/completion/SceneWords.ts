import type { Node } from 'prosemirror-model'
import { elementKind } from '../elements/ElementKind.ts'
import { cueName } from './Cue.ts'
import { parseHeading } from './Heading.ts'

/** What one scene teaches the completion list. */
export interface SceneWords {
  /** Names as first written in the scene, by their capitals, with how often they speak. */
  readonly speakers: ReadonlyMap<string, Word>
  readonly location: string
  readonly time: string
}

export interface Word {
  readonly text: string
  readonly count: number
}

const cache = new WeakMap<Node, SceneWords>()

export const addWord = (words: Map<string, Word>, text: string, count = 1): void => {
  const key = text.toUpperCase()
  const known = words.get(key)
  words.set(key, { text: known?.text ?? text, count: (known?.count ?? 0) + count })
}

/** Names, location and time of day of a scene; read once per scene node. */
export const sceneWords = (scene: Node): SceneWords => {
  const cached = cache.get(scene)
  if (cached !== undefined) return cached
  const speakers = new Map<string, Word>()
  let heading = { location: '', time: '' as string | null }
  scene.forEach((block) => {
    const kind = elementKind(block)
    if (kind === 'scene_heading') heading = parseHeading(block.textContent)
    if (kind !== 'character') return
    const name = cueName(block.textContent)
    if (name !== '') addWord(speakers, name)
  })
  const words = { speakers, location: heading.location.trim(), time: heading.time?.trim() ?? '' }
  cache.set(scene, words)
  return words
}
