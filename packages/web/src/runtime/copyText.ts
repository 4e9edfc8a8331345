/**
 * Copies what a field holds, and says whether that worked; if not, it is selected for the writer to copy. At an address
 * without TLS pages may not write the clipboard, but the browser's own command still copies a selection.
 */
export const copyText = async (field: HTMLInputElement): Promise<boolean> => {
  field.focus()
  field.select()
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (clipboard === undefined) return document.execCommand('copy')
  try {
    await clipboard.writeText(field.value)
    return true
  } catch {
    return document.execCommand('copy')
  }
}
