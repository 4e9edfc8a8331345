import { describe, expect, it } from 'vitest'
import { picture, script } from '../testing/ScriptPicture.ts'
import { copiedText } from './copiedText.ts'
import { insertBlocks } from './insertBlocks.ts'
import { htmlParagraphs } from './PastedHtml.ts'
import { cleanText, looksLikeScreenplay, plainParagraphs } from './PastedText.ts'

const parse = (html: string) =>
  htmlParagraphs(new DOMParser().parseFromString(html, 'text/html').body)
const texts = (html: string) => parse(html).map((runs) => runs.map(({ text }) => text).join(''))

describe('pasted text', () => {
  it('EDIT-16 is told from a screenplay by a heading, a transition or a speech', () => {
    expect(looksLikeScreenplay('INT. HOUSE - DAY\n\nRain.')).toBe(true)
    expect(looksLikeScreenplay('MARY\nYes.')).toBe(true)
    expect(looksLikeScreenplay('He waits.\n\nCUT TO:')).toBe(true)
    expect(looksLikeScreenplay('Dear Mary,\nthank you.\n\nYours')).toBe(false)
    expect(looksLikeScreenplay('INT. HOUSE - DAY')).toBe(false)
  })

  it('EDIT-16 ordinary text is parted at blank lines, else at every line', () => {
    expect(plainParagraphs('one\ntwo\n\n\nthree\n')).toEqual(['one\ntwo', 'three'])
    expect(plainParagraphs('one\ntwo\n')).toEqual(['one', 'two'])
    expect(plainParagraphs('one')).toEqual(['one'])
  })

  it('EDIT-16 has one spelling of line ends and no control characters', () => {
    expect(cleanText('a\r\nb\rc\u0000\u0007\td')).toBe('a\nb\nc\td')
  })
})

describe('pasted HTML', () => {
  it('EDIT-17 is reduced to paragraphs of text and marks', () => {
    expect(parse('<p>One <b>two</b> <i><u>three</u></i></p><div>Four</div>')).toEqual([
      [
        { text: 'One ', marks: [] },
        { text: 'two', marks: ['bold'] },
        { text: ' ', marks: [] },
        { text: 'three', marks: ['italic', 'underline'] },
      ],
      [{ text: 'Four', marks: [] }],
    ])
  })

  it('EDIT-17 scripts, styles and pictures leave nothing', () => {
    expect(texts('<style>p{}</style><script>x()</script><p>A<img src=x onerror=y()></p>')).toEqual([
      'A',
    ])
  })

  it('EDIT-17 white space collapses, <br> breaks the line, <pre> keeps it', () => {
    expect(texts('<p>\n  a\n  b<br>c </p>')).toEqual(['a b\nc'])
    expect(texts('<pre>a\n  b</pre>')).toEqual(['a\n  b'])
  })

  it('EDIT-17 styles count like tags, also when they take a mark away', () => {
    expect(
      parse('<b style="font-weight:normal"><span style="font-weight:700">x</span>y</b>'),
    ).toEqual([
      [
        { text: 'x', marks: ['bold'] },
        { text: 'y', marks: [] },
      ],
    ])
  })
})

describe('inserting elements', () => {
  const paste = (...lines: string[]) => {
    const state = script(lines)
    const { tr } = state
    insertBlocks(tr, [...script(['cue: MARY', 'dialogue: Yes.']).doc.child(0).content.content])
    return picture(state.apply(tr))
  }

  it('EDIT-18 takes the place of an empty element', () => {
    expect(paste('action: x', 'action: |')).toEqual(['action: x', 'cue: MARY', 'dialogue: Yes.|'])
    expect(paste('action: |')).toEqual(['cue: MARY', 'dialogue: Yes.|'])
  })

  it('EDIT-18 goes before, after or between the halves of a written one', () => {
    expect(paste('action: |x')).toEqual(['cue: MARY', 'dialogue: Yes.|', 'action: x'])
    expect(paste('action: x|')).toEqual(['action: x', 'cue: MARY', 'dialogue: Yes.|'])
    expect(paste('action: x|y')).toEqual(['action: x', 'cue: MARY', 'dialogue: Yes.|', 'action: y'])
  })

  it('EDIT-18 replaces a selection', () => {
    expect(paste('action: a|b', 'action: c|d')).toEqual([
      'action: a',
      'cue: MARY',
      'dialogue: Yes.|',
      'action: d',
    ])
  })
})

describe('copied text', () => {
  it('EDIT-19 several elements read as a page, a part of one as it was typed', () => {
    const { doc } = script(['heading: int. house', 'action: Rain.', 'cue: mary', 'dialogue: Yes.'])
    expect(copiedText(doc.slice(2, doc.content.size - 2))).toBe('INT. HOUSE\n\nRain.\n\nMARY\nYes.')
    expect(copiedText(doc.slice(7, 12))).toBe('house')
  })
})
