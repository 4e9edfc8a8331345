import { numbered } from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { isSceneHeading } from '../elements/ElementKind.ts'
import type { Edit } from '../keymap/Edit.ts'

interface Heading {
  readonly position: number
  readonly attrs: { readonly [name: string]: unknown }
}

const headingsOf = (doc: Node): readonly Heading[] => {
  const headings: Heading[] = []
  doc.descendants((node, position) => {
    if (node.isTextblock && isSceneHeading(node))
      headings.push({ position, attrs: node.attrs['attrs'] })
    return !node.isTextblock
  })
  return headings
}

const numberOf = ({ attrs: { number } }: Heading): string | null =>
  typeof number === 'string' && number !== '' ? number : null

const setNumber = (tr: Transaction, { position, attrs }: Heading, number: string | null): void => {
  const { number: _, ...others } = attrs
  tr.setNodeAttribute(position, 'attrs', number === null ? others : { ...others, number })
}

/** Gives every scene a number of its own; numbers that are given stay. False when all have one. */
export const numberScenes: Edit = (tr) => {
  const headings = headingsOf(tr.doc)
  const numbers = numbered(headings.map(numberOf))
  headings.forEach((heading, i) => {
    if (numberOf(heading) === null) setNumber(tr, heading, numbers[i]!)
  })
  return tr.docChanged
}

/** Takes the numbers of all scenes away. */
export const unnumberScenes: Edit = (tr) => {
  for (const heading of headingsOf(tr.doc))
    if (numberOf(heading) !== null) setNumber(tr, heading, null)
  return tr.docChanged
}
