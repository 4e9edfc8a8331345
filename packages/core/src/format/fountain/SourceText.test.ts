import { Result } from 'effect'
import { encodeUtf8 } from 'lib0/string'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readScript } from '../../screenplay/Block.ts'
import { seededIds } from '../../testing/SeededIds.ts'
import { type Fountain, readFountain, readFountainBytes } from './Fountain.ts'
import { maxFountainBytes } from './FountainError.ts'
import { importFountain } from './ImportFountain.ts'
import { readScriptFountain } from './ScriptFountain.ts'
import { badByte } from './Utf8.ts'

const utf16 = (text: string, littleEndian: boolean): Uint8Array =>
  Uint8Array.from(
    [...`\uFEFF${text}`].flatMap((sign) =>
      [...sign]
        .flatMap((pair) => Array.from({ length: pair.length }, (_, i) => pair.charCodeAt(i)))
        .flatMap((unit) => (littleEndian ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
    ),
  )

const texts = (read: Result.Result<Fountain, unknown>): unknown =>
  Result.getOrThrow(read).blocks.map(({ text }) =>
    typeof text === 'string' ? text : text.map((run) => run.text).join(''),
  )

const refusal = (bytes: Uint8Array): string =>
  Result.match(readFountainBytes(bytes), {
    onFailure: (error) => `${error._tag}: ${error.message}`,
    onSuccess: () => 'read',
  })

describe('source files', () => {
  it('FTN-25 UTF-8 and UTF-16 are read, the export is UTF-8', () => {
    const text = 'INT. CAFÉ 😀\n\nDźwięk.\n'
    expect(texts(readFountainBytes(encodeUtf8(text)))).toEqual(['INT. CAFÉ 😀', 'Dźwięk.'])
    for (const littleEndian of [true, false]) {
      const read = readFountainBytes(utf16(text, littleEndian))
      expect(texts(read)).toEqual(['INT. CAFÉ 😀', 'Dźwięk.'])
      expect(Result.getOrThrow(read).problems.map(({ code }) => code)).toEqual(['utf-16'])
    }
    const file = encodeUtf8('\uFEFFRain.')
    const imported = Result.getOrThrow(importFountain(file, seededIds(1), 'rain.fountain'))
    const doc = new Y.Doc()
    imported.write(doc)
    expect([imported.title, readScript(doc)[0]?.text]).toEqual(['rain.fountain', 'Rain.'])
    expect(encodeUtf8(readScriptFountain(doc))).toEqual(file)
  })

  it('FTN-26 what is no text, or too long, is refused and the error says why', () => {
    expect(refusal(Uint8Array.from([72, 233, 10]))).toMatch(
      /^FountainNotText: Byte 1 \(0xE9\) is not UTF-8/,
    )
    expect(refusal(encodeUtf8('a\0b'))).toMatch(/NUL character at 1/)
    expect(refusal(encodeUtf8('%PDF-1.7'))).toMatch(/This is a PDF/)
    expect(refusal(encodeUtf8('\uFEFF<?xml version="1.0"?>'))).toMatch(/an XML file/)
    expect(refusal(encodeUtf8('PK\u0003\u0004'))).toMatch(/a ZIP archive/)
    expect(refusal(new Uint8Array(maxFountainBytes + 1))).toMatch(
      /^FountainTooLarge: .* 8388609 bytes/,
    )
    expect(Result.isFailure(readFountain('x'.repeat(maxFountainBytes + 1)))).toBe(true)
    expect(Result.isFailure(readFountain('a\0'))).toBe(true)
  })

  it('FTN-26 the first byte that is not UTF-8 is found', () => {
    const valid = ['', 'a', 'é', '陳', '😀', '\u{10FFFF}', '\uFFFD']
    for (const text of valid) expect(badByte(encodeUtf8(text)), text).toBeNull()
    const invalid = [
      [0x80],
      [0xc0, 0x80],
      [0xe0, 0x80, 0x80],
      [0xed, 0xa0, 0x80],
      [0xf5],
      [0xe2, 0x82],
    ]
    for (const bytes of invalid) expect(badByte(Uint8Array.from([65, ...bytes]))).toBe(1)
  })

  it('FTN-27 problems are told with their line', () => {
    const read = Result.getOrThrow(readFountain('[[n]]\n\nTitle: A\n\n[[ open\n\nRain /* gone'))
    expect(read.problems.map(({ code, line }) => [code, line])).toEqual([
      ['unclosed-note', 5],
      ['unclosed-boneyard', 7],
      ['hidden-lead', 1],
    ])
  })

  it('FTN-28 hostile texts are read in one pass', () => {
    const n = 30_000
    for (const piece of [
      '/*',
      '[[',
      '*a',
      '_',
      '(\n',
      '  \n',
      ' ',
      '#',
      'A: b\n',
      '\\',
      '[[a]] ',
      '*/',
      '[[a]]\n',
      '/**/\n',
      'a\n\n',
    ])
      expect(Result.isSuccess(readFountain(`BOB\n${piece.repeat(n)}x`)), piece).toBe(true)
  })
})
