import type { Node } from 'prosemirror-model'
import { intros } from '../completion/Vocabulary.ts'
import { sceneWords } from '../completion/SceneWords.ts'
import { isSceneHeading } from '../elements/ElementKind.ts'

/** What a writer filters scenes by: the words of the field, each of which a scene must have. */
export const filterWords = (typed: string): readonly string[] =>
  typed.toUpperCase().split(/\s+/u).filter(Boolean)

/** Heading, time of day, and who speaks; text before the first heading has only its speakers. */
const about = (scene: Node): string => {
  const { speakers } = sceneWords(scene)
  const first = scene.firstChild
  const heading = first !== null && isSceneHeading(first) ? first.textContent : ''
  return [heading, ...speakers.keys()].join('\n').toUpperCase()
}

/** The ids of the scenes that have every word in their heading or among their speakers; null without words: all. */
export const filteredScenes = (doc: Node, words: readonly string[]): ReadonlySet<string> | null => {
  if (words.length === 0) return null
  const kept = new Set<string>()
  doc.forEach((scene) => {
    const text = about(scene)
    if (words.every((word) => text.includes(word))) kept.add(String(scene.firstChild?.attrs.id))
  })
  return kept
}

/** What the field offers: scene intros, then the speakers and locations of the script by name. */
export const filterOffers = (doc: Node): readonly string[] => {
  const names = new Set<string>()
  doc.forEach((scene) => {
    const { speakers, location } = sceneWords(scene)
    for (const speaker of speakers.keys()) names.add(speaker)
    if (location !== '') names.add(location.toUpperCase())
  })
  return [...intros, ...[...names].toSorted((a, b) => a.localeCompare(b))]
}
