import { describe, expect, it } from 'vitest'
import { importText } from './importText.ts'
import { largestMegabytes, readScriptBytes, readScriptFile, titleFromName } from './readScriptFile.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string) =>
  Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((c) => [c.charCodeAt(0), 0])])
const refusal = (name: string, bytes: Uint8Array) => {
  const read = readScriptBytes(name, bytes)
  return read._tag === 'Refused' ? read.why : null
}

describe('reading a file', () => {
  it('WEB-5 reads UTF-8 as it is', () => {
    const text = 'INT. CAFÉ – NACHT 🌙\n\nShe waits.'
    expect(readScriptBytes('a.fountain', utf8(text))).toEqual({ _tag: 'Text', text })
  })

  it('WEB-5 reads UTF-16 that carries its mark', () => {
    const text = 'INT. HOUSE'
    expect(readScriptBytes('a.fountain', utf16(text))).toEqual({ _tag: 'Text', text })
  })

  it.each([
    ['an empty file', 'a.fountain', new Uint8Array(), importText.empty],
    ['blank lines', 'a.fountain', utf8(' \n\n'), importText.empty],
    ['a PDF', 'a.fountain', utf8('%PDF-1.7'), importText.pdf],
    ['a Final Draft file by name', 'a.FDX', utf8('<x/>'), importText.finalDraft],
    [
      'a Final Draft file by content',
      'a.txt',
      utf8('<?xml version="1.0"?>\n<FinalDraft>'),
      importText.finalDraft,
    ],
    ['a picture', 'a.png', Uint8Array.of(0x89, 0x50, 0, 0xff), importText.binary],
    ['a zero byte', 'a.fountain', utf8('INT. \0'), importText.binary],
    ['Latin-1', 'a.fountain', Uint8Array.of(0x43, 0x41, 0x46, 0xc9), importText.encoding],
  ])('WEB-5 refuses %s and says why', (_, name, bytes, why) => {
    expect(refusal(name, bytes)).toBe(why)
  })

  it('WEB-5 refuses a file over the limit without reading it', async () => {
    const huge = Object.assign(new File(['x'], 'a.fountain'), {
      arrayBuffer: () => Promise.reject(new Error('was read')),
    })
    Object.defineProperty(huge, 'size', { value: largestMegabytes * 1_000_000 + 1 })
    expect(await readScriptFile(huge)).toEqual({
      _tag: 'Refused',
      why: importText.tooLarge(largestMegabytes),
    })
  })

  it('WEB-5 says when a file cannot be read', async () => {
    const gone = Object.assign(new File(['x'], 'a.fountain'), {
      arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')),
    })
    expect(await readScriptFile(gone)).toEqual({ _tag: 'Refused', why: importText.unreadable })
  })

  it('WEB-5 takes a title from the name', () => {
    expect(titleFromName('Big_Fish.final.fountain')).toBe('Big Fish.final')
    expect(titleFromName('.fountain')).toBe(importText.untitled)
  })
})
