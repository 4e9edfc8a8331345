import { createSignal } from 'solid-js'

const [shown, setShown] = createSignal(false)

/** Whether the sync health panel is on the screen; it stands over whatever is open. */
export const healthShown = shown

export const showHealth = (): void => void setShown(true)
export const hideHealth = (): void => void setShown(false)
