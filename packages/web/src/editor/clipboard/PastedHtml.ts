/** A piece of text with the marks it has. */
export interface Run {
  readonly text: string
  readonly marks: readonly string[]
}

type MarkName = 'bold' | 'italic' | 'underline' | 'strikeout'

const blockTags = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY DD DIV DL DT FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER LI MAIN NAV OL P PRE SECTION TABLE TD TH TR UL'.split(
    ' ',
  ),
)
const silentTags = new Set('HEAD SCRIPT STYLE TEMPLATE TITLE NOSCRIPT IFRAME OBJECT SVG'.split(' '))
const markTags: { readonly [tag: string]: MarkName } = {
  B: 'bold',
  STRONG: 'bold',
  I: 'italic',
  EM: 'italic',
  U: 'underline',
  INS: 'underline',
  S: 'strikeout',
  STRIKE: 'strikeout',
  DEL: 'strikeout',
}

const styled = (element: Element, marks: ReadonlySet<MarkName>): ReadonlySet<MarkName> => {
  const next = new Set(marks)
  const tagged = markTags[element.tagName]
  if (tagged !== undefined) next.add(tagged)
  const style = element.getAttribute('style') ?? ''
  const set = (mark: MarkName, on: RegExp, off: RegExp): void => {
    if (on.test(style)) next.add(mark)
    else if (off.test(style)) next.delete(mark)
  }
  set('bold', /font-weight:\s*(?:bold|[6-9]00)/i, /font-weight:\s*(?:normal|[1-5]00)/i)
  set('italic', /font-style:\s*italic/i, /font-style:\s*normal/i)
  set('underline', /text-decoration[^;]*underline/i, /text-decoration[^;]*none/i)
  return next
}

const tidy = (runs: readonly Run[]): readonly Run[] => {
  const kept: Run[] = []
  let endsInSpace = true
  for (const { text, marks } of runs) {
    const shown = endsInSpace ? text.replace(/^ +/, '') : text
    if (shown === '') continue
    endsInSpace = /[ \n]$/.test(shown)
    kept.push({ text: shown, marks })
  }
  const last = kept.pop()
  const text = last?.text.trimEnd() ?? ''
  return last === undefined || text === '' ? kept : [...kept, { text, marks: last.marks }]
}

/** The paragraphs of pasted HTML as text and marks; nothing else of it is kept, and nothing in it is run. */
export const htmlParagraphs = (root: Element): readonly (readonly Run[])[] => {
  const done: (readonly Run[])[] = []
  let open: Run[] = []
  const end = (): void => {
    const runs = tidy(open)
    if (runs.length > 0) done.push(runs)
    open = []
  }
  const walk = (node: Node, marks: ReadonlySet<MarkName>, pre: boolean): void => {
    if (node.nodeType === 3) {
      const text = node.textContent ?? ''
      open.push({ text: pre ? text : text.replace(/[ \t\n\r\u00a0]+/g, ' '), marks: [...marks] })
      return
    }
    if (node.nodeType !== 1) return
    const element = node as Element
    if (silentTags.has(element.tagName.toUpperCase())) return
    if (element.tagName === 'BR') {
      open.push({ text: '\n', marks: [] })
      return
    }
    const block = blockTags.has(element.tagName)
    if (block) end()
    const inner = styled(element, marks)
    for (const child of element.childNodes) walk(child, inner, pre || element.tagName === 'PRE')
    if (block) end()
  }
  walk(root, new Set(), false)
  end()
  return done
}
