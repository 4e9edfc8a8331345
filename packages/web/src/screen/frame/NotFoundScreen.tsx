import { A } from '@solidjs/router'
import { createTitle } from '../../reactive/createTitle.ts'
import { Frame } from './Frame.tsx'
import { troubleText } from './troubleText.ts'
import './Trouble.css'

/** No screen has this address. */
const NotFoundScreen = () => {
  createTitle(() => troubleText.notFoundTitle)
  return (
    <Frame>
      <section class="trouble">
        <h1 class="display">{troubleText.notFound}</h1>
        <p class="lead">{troubleText.notFoundNext}</p>
        <p>
          <A class="button main" href="/">
            {troubleText.home}
          </A>
        </p>
      </section>
    </Frame>
  )
}

export default NotFoundScreen
