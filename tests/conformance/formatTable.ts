import { readFdx, readFdxBytes, writeFdx } from '@coldopen/core/fdx'
import {
  type Fountain,
  readFountain,
  readFountainBytes,
  writeFountain,
} from '@coldopen/core/fountain'
import { Result } from 'effect'
import { type DataFile, screenplays } from '../support/data.ts'
import { divergences } from './divergences.ts'
import { fountainRules } from './fountainRules.ts'
import {
  afterwritingElements,
  dumpElements,
  htmlElements,
  jouvenceTitle,
  ourElements,
} from './peers.ts'
import { saidIn } from './saidIn.ts'

const read = (bytes: Uint8Array): Fountain => Result.getOrThrow(readFountainBytes(bytes))

/** What Final Draft has no element for, or says otherwise: why a rule does not come back from it as it went. */
const unsaid: Readonly<Record<string, string>> = {
  Boneyard: 'becomes a note: Final Draft has no element that is not printed for cut text',
  'Title page': 'the lines come back, under the keys their place stands for',
}

const throughFdx = ({ titlePage, blocks }: Fountain): Fountain => {
  const plain = blocks.map(({ kind, text, attrs }) => ({ kind, text, attrs: attrs ?? {} }))
  const back = Result.getOrThrow(readFdx(writeFdx({ titlePage, blocks: plain, form: null })))
  return { titlePage: back.titlePage, blocks: back.blocks, form: {}, problems: [] }
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', '⏎')
const code = (text: string): string => `\`\` ${cell(text)} \`\``
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

const ruleRows = () =>
  fountainRules.map(({ name, source, reads }, i) => {
    const fountain = Result.getOrThrow(readFountain(source))
    const said = saidIn(fountain.titlePage, fountain.blocks)
    const back = throughFdx(fountain)
    const same = saidIn(back.titlePage, back.blocks).join('\n') === said.join('\n')
    return [
      `FTN-${i + 1} ${name}`,
      code(source.trimEnd()),
      said.join('\n') === reads.join('\n')
        ? said.map(code).join(' ')
        : `WRONG ${code(said.join('\n'))}`,
      writeFountain(fountain) === source ? 'same bytes' : 'OTHER BYTES',
      same ? 'same' : (unsaid[name] ?? 'OTHER'),
    ]
  })

interface Peer {
  readonly who: string
  readonly what: string
  readonly files: readonly DataFile[]
  /** What we have and what the peer has of a file; null where the peer says nothing of it. */
  compare(
    file: DataFile,
  ): { readonly ours: readonly string[]; readonly theirs: readonly string[] } | null
}

const sibling = ({ name }: DataFile, ending: RegExp): DataFile | undefined =>
  screenplays(name.replace(ending, '.fountain'))[0]

const peers: readonly Peer[] = [
  {
    who: 'screenplay-tools',
    what: 'element dumps',
    files: screenplays('wildwinter+screenplay-tools/tests/*.txt'),
    compare: (file) => {
      const source = sibling(file, /(?:-Merged|-Unmerged)?\.txt$/u)
      return source === undefined || file.name.includes('Formatted')
        ? null
        : { ours: ourElements(read(source.bytes)), theirs: dumpElements(file.bytes.toString()) }
    },
  },
  {
    who: 'afterwriting (aw-parser)',
    what: 'tokens',
    files: screenplays('afterwriting+aw-parser/test/data/sample.tokens.json'),
    compare: (file) => ({
      ours: ourElements(read(sibling(file, /\.tokens\.json$/u)!.bytes)),
      theirs: afterwritingElements(file.bytes.toString()),
    }),
  },
  {
    who: 'Jouvence',
    what: 'title page events',
    files: screenplays('TypingFrog+jouvence/test/fixtures/*.notif'),
    compare: (file) => ({
      ours: read(sibling(file, /\.notif$/u)!.bytes).titlePage.map(
        ({ key, text }) => `${key}: ${text}`,
      ),
      theirs: jouvenceTitle(file.bytes.toString()),
    }),
  },
  {
    who: 'screenplain',
    what: 'HTML',
    files: screenplays('vilcans+screenplain/tests/files/*.html'),
    compare: (file) => ({
      ours: ourElements(read(sibling(file, /\.html$/u)!.bytes)).filter(
        (line) => line !== 'PAGEBREAK ',
      ),
      theirs: htmlElements(file.bytes.toString()),
    }),
  },
  ...(
    [
      ['screenplain', 'vilcans+screenplain/tests/files/*.fdx'],
      ['afterwriting', 'ifrost+afterwriting-labs/test/data/screenplays/fdx/*.fdx'],
      [
        'screenplay-tools (Final Draft 12, Fade In)',
        'wildwinter+screenplay-tools/tests/TestFDX-F?.fdx',
      ],
    ] as const
  ).map(([who, glob]): Peer => ({
    who,
    what: 'Final Draft files beside their Fountain',
    files: screenplays(glob),
    compare: (file) => {
      const source = sibling(file, /\.fdx$/u)
      return source === undefined
        ? null
        : {
            ours: ourElements(Result.getOrThrow(readFdxBytes(file.bytes))),
            theirs: ourElements(read(source.bytes)),
          }
    },
  })),
]

const peerRows = () =>
  peers.flatMap(({ who, what, files, compare }) =>
    files.flatMap((file) => {
      const compared = compare(file)
      if (compared === null) return []
      const { ours, theirs } = compared
      const name = file.name.split('/').at(-1)!
      const only = ours.filter((line) => !theirs.includes(line))
      const their = theirs.filter((line) => !ours.includes(line))
      const known = divergences[name]
      const count = only.length + their.length
      const named =
        known !== undefined &&
        JSON.stringify(only) === JSON.stringify(known.only) &&
        JSON.stringify(their) === JSON.stringify(known.their)
      const verdict =
        count === 0
          ? 'the same'
          : named
            ? `${count === 1 ? '1 element differs' : `${count} elements differ`}, as named: ${known.why}`
            : `${count} DIFFER: ${JSON.stringify({ only, their })}`
      return [[who, `${what}: ${name}`, String(theirs.length), cell(verdict)]]
    }),
  )

/** What Final Draft files do not say twice: the mark of a speaker who goes on, a page break behind another. */
const nothing = /(?!)/gu
const goesOn = /CONTD$/gimu
const breaks = /(?<=PAGEBREAK \n)PAGEBREAK \n/gu

const fileRows = () => {
  const fountains = screenplays('**/*.fountain')
  const drafts = screenplays('**/*.fdx')
  const same = (files: readonly DataFile[], write: (bytes: Buffer) => string) =>
    files.filter(({ bytes }) => Buffer.from(write(bytes)).equals(bytes)).length
  const fountainSame = same(fountains, (bytes) => writeFountain(read(bytes)))
  const fdxSame = same(drafts, (bytes) => writeFdx(Result.getOrThrow(readFdxBytes(bytes))))
  const ways = fountains.map(({ bytes }) => {
    const first = read(bytes)
    const blocks = first.blocks.filter(({ kind }) => kind !== 'boneyard')
    const sent = { ...first, titlePage: [], blocks }
    const [was, now] = [ourElements(sent), ourElements(throughFdx(sent))]
    const said = (all: readonly string[], without: RegExp) => all.join('\n').replaceAll(without, '')
    if (said(was, nothing) === said(now, nothing)) return 'same'
    if (said(was, goesOn) === said(now, goesOn)) return 'continued'
    return said(was, breaks) === said(now, breaks) ? 'breaks' : 'OTHER'
  })
  const count = (way: string) => ways.filter((one) => one === way).length
  return [
    ['Fountain → script → Fountain', 'same bytes', `${fountainSame} of ${fountains.length}`],
    ['Final Draft → script → Final Draft', 'same bytes', `${fdxSame} of ${drafts.length}`],
    [
      'Fountain → Final Draft → Fountain',
      'same elements, words, numbers',
      `${count('same')} of ${fountains.length}; in ${count('continued')} a (CONT'D) that was typed is taken for one Final Draft printed (FDX-5), in ${count('breaks')} two page breaks in a row become one${count('OTHER') > 0 ? `; ${count('OTHER')} DIFFER` : ''}`,
    ],
  ]
}

/** `docs/formats.md`: what we read and write, held against the syntax, other tools and every sample. */
export const formatTable = (): string => `# Formats: what agrees with what

Written by \`tests/conformance/formats.test.ts\`, which fails when anything here is no longer so. The reasons behind the
divergences stand in \`spec/fountain.md\`. Samples are the real screenplays beside the project; it ships none of them.

## The twenty rules of Fountain 1.1

${table(['Rule', 'Example', 'Reads as', 'Written again', 'Through Final Draft and back'], ruleRows())}

## What other tools expect

${table(['Tool', 'Expectation', 'Elements', 'We read'], peerRows())}

## Every sample, there and back

${table(['Way', 'Compared', 'Samples'], fileRows())}

Exceptions to the same bytes: a boneyard nothing closes is written \`/\\*\` so that it cannot swallow what comes after it; UTF-16 comes out
as UTF-8. No sample has either. PDF and laid-out text are written and, the text, read (\`spec/text.md\`); they do not come back as the
same bytes, since they say less than a script.
`
