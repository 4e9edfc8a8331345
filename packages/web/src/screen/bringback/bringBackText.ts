import type { MergeConflict } from '@coldopen/core/fdx'
import { catalogue, count } from '../../message/catalogue.ts'

const what: { readonly [W in MergeConflict['what']]: string } = {
  text: 'Both changed the same words',
  delete: 'One took the line out, the other changed it',
  retype: 'Both made another element of the line',
  move: 'Both moved the line',
  attribute: 'Both changed it',
  title: 'Both changed the title page',
}
const kept: { readonly [K in MergeConflict['kept']]: string } = {
  ours: 'Yours stays.',
  theirs: 'Theirs stays.',
  both: 'Both stay, yours first.',
}
const names: Readonly<Record<string, string>> = {
  number: 'scene number',
  dual: 'dual dialogue',
  level: 'depth',
}

/** The words of bringing a Final Draft file back. */
export const bringBackText = catalogue({
  en: {
    title: 'Bring back a Final Draft file',
    intro:
      'Choose the file that came back. What was changed in it is brought into this script, beside everything written here since it was exported.',
    choose: 'Choose the file…',
    reading: 'Comparing…',
    needsBase:
      'This device does not remember exporting this script. Choose the file as it was sent out, so that the changes in between can be told.',
    unlike:
      'The file has little in common with what was exported from this device. Choose the file as it was sent out.',
    chooseBase: 'Choose the file as it was sent…',
    comparedWith: 'Compared with what was exported',
    comparedWithFile: (name: string) => `Compared with ${name}.`,
    nothing: 'Nothing in the file is new: the script has all of it already.',
    changes: (changed: number, added: number, removed: number) =>
      [
        ...(changed > 0 ? [count(changed, 'line changes', 'lines change')] : []),
        ...(added > 0 ? [`${count(added, 'line', 'lines')} added`] : []),
        ...(removed > 0 ? [`${count(removed, 'line', 'lines')} removed`] : []),
      ].join(', '),
    noConflicts: 'Nothing was changed by both.',
    conflicts: (n: number) =>
      `${count(n, 'thing was', 'things were')} changed here and there. Nothing is lost: what does not stay is in this list.`,
    conflictList: 'Changed by both',
    what,
    added: 'Both added words in the same place',
    kept,
    name: (name: string) => names[name] ?? name,
    beforeLabel: 'Sent',
    ours: 'Yours',
    theirs: 'Theirs',
    removed: 'taken out',
    atStart: 'the start of the script',
    behind: (text: string) => `behind “${text}”`,
    bringIn: 'Bring it in',
    cancel: 'Cancel',
    done: 'It is in the script. One undo takes all of it back.',
    close: 'Close',
    readOnly: 'You may not change this script any more.',
  },
})
