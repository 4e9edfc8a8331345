import { createSignal, onMount } from 'solid-js'
import { Button } from '../../part/Button.tsx'
import { libraryText } from './libraryText.ts'
import { longestTitle } from './longestTitle.ts'

interface NewProjectProps {
  readonly create: (title: string) => Promise<void>
  readonly cancel: () => void
}

/** One line to name a new script; without a name it is "Untitled". */
export const NewProject = (props: NewProjectProps) => {
  const [busy, setBusy] = createSignal(false)
  let field!: HTMLInputElement
  onMount(() => field.focus())
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy()) return
    setBusy(true)
    await props.create(field.value.trim() || libraryText.untitled)
    setBusy(false)
  }
  return (
    <form class="new-project" onSubmit={(event) => void submit(event)}>
      <input
        ref={field}
        class="title"
        aria-label={libraryText.titleField}
        placeholder={libraryText.titlePlaceholder}
        maxLength={longestTitle}
        autocomplete="off"
        onKeyDown={(event) => event.key === 'Escape' && props.cancel()}
      />
      <div class="new-project-acts">
        <Button type="submit" look="main" disabled={busy()}>
          {libraryText.start}
        </Button>
        <Button look="bare" onClick={() => props.cancel()}>
          {libraryText.cancel}
        </Button>
      </div>
    </form>
  )
}
