import { parseXml, XmlElement, XmlText } from '@rgrove/parse-xml'
import { Result } from 'effect'
import { FdxNotRead } from './FdxError.ts'

export { XmlElement }

/** XML with the places of its elements. A document type, and with it every entity of its own, is refused. */
export const parseFdxXml = (xml: string): Result.Result<XmlElement, FdxNotRead> => {
  if (/<!DOCTYPE/iu.test(xml)) return Result.fail(new FdxNotRead({ detail: hasDoctype }))
  return Result.flatMap(
    Result.try({ try: () => parseXml(xml, { includeOffsets: true }), catch: notWellFormed }),
    ({ root }) =>
      root === null ? Result.fail(notWellFormed('there is no element')) : Result.succeed(root),
  )
}

const hasDoctype =
  'The file declares a document type, which Final Draft files do not have and which can hide other files or bombs. Open it in Final Draft and save it again.'

const notWellFormed = (cause: unknown): FdxNotRead => {
  const said = cause instanceof Error ? cause.message : String(cause)
  const [reason = ''] = said.split('\n')
  return new FdxNotRead({
    detail: `The file is not well-formed XML (${reason.slice(0, 200)}). It may be cut short: save it again in Final Draft.`,
  })
}

export const elementsOf = (parent: XmlElement, name?: string): XmlElement[] =>
  parent.children.filter(
    (child): child is XmlElement =>
      child instanceof XmlElement && (name === undefined || child.name === name),
  )

/** The text directly within an element. */
export const ownText = (element: XmlElement): string =>
  element.children.map((child) => (child instanceof XmlText ? child.text : '')).join('')

/** Control characters but tab, line feed and carriage return, and the two that are no characters (XML 1.0, 2.2). */
const unsayable = /(?![\t\n\r\u007f-\u009f])[\p{Cc}\ufffe\uffff]/gu

/** Text for between tags; what XML cannot hold becomes U+FFFD. */
export const escapeText = (text: string): string =>
  text
    .replaceAll(unsayable, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;')

/** Text for within double quotes. */
export const escapeAttribute = (text: string): string =>
  escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')

/** Where the start tag of an element ends, and whether it is the whole element. */
export const startTag = (xml: string): { readonly end: number; readonly empty: boolean } => {
  let quote = ''
  for (let at = 0; at < xml.length; at += 1) {
    const character = xml[at]!
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '>') return { end: at + 1, empty: xml[at - 1] === '/' }
  }
  return { end: xml.length, empty: false }
}

/** A start tag with one attribute set, or with `null` taken away. Others stay as they are written. */
export const withAttribute = (tag: string, name: string, value: string | null): string => {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`, 'u').exec(tag)
  const said = value === null ? '' : ` ${name}="${escapeAttribute(value)}"`
  if (found !== null)
    return tag.slice(0, found.index) + said + tag.slice(found.index + found[0].length)
  const end = /\s*\/?>$/u.exec(tag)?.index ?? tag.length
  return tag.slice(0, end) + said + tag.slice(end)
}
