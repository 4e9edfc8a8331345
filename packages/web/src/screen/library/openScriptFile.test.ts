import { describe, expect, it } from 'vitest'
import { importText } from './importText.ts'
import { largestMegabytes, openScriptFile, titleFromName } from './openScriptFile.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const fileThat = (part: object) => {
  const file = new File(['x'], 'a.fountain')
  for (const [name, value] of Object.entries(part)) Object.defineProperty(file, name, { value })
  return file
}

describe('opening a file', () => {
  it('WEB-5 hands over the bytes of a script as they are', async () => {
    const bytes = utf8('INT. CAFÉ – NACHT 🌙\r\n\r\nShe waits.')
    expect(await openScriptFile(new File([bytes], 'a.fountain'))).toEqual({ _tag: 'Bytes', bytes })
  })

  it('WEB-5 refuses an empty file', async () => {
    const why = importText.empty
    expect(await openScriptFile(new File([], 'a.fountain'))).toEqual({ _tag: 'Refused', why })
  })

  it('WEB-5 refuses a file over the limit without reading it', async () => {
    const huge = fileThat({
      size: largestMegabytes * 1024 * 1024 + 1,
      arrayBuffer: () => Promise.reject(new Error('was read')),
    })
    const why = importText.tooLarge(largestMegabytes)
    expect(await openScriptFile(huge)).toEqual({ _tag: 'Refused', why })
  })

  it('WEB-5 says when a file cannot be read', async () => {
    const gone = fileThat({
      arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')),
    })
    expect(await openScriptFile(gone)).toEqual({ _tag: 'Refused', why: importText.unreadable })
  })

  it('WEB-5 takes a title from the name', () => {
    expect(titleFromName('Big_Fish.final.fountain')).toBe('Big Fish.final')
    expect(titleFromName('.fountain')).toBe(importText.untitled)
  })
})
