import { Schema } from 'prosemirror-model'

const noAttrs = Object.freeze({})

/** What travels through the clipboard as JSON; a copy made elsewhere may hold anything, then it is undefined. */
const readJson = (json: string | null): unknown => {
  if (json === null) return undefined
  try {
    return JSON.parse(json)
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}

const isScalar = (value: unknown): boolean =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

const readAttrs = (json: string | null): object => {
  const value = readJson(json)
  return typeof value === 'object' && value !== null && Object.values(value).every(isScalar)
    ? value
    : noAttrs
}

/**
 * What the editor shows: `doc > scene+ > block+`. Permissive on purpose: a block's kind is an attribute and any order of
 * kinds is valid, so that no merge and no newer version's element can make the editor delete something. A block's `id`
 * is null until the binding names it; `attrs` are its further registers. The mark `foreign` carries one mark of a newer
 * version: its name, and its value as JSON.
 */
export const screenplaySchema = new Schema({
  nodes: {
    doc: { content: 'scene+' },
    scene: {
      content: 'block+',
      defining: true,
      toDOM: () => ['section', { class: 'co-scene' }, 0],
      parseDOM: [{ tag: 'section.co-scene' }],
    },
    block: {
      content: 'text*',
      marks: '_',
      defining: true,
      whitespace: 'pre',
      attrs: { id: { default: null }, kind: { default: 'action' }, attrs: { default: noAttrs } },
      toDOM: ({ attrs }) => {
        const dom: Record<string, string> = { 'data-kind': String(attrs.kind) }
        if (attrs.id !== null) dom['data-id'] = String(attrs.id)
        if (Object.keys(attrs.attrs).length > 0) dom['data-attrs'] = JSON.stringify(attrs.attrs)
        return ['p', dom, 0]
      },
      parseDOM: [
        {
          tag: 'p',
          preserveWhitespace: 'full',
          getAttrs: (dom) => ({
            id: dom.getAttribute('data-id'),
            kind: dom.getAttribute('data-kind') ?? 'action',
            attrs: readAttrs(dom.getAttribute('data-attrs')),
          }),
        },
      ],
    },
    text: {},
  },
  marks: {
    bold: { toDOM: () => ['strong', 0], parseDOM: [{ tag: 'strong' }, { tag: 'b' }] },
    italic: { toDOM: () => ['em', 0], parseDOM: [{ tag: 'em' }, { tag: 'i' }] },
    underline: { toDOM: () => ['u', 0], parseDOM: [{ tag: 'u' }] },
    strikeout: { toDOM: () => ['s', 0], parseDOM: [{ tag: 's' }, { tag: 'del' }] },
    foreign: {
      attrs: { name: {}, value: {} },
      excludes: '',
      toDOM: ({ attrs }) => ['span', { 'data-mark': attrs.name, 'data-value': attrs.value }, 0],
      parseDOM: [
        {
          tag: 'span[data-mark]',
          getAttrs: (dom) => {
            const value = dom.getAttribute('data-value')
            return readJson(value) === undefined
              ? false
              : { name: dom.getAttribute('data-mark'), value }
          },
        },
      ],
    },
  },
})
