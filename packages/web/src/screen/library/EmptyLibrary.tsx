import { Button } from '../../part/Button.tsx'
import { FilePicker } from './FilePicker.tsx'
import { libraryText } from './libraryText.ts'
import { NewProject } from './NewProject.tsx'

interface EmptyLibraryProps {
  readonly create: (title: string) => Promise<void>
  readonly sample: () => void
  readonly take: (files: readonly File[]) => void
}

/** The first visit: a blank page with a title to fill in, a file to bring, or a sample to look at. */
export const EmptyLibrary = (props: EmptyLibraryProps) => (
  <section class="blank" aria-labelledby="blank-heading">
    <h1 id="blank-heading" class="display">
      {libraryText.emptyHeading}
    </h1>
    <p class="lead">{libraryText.emptyText}</p>
    <NewProject create={props.create} />
    <div class="blank-acts">
      <FilePicker take={props.take}>{libraryText.importFiles}</FilePicker>
      <Button onClick={() => props.sample()}>{libraryText.importSample}</Button>
      <span class="soft small">{libraryText.importHint}</span>
    </div>
  </section>
)
