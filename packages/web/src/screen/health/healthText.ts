import { catalogue, count } from '../../message/catalogue.ts'

const changes = (n: number) => count(n, 'change', 'changes')
const waits = (n: number) => `${count(n, 'change waits', 'changes wait')} on this device`

/** The words of the sync health panel. */
export const healthText = catalogue({
  en: {
    title: 'Sync health',
    saved: 'Everything is on the server.',
    savedNext: 'There is nothing for you to do.',
    saving: (n: number) =>
      `${count(n, 'change is', 'changes are')} on the way to the server, and kept on this device.`,
    savingNext: 'This takes a moment. There is nothing for you to do.',
    offline: (n: number) =>
      n > 0
        ? `${waits(n)} because the server cannot be reached.`
        : 'The server cannot be reached. What you wrote before is on it.',
    offlineNext: 'Keep writing: your work is sent by itself when the connection is back.',
    waiting: (n: number, why: string) => `${waits(n)}. ${why}`,
    lapsed: (n: number) =>
      n > 0 ? `${waits(n)} because your sign-in has expired.` : 'Your sign-in has expired.',
    lapsedNext: 'Sign in again; your work then goes on where it stopped.',
    refused: (n: number) =>
      `The server did not take ${changes(n)} of yours; ${n === 1 ? 'it is' : 'they are'} kept on this device.`,
    refusedNext: 'Below is why. Try again, or export your work.',
    alarm: 'Something in a script could not be read here.',
    alarmNext: 'Below is where. Reload; if it stays, export your work.',
    alone: 'Everything is on this device, and only here.',
    aloneNext: 'Sign in to keep a copy on the server.',
    noServerNext: 'There is no server. Export your work now and then to have a copy elsewhere.',
    signIn: 'Sign in',
    tryAgain: 'Try again now',
    trying: 'Trying…',
    tried: 'Tried again.',
    export: 'Export unsynced work',
    exporting: 'Exporting…',
    scripts: 'Scripts',
    noScripts: 'There are no scripts yet.',
    more: (n: number) =>
      `${count(n, 'more script is', 'more scripts are')} not listed: what needs you comes first.`,
    pending: (n: number) => `${count(n, 'change is', 'changes are')} not on the server yet.`,
    behind: (n: number) =>
      `${count(n, 'change of others is', 'changes of others are')} not here yet.`,
    parked: (n: number) => `The server did not take ${changes(n)}:`,
    reason: (reason: string, size: string, when: string) => `${reason} (${size}, ${when})`,
    quarantined: (n: number) =>
      `${count(n, 'change was', 'changes were')} set aside on the server and ${n === 1 ? 'is' : 'are'} shown to nobody, because ${n === 1 ? 'it' : 'they'} could not be read. It can have been a fault of a program; nothing else is affected:`,
    quarantinedBy: (mine: boolean, reason: string, size: string, when: string) =>
      `${mine ? 'Yours' : 'From a member'}, ${when}, ${size}: ${reason}`,
    exportScript: 'Export',
    tryScript: 'Try again',
    exportOf: (title: string) => `Export ${title}`,
    tryOf: (title: string) => `Try again to send ${title}`,
    facts: 'Connection',
    server: 'Server',
    network: {
      'no-server': 'none',
      offline: 'cannot be reached',
      connecting: 'looking for it…',
      online: 'connected',
    },
    lastSave: 'Last change on the server after',
    milliseconds: (n: string) => `${n} ms`,
    noneYet: 'none sent yet since this window opened',
    found: 'Connection found again',
    times: (n: number) => count(n, 'time', 'times'),
    version: 'Versions',
    versions: (app: string | null, theirs: number | null, ours: number) =>
      `${app === null ? '' : `server ${app}, `}protocol ${theirs ?? '?'}; this app: protocol ${ours}`,
    tables: 'Tables for other tools',
    upToDate: 'up to date',
    lag: (n: number) => `${changes(n)} behind`,
    notOk: 'the server says that its database does not answer',
    clock: 'This device’s clock',
    clockRight: 'agrees with the server’s',
    clockOff: (ahead: boolean, by: string) =>
      `is ${by} ${ahead ? 'ahead of' : 'behind'} the server’s. The times you see may be off; the order of changes is not.`,
    untold: 'does not say',
  },
})
