/** Opens the browser's print dialog for a PDF, which the browser shows in a frame nobody sees. */
export const sendToPrinter = async (pdf: Uint8Array<ArrayBuffer>): Promise<void> => {
  const url = URL.createObjectURL(new Blob([pdf], { type: 'application/pdf' }))
  const frame = document.createElement('iframe')
  frame.className = 'print-frame'
  frame.src = url
  const loaded = new Promise<void>((resolve) =>
    frame.addEventListener('load', () => resolve(), { once: true }),
  )
  for (const old of document.querySelectorAll('.print-frame')) old.remove()
  document.body.append(frame)
  await loaded
  frame.contentWindow?.focus()
  frame.contentWindow?.print()
}
