import type { TitleEntry } from '@coldopen/core/screenplay'

/** The entries a title page usually has, by the keys of Fountain, in the order they are asked for. */
export const titleKeys = [
  'Title',
  'Credit',
  'Author',
  'Source',
  'Draft date',
  'Contact',
  'Copyright',
] as const

/** Fountain has both; they are one field. */
const isSame = (key: string, other: string): boolean => {
  const plain = (one: string) =>
    one
      .trim()
      .toLowerCase()
      .replace(/^authors$/u, 'author')
  return plain(key) === plain(other)
}

/** The title page as fields: the usual ones first, empty or not, then whatever else it has. */
export const titleFields = (entries: readonly TitleEntry[]): readonly TitleEntry[] => [
  ...titleKeys.map((key) => entries.find((entry) => isSame(entry.key, key)) ?? { key, text: '' }),
  ...entries.filter(({ key }) => !titleKeys.some((usual) => isSame(usual, key))),
]

/** The entries with one field changed; an entry that is emptied goes. */
export const withField = (
  entries: readonly TitleEntry[],
  key: string,
  text: string,
): readonly TitleEntry[] => {
  const known = entries.some((entry) => entry.key === key)
  const changed = known
    ? entries.map((entry) => (entry.key === key ? { key, text } : entry))
    : [...entries, { key, text }]
  return changed.filter((entry) => entry.text !== '')
}
