import {
  applyMergedFdx,
  bringBackFdx,
  type FdxState,
  type MergedFdx,
  mergeFdx,
  readFdxState,
} from '@coldopen/core/fdx'
import { type DocumentSession, randomIds } from '@coldopen/sync/client'
import { createMemo, createSignal } from 'solid-js'
import { errorLine } from '../../message/errorText.ts'
import type { SentFile } from '../../runtime/sentFiles.ts'
import { bringBackText } from './bringBackText.ts'
import { countChanges } from './countChanges.ts'
import { findSent, readBack } from './readBack.ts'

/** What a file is compared with: something sent from this device, or the file as it was sent. */
type Base =
  | { readonly _tag: 'Sent'; readonly place: number }
  | { readonly _tag: 'File'; readonly name: string; readonly state: FdxState }

/** A file on its way back into a script: chosen, compared with what was sent, brought in. */
export const createBringBack = (session: DocumentSession) => {
  const [file, setFile] = createSignal<FdxState | null>(null)
  const [sent, setSent] = createSignal<readonly SentFile[]>([])
  const [base, setBase] = createSignal<Base | null>(null)
  const [error, setError] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [done, setDone] = createSignal<MergedFdx | null>(null)

  const merge = (live: FdxState): MergedFdx | null => {
    const [back, from] = [file(), base()]
    if (back === null || from === null) return null
    if (from._tag === 'File') return mergeFdx(from.state, live, back)
    const known = sent()[from.place]
    return known === undefined ? null : bringBackFdx(known.state, live, back)
  }
  const preview = createMemo(() => {
    const live = readFdxState(session.doc)
    const merged = merge(live)
    return merged === null ? null : { merged, ...countChanges(live, merged) }
  })
  const attempt = async (act: () => Promise<void>) => {
    setBusy(true)
    setError('')
    try {
      await act()
    } catch (failure) {
      setError(errorLine(failure))
    } finally {
      setBusy(false)
    }
  }
  const taken = async (chosen: File, use: (read: FdxState) => Promise<void> | void) =>
    attempt(async () => {
      const read = await readBack(chosen)
      if (read._tag === 'Refused') setError(read.why)
      else await use(read.file)
    })
  return {
    file,
    sent,
    base,
    error,
    busy,
    done,
    preview,
    /** Takes the file that came back and finds what it was made of. */
    take: (chosen: File) =>
      taken(chosen, async (read) => {
        const found = await findSent(session.id, read)
        setSent(found.sent)
        setBase(found.best < 0 ? null : { _tag: 'Sent', place: found.best })
        setFile(read)
      }),
    /** Takes the file as it was sent. */
    takeBase: (chosen: File) =>
      taken(chosen, (state) => void setBase({ _tag: 'File', name: chosen.name, state })),
    compareWith: (place: number) => setBase({ _tag: 'Sent', place }),
    /** Writes the merge into the script as it is now. */
    bringIn: (mayWrite: boolean) =>
      attempt(async () => {
        const merged = merge(readFdxState(session.doc))
        if (merged === null) return
        if (!mayWrite) return void setError(bringBackText.readOnly)
        applyMergedFdx(session.doc, merged, randomIds)
        setDone(merged)
      }),
  }
}
