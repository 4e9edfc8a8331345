import { describe, expect, it } from 'vitest'
import { isLayout, readLayout } from './ReadLayout.ts'

const said = (text: string) => readLayout(text).blocks.map(({ kind, text: line }) => [kind, line])

const page = `                              HARD RAIN

                              Written by

                               Ann Lee


     Somewhere 12
     ann@example.com
\f
     FADE IN:

1    INT. HOUSE - DAY                                         1

     Rain falls on the roof of the old house, and nobody hears it
     fall but the cat.

                         BOB
                    (to himself, to nobody
                     at all)
               It has been raining for as long as
               I can think.
                         (MORE)

\f                                                              2.

                         BOB (CONT'D)
               And it goes on.

                         ANN (O.S.)
               Bob!

                                             CUT TO:

2A   EXT. STREET - NIGHT                                      2A

     One line.
     Another line.

                        THE STREET IS A RIVER

                         BOB
               Ann?

     He waits.

                         BOB (CONT'D)
               Ann!
                                                  (CONTINUED)
\f                                                              3.
CONTINUED:

     The rain
     stops.
`

describe('a script laid out as on paper', () => {
  it('TXT-1 elements are known by where they stand', () => {
    expect(said(page)).toEqual([
      ['transition', 'FADE IN:'],
      ['scene_heading', 'INT. HOUSE - DAY'],
      ['action', 'Rain falls on the roof of the old house, and nobody hears it fall but the cat.'],
      ['character', 'BOB'],
      ['parenthetical', '(to himself, to nobody at all)'],
      ['dialogue', 'It has been raining for as long as I can think. And it goes on.'],
      ['character', 'ANN (O.S.)'],
      ['dialogue', 'Bob!'],
      ['transition', 'CUT TO:'],
      ['scene_heading', 'EXT. STREET - NIGHT'],
      ['action', 'One line.\nAnother line.'],
      ['centered', 'THE STREET IS A RIVER'],
      ['character', 'BOB'],
      ['dialogue', 'Ann?'],
      ['action', 'He waits.'],
      ['character', 'BOB'],
      ['dialogue', 'Ann!'],
      ['action', 'The rain\nstops.'],
    ])
  })

  it('TXT-2 scene numbers and the title page', () => {
    const { titlePage, blocks } = readLayout(page)
    expect(titlePage).toEqual([
      { key: 'Title', text: 'HARD RAIN' },
      { key: 'Credit', text: 'Written by' },
      { key: 'Author', text: 'Ann Lee' },
      { key: 'Contact', text: 'Somewhere 12\nann@example.com' },
    ])
    expect(blocks.flatMap(({ attrs }) => attrs?.['number'] ?? [])).toEqual(['1', '2A'])
  })

  it('TXT-3 without indentation, by capitals', () => {
    expect(
      said(
        '1. INT. HOUSE - DAY\n\nRain falls.\n\nBOB\n(low)\nIt rains.\n\nSILENCE.\n\nCUT TO:\n\n2. EXT. STREET\n\nHe walks.\n',
      ),
    ).toEqual([
      ['scene_heading', 'INT. HOUSE - DAY'],
      ['action', 'Rain falls.'],
      ['character', 'BOB'],
      ['parenthetical', '(low)'],
      ['dialogue', 'It rains.'],
      ['action', 'SILENCE.'],
      ['transition', 'CUT TO:'],
      ['scene_heading', 'EXT. STREET'],
      ['action', 'He walks.'],
    ])
  })

  it('TXT-4 two speeches side by side', () => {
    const dual = `INT. HOUSE

                       BOB                              ANN
               It rains.                        It pours, and
               No.                              pours.

Wind.

          ANN
     Yes.
`
    expect(readLayout(dual).blocks.map(({ kind, text, attrs }) => [kind, text, attrs])).toEqual([
      ['scene_heading', 'INT. HOUSE', {}],
      ['character', 'BOB', {}],
      ['dialogue', 'It rains.\nNo.', {}],
      ['character', 'ANN', { dual: true }],
      ['dialogue', 'It pours, and\npours.', {}],
      ['action', 'Wind.', {}],
      ['character', 'ANN', {}],
      ['dialogue', 'Yes.', {}],
    ])
  })

  it('TXT-5 a text is laid out when it is indented so, or has page numbers or scene numbers', () => {
    expect(isLayout(page)).toBe(true)
    expect(isLayout('INT. HOUSE\n\n                BOB\n        It rains.\n')).toBe(true)
    expect(isLayout('1 INT. HOUSE\n\nRain.\n\n2 EXT. STREET\n\nWind.\n')).toBe(true)
    expect(isLayout('INT. HOUSE\n\nRain.\n\nBOB\nIt rains.\n')).toBe(false)
    expect(isLayout('Title: Rain\n\nINT. HOUSE #1#\n\n    Rain.\n')).toBe(false)
    expect(isLayout('')).toBe(false)
  })
})
