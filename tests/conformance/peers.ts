import type { Fountain } from '@coldopen/core/fountain'

/** Kinds by the names screenplay-tools gives them; what is not printed and not told by it is left out. */
const names: Readonly<Record<string, string>> = {
  scene_heading: 'HEADING',
  action: 'ACTION',
  centered: 'ACTION',
  character: 'CHARACTER',
  parenthetical: 'PARENTHETICAL',
  dialogue: 'DIALOGUE',
  lyrics: 'LYRIC',
  transition: 'TRANSITION',
  section: 'SECTION',
  synopsis: 'SYNOPSIS',
  page_break: 'PAGEBREAK',
}

/** Letters and numbers only: tools differ in what signs and white space they keep. */
const bare = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Consecutive action is one element: tools differ in where a paragraph ends. */
const merge = (elements: readonly (readonly [kind: string, text: string])[]): string[] => {
  const merged: [string, string][] = []
  for (const [kind, text] of elements) {
    const last = merged.at(-1)
    if (last !== undefined && last[0] === kind && /^(?:ACTION|DIALOGUE|LYRIC)$/.test(kind))
      last[1] += bare(text)
    else merged.push([kind, bare(text)])
  }
  return merged.map((parts) => parts.join(' '))
}

/** Without notes and boneyards. */
const printed = (text: string): string => text.replaceAll(/\[\[[^]*?\]\]|\/\*[^]*?\*\//g, '')

/** A script of ours, one `KIND text` per element. */
export const ourElements = ({ blocks }: Pick<Fountain, 'blocks'>): string[] =>
  merge(
    blocks.flatMap(({ kind, text, attrs }): (readonly [string, string])[] => {
      const name = names[kind]
      if (name === undefined) return []
      const said = typeof text === 'string' ? text : text.map((run) => run.text).join('')
      return [[name, printed(said) + String(attrs?.['number'] ?? '')]]
    }),
  )

/** A dump of screenplay-tools: `KIND:"text"`, texts over several lines, facts in parentheses behind. */
export const dumpElements = (dump: string): string[] =>
  merge(
    [
      ...dump.matchAll(
        /^([A-Z]+):"([^]*?)"(?: "([^"]*)")?(?: \(([^)]*)\))?(?: \(Dual\))?(?: tags:.*)?$/gm,
      ),
    ]
      .filter(([, kind]) => Object.values(names).includes(kind ?? ''))
      .map(([, kind = '', text = '', extension = '', fact = '']) => {
        const shown = text.replaceAll(/\[\[\d+\]\]|\/\*\d+\*\//g, '')
        const number = kind === 'HEADING' ? fact : ''
        return [kind, shown + extension + number] as const
      }),
  )

/** The tokens of afterwriting's parser. */
export const afterwritingElements = (json: string): string[] => {
  const { tokens } = JSON.parse(json) as { tokens: { type: string; text: string }[] }
  return merge(
    tokens.flatMap(({ type, text }) => {
      const kind = names[type]
      return kind === undefined ? [] : [[kind, printed(text)] as const]
    }),
  )
}

/** The title page among Jouvence's events. */
export const jouvenceTitle = (events: string): string[] => {
  const page = JSON.parse(/^titlePage\|\|(.*)$/m.exec(events)?.[1] ?? '{}') as Record<
    string,
    string[]
  >
  return Object.entries(page).map(([key, lines]) => `${key}: ${lines.join('\n')}`)
}

/** screenplain's HTML: headings, action, and speeches as paragraphs. */
export const htmlElements = (html: string): string[] =>
  merge(
    [
      ...html.matchAll(
        /<h6[^>]*>([^]*?)<\/h6>|<div class="action">([^]*?)<\/div>|<p(?: class="(\w+)")?>([^]*?)<\/p>/gu,
      ),
    ].map(([, heading, action, kind, said]) => {
      const text = (heading ?? action ?? said ?? '').replaceAll(/<[^>]*>|&\w+;/gu, ' ')
      if (heading !== undefined) return ['HEADING', text] as const
      if (action !== undefined) return ['ACTION', text] as const
      return [kind === undefined ? 'DIALOGUE' : kind.toUpperCase(), text] as const
    }),
  )
