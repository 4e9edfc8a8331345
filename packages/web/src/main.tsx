import './runtime/scriptStart.ts'
import './style/fonts.ts'
import './style/style.css'
import { render } from 'solid-js/web'
import { App } from './App.tsx'
import { afterPaint } from './runtime/afterPaint.ts'
import { keepWork } from './runtime/keepWork.ts'
import { openClient } from './runtime/openClient.ts'
import { onAccountElsewhere } from './runtime/RememberedAccount.ts'
import { makeStudio } from './runtime/Studio.ts'
import { warmUp } from './screen/warmUp.ts'

const root = document.querySelector('#app')
if (root === null) throw new Error('The page has no #app element.')

const studio = makeStudio({
  open: openClient,
  storage: localStorage,
  fetcher: (...request) => fetch(...request),
  whenAccountElsewhere: onAccountElsewhere,
  whenReachable: (ask) => {
    addEventListener('online', ask)
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') ask()
    })
  },
})

render(() => <App studio={studio} />, root)
afterPaint(async () => {
  await studio.start()
  keepWork(studio)
  if (import.meta.env.PROD) (await import('./runtime/keepApp.ts')).keepApp().catch(reportError)
  await warmUp()
})
