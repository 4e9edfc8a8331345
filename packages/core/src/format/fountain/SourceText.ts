import { Result } from 'effect'
import { decodeUtf8 } from 'lib0/string'
import {
  FountainNotText,
  FountainTooLarge,
  type FountainError,
  maxFountainBytes,
} from './FountainError.ts'
import { badByte } from './Utf8.ts'

/** The text of a file, its byte order mark kept, and whether it had to be turned from UTF-16. */
export interface SourceText {
  readonly text: string
  readonly utf16: boolean
}

/** Decodes a file: UTF-8, or UTF-16 when a byte order mark says so. */
export const decodeSource = (bytes: Uint8Array): Result.Result<SourceText, FountainError> => {
  if (bytes.length > maxFountainBytes) return tooLarge(bytes.length)
  const known = otherFormat(bytes)
  if (known !== null) return Result.fail(new FountainNotText({ detail: known, offset: 0 }))
  const littleEndian = bytes[0] === 0xff && bytes[1] === 0xfe
  if (littleEndian || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return Result.map(checkText(utf16(bytes, littleEndian)), (text) => ({ text, utf16: true }))
  const bad = badByte(bytes)
  if (bad !== null) {
    const hex = bytes[bad]?.toString(16).toUpperCase().padStart(2, '0')
    const detail = `Byte ${bad} (0x${hex}) is not UTF-8. Open the file in the program that wrote it and save it as UTF-8.`
    return Result.fail(new FountainNotText({ detail, offset: bad }))
  }
  return Result.map(checkText(decodeUtf8(bytes)), (text) => ({ text, utf16: false }))
}

/** Checks a text that is already decoded: size, and characters no text file has and no database takes. */
export const checkText = (text: string): Result.Result<string, FountainError> => {
  if (text.length > maxFountainBytes) return tooLarge(text.length)
  const offset = text.indexOf('\0')
  if (offset >= 0) {
    const detail = `There is a NUL character at ${offset}: this is a binary file, or UTF-16 without a byte order mark. Save it as UTF-8.`
    return Result.fail(new FountainNotText({ detail, offset }))
  }
  return Result.succeed(text.isWellFormed() ? text : text.toWellFormed())
}

const tooLarge = (bytes: number): Result.Result<never, FountainError> =>
  Result.fail(new FountainTooLarge({ bytes, limit: maxFountainBytes }))

const otherFormats: readonly (readonly [signature: string, name: string])[] = [
  ['%PDF-', 'a PDF'],
  ['PK\u0003\u0004', 'a ZIP archive (Fade In, Highland and Word files are)'],
  ['{\\rtf', 'an RTF file'],
  ['<FinalDraft', 'a Final Draft file'],
  ['<?xml', 'an XML file (Final Draft files are)'],
]

const otherFormat = (bytes: Uint8Array): string | null => {
  const start = String.fromCharCode(...bytes.subarray(0, 32)).replace(/^\u00ef\u00bb\u00bf/, '')
  const found = otherFormats.find(([signature]) => start.trimStart().startsWith(signature))
  return found === undefined
    ? null
    : `This is ${found[1]}, not a Fountain text. Export it as Fountain, or as plain text in UTF-8.`
}

/** A trailing odd byte is dropped with a replacement character in its place. */
const utf16 = (bytes: Uint8Array, littleEndian: boolean): string => {
  const units: string[] = []
  const high = littleEndian ? 1 : 0
  for (let at = 0; at + 1 < bytes.length; at += 2)
    units.push(String.fromCharCode(((bytes[at + high] ?? 0) << 8) | (bytes[at + 1 - high] ?? 0)))
  if (bytes.length % 2 === 1) units.push('\uFFFD')
  return units.join('')
}
