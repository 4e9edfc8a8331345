import { editorText } from './editorText.ts'

/** Id of the text that tells a screen reader how to leave the script. */
export const leaveHintId = 'co-leave-hint'

/** What the editable element tells assistive technology and the browser's capital letters. */
export const scriptAttributes = (editable: boolean): Record<string, string> => ({
  class: 'co-script',
  role: 'textbox',
  'aria-multiline': 'true',
  'aria-label': editorText.script,
  'aria-describedby': leaveHintId,
  'aria-readonly': String(!editable),
  'aria-autocomplete': 'list',
  autocapitalize: 'sentences',
  tabindex: '0',
})
