import type { DocumentSession, ProjectRow } from '@coldopen/sync/client'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { MoreGlyph } from '../../part/glyphs.tsx'
import { Menu } from '../../part/Menu.tsx'
import { createMayWrite } from '../../reactive/createMayWrite.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { libraryText } from '../library/libraryText.ts'
import { makeProjectActions } from '../library/projectActions.ts'
import { projectText } from './projectText.ts'

const StatisticsDialog = lazy(() => import('./StatisticsDialog.tsx'))
const PrintDialog = lazy(() => import('./PrintDialog.tsx'))
const BringBackDialog = lazy(() => import('../bringback/BringBackDialog.tsx'))

interface ScriptMenuProps {
  readonly row: ProjectRow
  readonly session: DocumentSession
}

/** What can be done with the open script as a whole: out as a file, and back. */
export const ScriptMenu = (props: ScriptMenuProps) => {
  const { session } = props
  const actions = makeProjectActions(useStudio())
  const mayWrite = createMayWrite(session)
  const [bringing, setBringing] = createSignal(false)
  const [printing, setPrinting] = createSignal(false)
  const [counting, setCounting] = createSignal(false)
  const items = () => [
    { label: projectText.statistics, run: () => setCounting(true) },
    { label: projectText.print, run: () => setPrinting(true) },
    { label: libraryText.exportPdf, run: () => void actions.print(props.row) },
    {
      label: libraryText.exportFountain,
      run: () => void actions.export(props.row, 'fountain'),
    },
    { label: libraryText.exportFdx, run: () => void actions.export(props.row, 'fdx') },
    ...(mayWrite() ? [{ label: projectText.bringBack, run: () => setBringing(true) }] : []),
  ]
  return (
    <>
      <Menu label={libraryText.actions(props.row.title)} button={<MoreGlyph />} items={items()} />
      <Suspense>
        <Show when={counting()}>
          <StatisticsDialog session={session} close={() => setCounting(false)} />
        </Show>
        <Show when={printing()}>
          <PrintDialog
            row={props.row}
            print={(wish) => void actions.print(props.row, wish)}
            close={() => setPrinting(false)}
          />
        </Show>
        <Show when={bringing()}>
          <BringBackDialog session={session} close={() => setBringing(false)} />
        </Show>
      </Suspense>
    </>
  )
}
