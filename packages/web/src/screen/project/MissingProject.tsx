import '../frame/Trouble.css'
import { A, useLocation } from '@solidjs/router'
import { Show } from 'solid-js'
import { useStudio } from '../../runtime/Studio.ts'
import { projectText } from './projectText.ts'

/** The address names a project this device does not have. */
export const MissingProject = () => {
  const studio = useStudio()
  const location = useLocation()
  return (
    <section class="trouble">
      <h1 class="display">{projectText.missing}</h1>
      <p class="lead">
        {studio.account() ? projectText.missingSignedIn : projectText.missingSignedOut}
      </p>
      <div class="trouble-acts">
        <Show when={studio.account() === null && studio.network() !== 'no-server'}>
          <A class="button main" href={`/sign-in?then=${encodeURIComponent(location.pathname)}`}>
            {projectText.signIn}
          </A>
        </Show>
        <A class="button quiet" href="/">
          {projectText.home}
        </A>
      </div>
    </section>
  )
}
