import type { Role } from '@coldopen/sync/client'
import { catalogue, count } from '../../message/catalogue.ts'

const readOnly: { readonly [R in Exclude<Role, 'owner' | 'editor'>]: string } = {
  viewer: 'You can read this script, not change it. Ask its owner if you want to write.',
  commenter: 'You can read this script, not change its text. Ask its owner if you want to write.',
}

/** The words of the screenplay screen. */
export const projectText = catalogue({
  en: {
    documentTitle: (title: string) => `${title} · Coldopen`,
    opening: 'Opening the script…',
    tabs: 'Views of this project',
    script: 'Script',
    scenes: 'Scenes',
    rename: 'Rename',
    renameField: 'Title',
    share: 'Share',
    people: (n: number) => `${count(n, 'other person is', 'other people are')} here`,
    others: (n: number) => count(n, 'more person', 'more people'),
    follow: (name: string) => `Follow ${name}`,
    unfollow: (name: string) => `Stop following ${name}`,
    readOnly,
    removed:
      'You are not a member of this project any more. This copy stays on this device and does not change.',
    unsent: (n: number) =>
      `${count(n, 'change of yours is', 'changes of yours are')} only here: the server does not take ${n === 1 ? 'it' : 'them'}.`,
    exportScript: 'Export this script',
    exporting: 'Exporting…',
    tooNew:
      'This document was changed by a newer version of Coldopen. You can read it; reload to get the newest version and write again.',
    reload: 'Reload',
    missing: 'This script is not among yours.',
    missingSignedOut: 'If it belongs to your account, sign in and it appears here.',
    missingSignedIn: 'It may have been removed, or you are no longer one of its members.',
    signIn: 'Sign in',
    home: 'To your scripts',
    noScript: 'This project has no script yet.',
    startScript: 'Start the script',
    openFailed: 'The script could not be opened.',
    notHereYet: 'It has not been brought to this device yet. Connect to the server, then reload.',
    editorFailed: 'The editor stopped working. Your words are kept on this device.',
    tryAgain: 'Try again',
    export: 'Export my work',
    print: 'Print…',
    statistics: 'Statistics',
    bringBack: 'Bring back a Final Draft file…',
  },
})
