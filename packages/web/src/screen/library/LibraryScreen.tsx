import './Library.css'
import { useNavigate } from '@solidjs/router'
import { createMemo, createSignal, lazy, Show, Suspense } from 'solid-js'
import { errorLine } from '../../message/errorText.ts'
import { createTitle } from '../../reactive/createTitle.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { complain } from '../../runtime/Toasts.ts'
import { Frame } from '../frame/Frame.tsx'
import { OpenFailure } from '../frame/OpenFailure.tsx'
import { createImport } from './createImport.ts'
import { EmptyLibrary } from './EmptyLibrary.tsx'
import { FileDrop } from './FileDrop.tsx'
import { LibraryHead } from './LibraryHead.tsx'
import { libraryText } from './libraryText.ts'
import { type LibraryQuery, libraryView } from './libraryView.ts'
import { NothingFound } from './NothingFound.tsx'
import { ProjectList } from './ProjectList.tsx'

const ImportReport = lazy(() => import('./ImportReport.tsx'))

/** All scripts of this account or device, drawn from the local copy at once. */
const LibraryScreen = () => {
  const studio = useStudio()
  const navigate = useNavigate()
  const imports = createImport(studio)
  const [query, setQuery] = createSignal<LibraryQuery>({
    text: '',
    sort: 'changed',
    archived: false,
  })
  const rows = createMemo(() => libraryView(studio.projects(), query()))
  const empty = () => studio.projects().length === 0
  createTitle(() => libraryText.documentTitle)

  const create = async (title: string) => {
    try {
      const row = await (await studio.ready()).library.create({ title })
      navigate(`/project/${row.id}`)
    } catch (error) {
      complain(errorLine(error))
    }
  }
  const sample = async () => {
    try {
      const row = await (await studio.ready()).library.importSample()
      navigate(`/project/${row.id}`)
    } catch (error) {
      complain(errorLine(error))
    }
  }

  return (
    <Frame>
      <FileDrop take={(files) => void imports.take(files)}>
        <Show when={studio.failure()}>{(error) => <OpenFailure error={error()} />}</Show>
        <Show
          when={!empty()}
          fallback={
            <Show
              when={studio.client()}
              fallback={<p class="soft opening">{studio.failure() ? '' : libraryText.opening}</p>}
            >
              <EmptyLibrary
                create={create}
                sample={() => void sample()}
                take={(files) => void imports.take(files)}
              />
            </Show>
          }
        >
          <LibraryHead
            query={query()}
            setQuery={setQuery}
            rows={studio.projects()}
            create={create}
            take={(files) => void imports.take(files)}
          />
        </Show>
        <Suspense>
          <Show when={imports.state()}>
            {(state) => <ImportReport state={state()} close={imports.close} />}
          </Show>
        </Suspense>
        <Show when={!empty()}>
          <Show
            when={rows().length > 0}
            fallback={
              <NothingFound query={query()} clear={() => setQuery({ ...query(), text: '' })} />
            }
          >
            <ProjectList rows={rows()} />
          </Show>
        </Show>
      </FileDrop>
    </Frame>
  )
}

export default LibraryScreen
