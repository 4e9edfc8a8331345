import './Popover.css'
import { createSignal, createUniqueId, type JSX, onCleanup, Show } from 'solid-js'
import { placeUnder } from './place.ts'

interface PopoverProps {
  /** The name of button and panel for a screen reader. */
  readonly label: string
  readonly button: JSX.Element
  readonly buttonClass?: string
  /** Built only while open. */
  readonly children: (close: () => void) => JSX.Element
}

/** A button with a panel under it; Escape or a click elsewhere closes it and focus goes back (the platform's popover). */
export const Popover = (props: PopoverProps) => {
  const id = createUniqueId()
  const [open, setOpen] = createSignal(false)
  let anchor!: HTMLButtonElement
  let panel!: HTMLDivElement

  const place = () => {
    const { left, top } = placeUnder(
      anchor.getBoundingClientRect(),
      panel.getBoundingClientRect(),
      {
        width: document.documentElement.clientWidth,
        height: innerHeight,
      },
    )
    panel.style.left = `${left}px`
    panel.style.top = `${top}px`
  }
  /** What is inside may arrive later and make the panel larger. */
  const growth = new ResizeObserver(place)
  onCleanup(() => growth.disconnect())
  const toggled = (event: ToggleEvent) => {
    if (event.newState === 'open') growth.observe(panel)
    else {
      growth.disconnect()
      setOpen(false)
    }
  }

  return (
    <>
      <button
        ref={anchor}
        type="button"
        class={props.buttonClass ?? 'button bare'}
        aria-label={props.label}
        aria-expanded={open()}
        aria-haspopup="dialog"
        popoverTarget={id}
      >
        {props.button}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        class="popover"
        role="dialog"
        aria-label={props.label}
        on:beforetoggle={(event: ToggleEvent) => event.newState === 'open' && setOpen(true)}
        on:toggle={toggled}
      >
        <Show when={open()}>{props.children(() => panel.hidePopover())}</Show>
      </div>
    </>
  )
}
