import './Frame.css'
import { A } from '@solidjs/router'
import { type JSX, lazy, onCleanup, onMount, Show, Suspense } from 'solid-js'
import { healthShown, hideHealth } from '../../runtime/HealthPanel.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { CannotSave } from './CannotSave.tsx'
import { frameText } from './frameText.ts'
import { measureFrame } from './measureFrame.ts'
import { ProtocolNotice } from './ProtocolNotice.tsx'
import { SyncIndicator } from './SyncIndicator.tsx'
import { ThemeToggle } from './ThemeToggle.tsx'

const SyncHealth = lazy(() => import('../health/SyncHealth.tsx'))

interface FrameProps {
  /** What the screen puts into the bar after the name: a title, say. */
  readonly middle?: JSX.Element
  /** The screen's own controls in the bar, before sync, theme and account. */
  readonly tools?: JSX.Element
  readonly class?: string
  readonly children: JSX.Element
}

/** The bar every screen wears, and the screen under it. */
export const Frame = (props: FrameProps) => {
  let bar!: HTMLElement
  onMount(() => onCleanup(measureFrame(bar)))
  return (
    <>
      <a class="skip" href="#content">
        {frameText.skip}
      </a>
      <header ref={bar} class="frame">
        <A href="/" class="brand" aria-label={frameText.home}>
          <span class="brand-mark" aria-hidden="true" />
          <span class="brand-name">Coldopen</span>
        </A>
        <div class="frame-middle">{props.middle}</div>
        <div class="frame-tools">
          {props.tools}
          <SyncIndicator />
          <ThemeToggle />
          <AccountMenu />
        </div>
        <CannotSave />
      </header>
      <ProtocolNotice />
      <main id="content" tabIndex={-1} class={props.class ?? 'page'}>
        {props.children}
      </main>
      <Suspense>
        <Show when={healthShown()}>
          <SyncHealth close={hideHealth} />
        </Show>
      </Suspense>
    </>
  )
}
