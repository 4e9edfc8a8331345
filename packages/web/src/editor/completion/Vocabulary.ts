import type { Node } from 'prosemirror-model'
import { cueName } from './Cue.ts'
import { addWord, sceneWords, type SceneWords, type Word } from './SceneWords.ts'

/** What a cue adds to a name: the extensions of Final Draft's own lists. */
export const extensions = ['(V.O.)', '(O.S.)', '(O.C.)', "(CONT'D)", '(SUBTITLE)'] as const

/** The transitions of Final Draft's own lists. */
export const transitions = [
  'CUT TO:',
  'FADE IN:',
  'FADE OUT.',
  'FADE TO:',
  'DISSOLVE TO:',
  'BACK TO:',
  'MATCH CUT TO:',
  'JUMP CUT TO:',
  'FADE TO BLACK.',
] as const

/** Scene intros, from Final Draft's SmartType list, with the ones Fountain knows besides. */
export const intros: readonly string[] = ['INT.', 'EXT.', 'I/E', 'INT./EXT.', 'EST.']

/** Times of day of Final Draft's SmartType list. */
const times: readonly string[] = [
  'DAY',
  'NIGHT',
  'MORNING',
  'AFTERNOON',
  'EVENING',
  'LATER',
  'MOMENTS LATER',
  'CONTINUOUS',
  'THE NEXT DAY',
]

const byUse = (words: Map<string, Word>): readonly string[] =>
  [...words.values()].sort((a, b) => b.count - a.count).map(({ text }) => text)

const collect = (
  doc: Node,
  own: Node | null,
  words: (scene: SceneWords) => Iterable<readonly [string, number]>,
): readonly string[] => {
  const all = new Map<string, Word>()
  doc.forEach((scene) => {
    if (scene === own) return
    for (const [text, count] of words(sceneWords(scene))) if (text !== '') addWord(all, text, count)
  })
  return byUse(all)
}

/**
 * Names of the script, those who speak in the caret's scene first. The cue at the caret does not count: otherwise a
 * half-typed name would be offered to itself.
 */
export const characters = (doc: Node, scene: Node, cue: Node): readonly string[] => {
  const here = new Map<string, Word>()
  scene.forEach((block) => {
    if (block === cue || block.attrs.kind !== 'character') return
    const name = cueName(block.textContent)
    if (name !== '') addWord(here, name)
  })
  const near = byUse(here)
  const seen = new Set(near.map((name) => name.toUpperCase()))
  const far = collect(doc, scene, ({ speakers }) =>
    [...speakers.values()].map(({ text, count }) => [text, count] as const),
  )
  return [...near, ...far.filter((name) => !seen.has(name.toUpperCase()))]
}

export const locations = (doc: Node, scene: Node): readonly string[] =>
  collect(doc, scene, ({ location }) => [[location, 1]])

/** Times of day the script uses, then the usual ones. */
export const timesOfDay = (doc: Node, scene: Node): readonly string[] => {
  const used = collect(doc, scene, ({ time }) => [[time, 1]])
  const seen = new Set(used.map((time) => time.toUpperCase()))
  return [...used, ...times.filter((time) => !seen.has(time))]
}
