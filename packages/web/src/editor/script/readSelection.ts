/**
 * Reads the selection on the screen into the editor's state. A browser moves the caret at the click or the key, and
 * tells so later, in `selectionchange`: whatever is dispatched in between draws the old selection again and undoes what
 * the writer did. So a change that is not the writer's reads it first; ProseMirror takes the event as if it had come.
 */
export const readSelection = (): void => {
  document.dispatchEvent(new Event('selectionchange'))
}
