import { createSignal, type JSX, onCleanup, onMount, Show } from 'solid-js'
import { libraryText } from './libraryText.ts'

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/** Takes files dropped anywhere on the page and shows that it would. */
export const FileDrop = (props: {
  readonly take: (files: readonly File[]) => void
  readonly children: JSX.Element
}) => {
  const [over, setOver] = createSignal(false)
  const drag = (event: DragEvent) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    setOver(true)
  }
  const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false)
  const drop = (event: DragEvent) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    setOver(false)
    props.take([...(event.dataTransfer?.files ?? [])])
  }
  onMount(() => {
    const page = document.body
    page.addEventListener('dragover', drag)
    page.addEventListener('dragleave', leave)
    page.addEventListener('drop', drop)
    onCleanup(() => {
      page.removeEventListener('dragover', drag)
      page.removeEventListener('dragleave', leave)
      page.removeEventListener('drop', drop)
    })
  })
  return (
    <>
      {props.children}
      <Show when={over()}>
        <div class="drop-veil" aria-hidden="true">
          <p class="display">{libraryText.dropHere}</p>
        </div>
      </Show>
    </>
  )
}
