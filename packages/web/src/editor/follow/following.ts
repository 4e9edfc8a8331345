import { createSignal } from 'solid-js'

/** Someone whose caret this window follows. */
export interface Followed {
  /** Id of the person, whichever of their windows they write in. */
  readonly user: string
  readonly name: string
}

const [followed, setFollowed] = createSignal<Followed | null>(null)

/** Who is followed in this window; null for nobody. */
export { followed }

export const follow = (person: Followed): void => void setFollowed(person)

export const stopFollowing = (): void => void setFollowed(null)
