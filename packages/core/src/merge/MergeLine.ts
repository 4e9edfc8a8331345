import { fdxAttrs } from '../format/fdx/FdxScript.ts'
import type { BlockId } from '../id/Id.ts'
import type { BlockDraft } from '../screenplay/Block.ts'
import type { Scalar, Scalars } from '../screenplay/Registers.ts'
import type { MergeBlock } from './MergeBlock.ts'
import type { MergeConflict } from './MergeConflict.ts'
import { mergeText } from './MergeText.ts'

/** The versions of one line; null where a side does not have it. */
export interface LineVersions {
  readonly base: MergeBlock | null
  readonly ours: MergeBlock | null
  readonly theirs: MergeBlock | null
}

/** What a conflict says of itself before its place in the result is known. */
export type Clash = Omit<MergeConflict, 'line' | 'scene' | 'said'>

/** A merged line; null where it was taken out. */
export interface MergedLine {
  readonly block: BlockDraft | null
  readonly clashes: readonly Clash[]
}

/** What remembers how a file was written follows whoever changed it and is nobody's concern. */
const sources = new Set<string>(['src', 'gap', 'forced', ...Object.values(fdxAttrs)])

export const mergeLine = ({ base, ours, theirs }: LineVersions): MergedLine => {
  if (ours !== null && theirs !== null) return mergeBoth(base, ours, theirs)
  const [left, side] = ours === null ? [theirs, 'theirs' as const] : [ours, 'ours' as const]
  if (left === null) return { block: null, clashes: [] }
  if (base === null) return { block: draftOf(left, left.id), clashes: [] }
  if (left.kind === base.kind && left.text === base.text) return { block: null, clashes: [] }
  const clash: Clash = {
    what: 'delete',
    name: null,
    base: base.text,
    ours: ours?.text ?? null,
    theirs: theirs?.text ?? null,
    kept: side,
  }
  return { block: draftOf(left, left.id ?? base.id), clashes: [clash] }
}

const draftOf = ({ kind, runs, attrs }: MergeBlock, id: BlockId | null): BlockDraft => ({
  ...(id === null ? {} : { id }),
  kind,
  text: runs,
  attrs,
})

/** A line both added alike has no base: what only one of them says of it is kept. */
const mergeBoth = (known: MergeBlock | null, ours: MergeBlock, theirs: MergeBlock): MergedLine => {
  const base = known ?? { ...ours, attrs: {} }
  const clashes: Clash[] = []
  const { runs, clashes: words } = mergeText(base.runs, ours.runs, theirs.runs)
  for (const clash of words) clashes.push({ what: 'text', name: null, ...clash })
  const kind = pick(base.kind, ours.kind, theirs.kind)
  if (kind === null)
    clashes.push({
      what: 'retype',
      name: null,
      base: base.kind,
      ours: ours.kind,
      theirs: theirs.kind,
      kept: 'ours',
    })
  const attrs: Record<string, Scalar> = {}
  for (const name of namesOf(ours.attrs, theirs.attrs)) {
    const [was, mine, their] = [base, ours, theirs].map((one) => one.attrs[name])
    const value = pick(was, mine, their)
    const kept = value === null ? (mine ?? their) : value.value
    if (kept !== undefined) attrs[name] = kept
    if (value === null && !sources.has(name))
      clashes.push({
        what: 'attribute',
        name,
        base: said(was),
        ours: said(mine),
        theirs: said(their),
        kept: mine === undefined || mine === null ? 'theirs' : 'ours',
      })
  }
  return {
    block: draftOf(
      { ...ours, kind: kind === null ? ours.kind : kind.value, runs, attrs },
      ours.id ?? theirs.id ?? base.id,
    ),
    clashes,
  }
}

const said = (value: Scalar | undefined): string | null =>
  value === undefined || value === null ? null : String(value)

const namesOf = (ours: Scalars, theirs: Scalars): string[] => [
  ...new Set([...Object.keys(ours), ...Object.keys(theirs)]),
]

/** The value of whoever changed it; null when both did, differently. */
const pick = <A>(base: A, ours: A, theirs: A): { readonly value: A } | null => {
  if (ours === theirs || theirs === base) return { value: ours }
  return ours === base ? { value: theirs } : null
}
