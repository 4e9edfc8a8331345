/** One rule of Fountain 1.1: an example, and what it reads as, one `kind text` per element. */
export interface FountainRule {
  readonly name: string
  readonly source: string
  readonly reads: readonly string[]
}

/** The elements of the syntax, in the order of fountain.io/syntax and of `docs/spec/fountain.md` (FTN-1 to FTN-20). */
export const fountainRules: readonly FountainRule[] = [
  {
    name: 'Scene heading',
    source: 'int./ext. house - day\n\nINTERCOM CRACKLES\n',
    reads: ['scene_heading int./ext. house - day', 'action INTERCOM CRACKLES'],
  },
  {
    name: 'Forced scene heading',
    source: '.SNIPER SCOPE POV\n\n...where he waits.\n',
    reads: ['scene_heading SNIPER SCOPE POV', 'action ...where he waits.'],
  },
  {
    name: 'Scene number',
    source: 'INT. HOUSE - DAY #I-1-A#\n',
    reads: ['scene_heading INT. HOUSE - DAY number=I-1-A'],
  },
  {
    name: 'Action',
    source: 'He waits.\n  And waits.\n\n!INT. IS A WORD\n',
    reads: ['action He waits.⏎  And waits.', 'action INT. IS A WORD'],
  },
  {
    name: 'Character',
    source: 'HANS (on the radio)\nHello?\n\n@McCLANE\nYippie.\n\n23\nIs a number.\n',
    reads: [
      'character HANS (on the radio)',
      'dialogue Hello?',
      'character McCLANE',
      'dialogue Yippie.',
      'action 23⏎Is a number.',
    ],
  },
  {
    name: 'Dialogue',
    source: 'DAN\nOne.\n  \nTwo.\n',
    reads: ['character DAN', 'dialogue One.⏎⏎Two.'],
  },
  {
    name: 'Parenthetical',
    source: 'DAN\n(low,\nto himself)\nOne.\n',
    reads: ['character DAN', 'parenthetical (low,⏎to himself)', 'dialogue One.'],
  },
  {
    name: 'Dual dialogue',
    source: 'DAN\nOne.\n\nEVE ^\nTwo.\n',
    reads: ['character DAN', 'dialogue One.', 'character EVE dual=true', 'dialogue Two.'],
  },
  { name: 'Lyrics', source: '~La la,\n~la.\n', reads: ['lyrics La la,⏎la.'] },
  {
    name: 'Transition',
    source: 'CUT TO:\n\n> Burn to white.\n',
    reads: ['transition CUT TO:', 'transition Burn to white.'],
  },
  { name: 'Centred text', source: '>  THE END <\n', reads: ['centered THE END'] },
  {
    name: 'Emphasis',
    source: 'A *b* **c** ***d*** _e_ \\*f\\*\n',
    reads: ['action A <italic>b</> <bold>c</> <bold,italic>d</> <underline>e</> *f*'],
  },
  {
    name: 'Title page',
    source: 'Title:\n    Rain\n    & Snow\nAuthor: Ann\n\nHe waits.\n',
    reads: ['Title: Rain⏎& Snow', 'Author: Ann', 'action He waits.'],
  },
  {
    name: 'Page break',
    source: 'One.\n\n===\n\nTwo.\n',
    reads: ['action One.', 'page_break', 'action Two.'],
  },
  {
    name: 'Punctuation',
    source: '"Straight" -- and… so on.\n',
    reads: ['action "Straight" -- and… so on.'],
  },
  {
    name: 'Indentation',
    source: '     INT. HOUSE\n\n          DAN\n     One.\n',
    reads: ['scene_heading INT. HOUSE', 'character DAN', 'dialogue One.'],
  },
  {
    name: 'Notes',
    source: '[[Alone,\non its own.]]\n\nHe [[inline]] waits.\n',
    reads: ['note Alone,⏎on its own.', 'action He [[inline]] waits.'],
  },
  {
    name: 'Boneyard',
    source: '/* Cut:\n\nINT. HOUSE\n*/\n\nHe waits.\n',
    reads: ['boneyard  Cut:⏎⏎INT. HOUSE⏎', 'action He waits.'],
  },
  {
    name: 'Sections',
    source: '# Act\n\n## Sequence\n',
    reads: ['section Act level=1', 'section Sequence level=2'],
  },
  { name: 'Synopses', source: '= He waits for her.\n', reads: ['synopsis He waits for her.'] },
]
