/** Hands a file to the browser's downloads. */
export const download = (
  name: string,
  type: string,
  content: string | Uint8Array<ArrayBuffer>,
): void => {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** A file name every system takes, made of a title. */
export const fileName = (title: string, ending: string): string => {
  const plain = title
    .replace(/[\p{Cc}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^\.+/u, '')
  return `${plain.slice(0, 80) || 'Untitled'}.${ending}`
}
