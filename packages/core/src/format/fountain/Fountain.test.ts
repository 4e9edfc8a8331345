import { Result } from 'effect'
import { describe, expect, it } from 'vitest'
import { toRuns } from '../../screenplay/Run.ts'
import { dualCues } from './DualCues.ts'
import { type Fountain, readFountain } from './Fountain.ts'

const read = (text: string): Fountain => Result.getOrThrow(readFountain(text))

const short: Readonly<Record<string, string>> = {
  scene_heading: 'head',
  parenthetical: 'paren',
  transition: 'trans',
  page_break: 'break',
}

/** A script as a picture: one `kind text` per element, line breaks as `⏎`. */
const picture = (text: string): string[] =>
  read(text).blocks.map(({ kind, text, attrs }) => {
    const said = toRuns(text).map((run) => run.text)
    const { number, dual, level } = attrs ?? {}
    const facts = [number && `#${number}`, dual && '^', level && `L${level}`].filter(Boolean)
    return [short[kind] ?? kind, ...facts, said.join('')].join(' ').replaceAll('\n', '⏎').trimEnd()
  })

const cases: Readonly<Record<string, readonly (readonly [string, readonly string[]])[]>> = {
  'FTN-1 scene headings': [
    ['INT. HOUSE - DAY\n\nRain.', ['head INT. HOUSE - DAY', 'action Rain.']],
    ["ext. brick's pool - day", ["head ext. brick's pool - day"]],
    [
      'INT HOUSE\n\nI/E CAR\n\nINT./EXT. HUT',
      ['head INT HOUSE', 'head I/E CAR', 'head INT./EXT. HUT'],
    ],
    ['INTERCOM BUZZES', ['action INTERCOM BUZZES']],
    ['Rain.\nINT. HOUSE', ['action Rain.⏎INT. HOUSE']],
    ['INT. A\nRain.', ['head INT. A', 'action Rain.']],
    ['INT. A\nEXT. B', ['action INT. A⏎EXT. B']],
    ['!INT. HOUSE', ['action INT. HOUSE']],
  ],
  'FTN-2 forced headings': [
    ['.SNIPER SCOPE', ['head SNIPER SCOPE']],
    ['...where', ['action ...where']],
    ['. NOT', ['action . NOT']],
    ['.東京 - 夜', ['head 東京 - 夜']],
    ['.दिल्ली', ['head दिल्ली']],
  ],
  'FTN-3 scene numbers': [
    ['INT. A #1#', ['head #1 INT. A']],
    ['INT. A #I-1-A#\n\n.B #1.#', ['head #I-1-A INT. A', 'head #1. B']],
    ['INT. A (1944) #110A#', ['head #110A INT. A (1944)']],
    ['INT. A #a b#', ['head INT. A #a b#']],
  ],
  'FTN-4 action': [
    ['One.\n  Two.\n\n\n\nThree.', ['action One.⏎  Two.', 'action Three.']],
    ['\tTab.', ['action     Tab.']],
    ['!BANG\nBANG', ['action BANG⏎BANG']],
  ],
  'FTN-5 characters': [
    ['STEEL\nHi.', ['character STEEL', 'dialogue Hi.']],
    ['HANS (on the radio)\nHi.', ['character HANS (on the radio)', 'dialogue Hi.']],
    ['R2D2\nBeep.', ['character R2D2', 'dialogue Beep.']],
    ['23\nBeep.', ['action 23⏎Beep.']],
    ['BOB\n\nHi.', ['action BOB', 'action Hi.']],
    ['Rain\nBOB\nHi', ['action Rain⏎BOB⏎Hi']],
    ['@McCLANE\nHi.', ['character McCLANE', 'dialogue Hi.']],
    ['@陳\n好。', ['character 陳', 'dialogue 好。']],
    ['陳\n好。', ['action 陳⏎好。']],
    ['МАША\nДа.', ['character МАША', 'dialogue Да.']],
    ['!SCANNING\nWhere?', ['action SCANNING⏎Where?']],
  ],
  'FTN-6 dialogue': [
    ['DEALER\nTen.\nFour.', ['character DEALER', 'dialogue Ten.⏎Four.']],
    ['DEALER\nTen.\n  \nHit?', ['character DEALER', 'dialogue Ten.⏎⏎Hit?']],
    ['DEALER\nTen.\n\nHit?', ['character DEALER', 'dialogue Ten.', 'action Hit?']],
    ['BOB\n#blessed', ['character BOB', 'dialogue #blessed']],
    ['BOB\n\\(not aside)', ['character BOB', 'dialogue (not aside)']],
  ],
  'FTN-7 parentheticals': [
    ['BOB\n(beat)\nHi\n(low)', ['character BOB', 'paren (beat)', 'dialogue Hi', 'paren (low)']],
    ['BOB\n(a\nb)\nHi', ['character BOB', 'paren (a⏎b)', 'dialogue Hi']],
    ['BOB\n(open\nHi (there)', ['character BOB', 'dialogue (open⏎Hi (there)']],
    ['(Jack)\nKnife.', ['action (Jack)⏎Knife.']],
  ],
  'FTN-9 lyrics': [
    ['~La\n~la', ['lyrics La⏎la']],
    ['BOB\n~La\nHi', ['character BOB', 'lyrics La', 'dialogue Hi']],
    ['~La\nRain', ['lyrics La', 'action Rain']],
  ],
  'FTN-10 transitions': [
    ['Rain.\n\nCUT TO:\n\nINT. A', ['action Rain.', 'trans CUT TO:', 'head INT. A']],
    ['CUT TO: ', ['action CUT TO:']],
    ['> Burn to white.', ['trans Burn to white.']],
    ['.CUT TO:', ['head CUT TO:']],
    ['CUT TO:\n/* x */\nEXT. B', ['trans CUT TO:', 'boneyard  x', 'head EXT. B']],
  ],
  'FTN-11 centred': [
    ['> THE END <\n>MORE<', ['centered THE END⏎MORE']],
    ['>  A  <', ['centered A']],
  ],
  'FTN-14 page breaks': [
    ['===\n\n=====', ['break', 'break']],
    ['== ==', ['action == ==']],
    ['=== x', ['action === x']],
  ],
  'FTN-15 punctuation': [['"a" -- b... \'c\'', ['action "a" -- b... \'c\'']]],
  'FTN-16 indentation': [
    ['\t\tBOB\n\tHi.\n  (low)', ['character BOB', 'dialogue Hi.', 'paren (low)']],
    ['    CUT TO:', ['trans CUT TO:']],
  ],
  'FTN-17 notes': [
    ['JACK[[who?]] sits.', ['action JACK[[who?]] sits.']],
    ['[[one\n  \ntwo]]', ['note one⏎  ⏎two']],
    ['[[one\n\ntwo]]', ['action [[one', 'action two]]']],
    ['BOB\n[[low?]]\nHi', ['character BOB', 'note low?', 'dialogue Hi']],
    ['BOB [[who]]\nHi', ['character BOB [[who]]', 'dialogue Hi']],
  ],
  'FTN-18 boneyard': [
    ['/*\nINT. A\n\nBOB\n*/\nRain', ['boneyard ⏎INT. A⏎⏎BOB⏎', 'action Rain']],
    ['a /* b\n\nc */ d', ['action a /* b⏎⏎c */ d']],
    ['/* a /* b */ c */', ['boneyard  a /* b */ c']],
    ['/* [[ */ x]]', ['action /* [[ */ x]]']],
    ['BOB\nHi /* no */', ['character BOB', 'dialogue Hi /* no */']],
  ],
  'FTN-19 sections': [
    ['# Act\n## Two\n#Three', ['section L1 Act', 'section L2 Two', 'section L1 Three']],
    ['Rain\n#tag', ['action Rain⏎#tag']],
  ],
  'FTN-20 synopses': [
    ['# Act\n= Why\n\n=sloppy', ['section L1 Act', 'synopsis Why', 'synopsis sloppy']],
    ['BOB\n=x', ['character BOB', 'dialogue =x']],
  ],
}

