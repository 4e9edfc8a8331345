import type { Node } from 'prosemirror-model'
import { tidyWord } from '@coldopen/core/screenplay'
import { sceneWords } from '../completion/SceneWords.ts'
import { elementKind } from '../elements/ElementKind.ts'
import { rememberNode } from '../elements/RememberNode.ts'

/** The words of names that a script teaches, in small letters. */
export interface ScriptNames {
  /** Of those who speak and of places in headings. */
  readonly names: ReadonlySet<string>
  /** Written in capitals in an action, as those who first appear are: names where they begin with a capital. */
  readonly shouted: ReadonlySet<string>
}

const nameWords = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu
const shoutedWords = /(?<![\p{L}\p{M}'’])\p{Lu}[\p{Lu}\p{M}'’]*\p{Lu}(?![\p{L}\p{M}])/gu

/** A word as words are compared: composed, in small letters, without a possessive ending. */
export const foldWord = (word: string): string => tidyWord(word).toLowerCase().replace(/'s?$/u, '')

const folded = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([word]) => foldWord(word))

const sceneNames = rememberNode((scene): ScriptNames => {
  const { speakers, location } = sceneWords(scene)
  const texts = [location, ...[...speakers.values()].map(({ text }) => text)]
  const shouted: string[] = []
  scene.forEach((block) => {
    if (elementKind(block) === 'action') shouted.push(...folded(block.textContent, shoutedWords))
  })
  return {
    names: new Set(texts.flatMap((text) => folded(text, nameWords))),
    shouted: new Set(shouted),
  }
})

/** The names of a script, learnt from its cues, headings and actions; each scene is read once. */
export const scriptNames = (doc: Node): ScriptNames => {
  const names = new Set<string>()
  const shouted = new Set<string>()
  doc.forEach((scene) => {
    const found = sceneNames(scene)
    for (const name of found.names) names.add(name)
    for (const name of found.shouted) shouted.add(name)
  })
  return { names, shouted }
}

/** Whether a word is a name of the script, in the possessive too. */
export const isName = ({ names, shouted }: ScriptNames, word: string): boolean => {
  const fold = foldWord(word)
  return names.has(fold) || (shouted.has(fold) && /^\p{Lu}/u.test(word))
}
