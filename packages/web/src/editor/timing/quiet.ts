import type { EditorView } from 'prosemirror-view'
import { afterPaint } from '../../runtime/afterPaint.ts'
import { idle } from '../../runtime/idle.ts'

/** Between two keys of somebody who types: work that follows waits until there was none for so long, in milliseconds. */
const pause = 150
/** At the latest after so many pauses. */
const mostPauses = 5

/** Resolves when what is on the screen was shown and the browser has nothing better to do. */
export const painted = (): Promise<void> =>
  new Promise<void>((resume) => afterPaint(resume)).then(() => idle())

/** Resolves when what there is was shown, nothing has changed for a pause, and the browser has nothing better to do. */
export const quiet = async (view: EditorView): Promise<void> => {
  for (let i = 0; i < mostPauses; i++) {
    const { doc } = view.state
    await new Promise((resume) => setTimeout(resume, pause))
    if (doc === view.state.doc) break
  }
  await painted()
}
