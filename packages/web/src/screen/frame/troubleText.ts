import { catalogue } from '../../message/catalogue.ts'

/** What the app says when it cannot go on. */
export const troubleText = catalogue({
  en: {
    notFoundTitle: 'Not found · Coldopen',
    notFound: 'This page is not in the script.',
    notFoundNext: 'The address may be mistyped, or the page has moved.',
    home: 'To your scripts',
    crashTitle: 'Something broke · Coldopen',
    crash: 'This part of Coldopen stopped working.',
    crashNext:
      'Everything you wrote up to a moment ago is kept on this device. You can try again, reload, or take a copy of your work out first.',
    tryAgain: 'Try again',
    reload: 'Reload',
    export: 'Export my work',
    exporting: 'Exporting…',
    exported: 'Exported. The file is in your downloads.',
    exportedPart:
      'Exported, but some documents could not be opened; the file says which. Keep this browser’s data.',
    exportFailed: 'The export failed too. Do not clear this browser’s data: your work is in it.',
    details: 'What happened',
    older: {
      app: 'This app is older than its server.',
      server: 'The server is older than this app.',
    },
    olderNext: {
      app: 'Close every window of Coldopen and open it again to get the newest. Until then your work is kept on this device.',
      server: 'Whoever runs it has to update it. Until then your work is kept on this device.',
    },
    openFailed: 'Your scripts could not be opened on this device.',
    openFailedNext:
      'Nothing is lost. Close other windows of Coldopen, leave private browsing or free some space, then reload.',
  },
})
