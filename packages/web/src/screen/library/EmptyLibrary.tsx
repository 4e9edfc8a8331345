import './EmptyLibrary.css'
import { createSignal } from 'solid-js'
import { Button } from '../../part/Button.tsx'
import { FilePicker } from './FilePicker.tsx'
import { libraryText } from './libraryText.ts'
import { longestTitle } from './longestTitle.ts'

interface EmptyLibraryProps {
  readonly create: (title: string) => Promise<void>
  readonly sample: () => void
  readonly take: (files: readonly File[]) => void
}

/** The first visit: a title page to fill in, a file to bring, or a sample to look at. */
export const EmptyLibrary = (props: EmptyLibraryProps) => {
  const [busy, setBusy] = createSignal(false)
  let title!: HTMLInputElement
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy()) return
    setBusy(true)
    await props.create(title.value.trim() || libraryText.untitled)
    setBusy(false)
  }
  return (
    <section class="blank" aria-labelledby="blank-heading">
      <div class="blank-words">
        <h1 id="blank-heading" class="display">
          {libraryText.emptyHeading}
        </h1>
        <p class="lead">{libraryText.emptyText}</p>
        <div class="blank-acts">
          <FilePicker take={props.take}>{libraryText.importFiles}</FilePicker>
          <Button onClick={() => props.sample()}>{libraryText.importSample}</Button>
        </div>
        <p class="soft small">{libraryText.importHint}</p>
      </div>
      <form class="title-page script" onSubmit={(event) => void submit(event)}>
        <input
          ref={title}
          aria-label={libraryText.titleField}
          placeholder={libraryText.titlePlaceholder}
          maxLength={longestTitle}
          autocomplete="off"
        />
        <p aria-hidden="true">{libraryText.writtenBy}</p>
        <Button type="submit" look="main" disabled={busy()}>
          {libraryText.start}
        </Button>
      </form>
    </section>
  )
}