describe('Fountain elements', () => {
  for (const [rule, list] of Object.entries(cases))
    for (const [source, expected] of list)
      it(`${rule}: ${JSON.stringify(source)}`, () => {
        expect(picture(source)).toEqual(expected)
      })

  it('FTN-8 a caret pairs with the speech before it, a third one falls back to single', () => {
    const text = 'A\nOne.\n\nB ^\nTwo.\n\nC^\nThree.\n\nRain.\n\nD ^\nFour.'
    expect(picture(text).filter((line) => line.startsWith('character'))).toEqual([
      'character A',
      'character ^ B',
      'character ^ C',
      'character ^ D',
    ])
    const blocks = read(text).blocks
    expect([...dualCues(blocks)].map((at) => toRuns(blocks[at]?.text ?? '')[0]?.text)).toEqual([
      'B',
    ])
  })

  it('FTN-13 title pages', () => {
    const titles: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
      ['Title: A\n  \nRain', [['Title', 'A']]],
      ['Draft date: 6/23/2012', [['Draft date', '6/23/2012']]],
      [
        'title:\n   A\n\tB\nAuthor: C: D\n\nX',
        [
          ['title', 'A\nB'],
          ['Author', 'C: D'],
        ],
      ],
      ['Author: A\nAuthor: B\n', [['Author', 'A\nB']]],
      ['[[note]]\n\nTitle: A', [['Title', 'A']]],
      ['Title: A\nRain.\nStill: rain', [['Title', 'A']]],
      ['FADE IN:\n\nINT. A', []],
      ['INT. A: B\n\nRain', []],
      ['Rain.\n\nTitle: A', []],
      ['He opens the card, on which is hand written:\n\n    Scott', []],
    ]
    for (const [source, expected] of titles)
      expect(
        read(source).titlePage.map(({ key, text }) => [key, text]),
        source,
      ).toEqual(expected)
  })
})
