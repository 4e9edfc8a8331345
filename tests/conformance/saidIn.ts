import { type BlockDraft, textOf, type TitleEntry, toRuns } from '@coldopen/core/screenplay'

/** A script as lines to compare: `kind text attribute=value`, marks in angle brackets, line ends as ⏎. */
export const saidIn = (
  titlePage: readonly TitleEntry[],
  blocks: readonly BlockDraft[],
): readonly string[] => [
  ...titlePage.map(({ key, text }) => `${key}: ${text}`.replaceAll('\n', '⏎')),
  ...blocks.map(({ kind, text, attrs = {} }) => {
    const runs = toRuns(text).map(({ text: said, marks }) => {
      const names = Object.keys(marks).toSorted()
      return names.length === 0 ? said : `<${names.join(',')}>${said}</>`
    })
    const facts = ['number', 'dual', 'level'].flatMap((name) =>
      attrs[name] === undefined ? [] : [` ${name}=${String(attrs[name])}`],
    )
    const said = textOf(toRuns(text)) === '' ? '' : ` ${runs.join('')}`
    return `${kind}${said}${facts.join('')}`.replaceAll('\n', '⏎')
  }),
]
