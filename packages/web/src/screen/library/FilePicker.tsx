import type { JSX } from 'solid-js'
import { Button } from '../../part/Button.tsx'

interface FilePickerProps {
  readonly take: (files: readonly File[]) => void
  readonly children: JSX.Element
}

/** A button that asks for one or several script files. Any file may be chosen: a wrong one is refused with its reason. */
export const FilePicker = (props: FilePickerProps) => {
  let field!: HTMLInputElement
  const chosen = () => {
    const files = [...(field.files ?? [])]
    field.value = ''
    if (files.length > 0) props.take(files)
  }
  return (
    <>
      <Button onClick={() => field.click()}>{props.children}</Button>
      <input ref={field} type="file" multiple hidden tabIndex={-1} onChange={chosen} />
    </>
  )
}
