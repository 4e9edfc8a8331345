import { type BlockKind, tidyWord } from '@coldopen/core/screenplay'
import { blockKind } from '../elements/ElementKind.ts'
import { rememberNode } from '../elements/RememberNode.ts'

/** A word of an element's text. */
export interface TextWord {
  /** Composed, with straight apostrophes. */
  readonly word: string
  /** Offsets in the text, in UTF-16 units. */
  readonly from: number
  readonly to: number
}

/** Places, names and what stands on a paper's edge: nothing in them is a mistake. */
const unchecked: ReadonlySet<BlockKind> = new Set([
  'scene_heading',
  'character',
  'transition',
  'page_break',
  'boneyard',
])

/** Letters with apostrophes between them; the one of a dropped g (`goin'`) belongs to the word. */
const wordPattern = /[\p{L}\p{M}\p{N}_]+(?:['’][\p{L}\p{M}\p{N}_]+)*(?:(?<=\p{L}in)['’])?/gu

/** Addresses, file names and tags are no prose. */
const address = /@|:\/\/|^#|\w\.\w/u

const addressesIn = (text: string): readonly { readonly from: number; readonly to: number }[] =>
  [...text.matchAll(/\S+/gu)]
    .filter(([run]) => address.test(run))
    .map(({ index, 0: run }) => ({ from: index, to: index + run.length }))

const isShouted = (word: string): boolean => word === word.toUpperCase()

/** The words of a text that a dictionary is asked for: no capitals, no single letters (nor the `re` of re-enter), nothing with a digit. */
export const wordsOf = (text: string): readonly TextWord[] => {
  const addresses = addressesIn(text)
  return [...text.matchAll(wordPattern)].flatMap(({ index: from, 0: found }) => {
    const to = from + found.length
    const isPrefix = found.length === 2 && text[to] === '-'
    const isProse =
      found.length > 1 &&
      !isPrefix &&
      !/[\p{N}_]/u.test(found) &&
      !isShouted(found) &&
      !addresses.some((address) => address.from <= from && to <= address.to)
    return isProse ? [{ word: tidyWord(found), from, to }] : []
  })
}

const nothing: readonly TextWord[] = []

/** The words of a block to check. */
export const wordsIn = rememberNode((block) =>
  unchecked.has(blockKind(block)) ? nothing : wordsOf(block.textContent),
)
