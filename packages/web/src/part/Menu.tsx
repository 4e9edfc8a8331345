import './Popover.css'
import { createSignal, createUniqueId, Index, type JSX, Show } from 'solid-js'
import { menuStep } from './menuStep.ts'
import { placeUnder } from './place.ts'

export interface MenuItem {
  readonly label: string
  readonly run: () => void
  readonly bad?: boolean
}

interface MenuProps {
  /** The name of button and menu for a screen reader, such as "Actions for Night Ferry". */
  readonly label: string
  readonly button: JSX.Element
  readonly buttonClass?: string
  readonly items: readonly MenuItem[]
}

/**
 * A button that opens a list of actions: arrow keys move, Enter chooses, Escape goes back to the button. The list is made
 * at the first click, before the platform looks for it: a library has hundreds of these buttons. An entry keeps its element,
 * and the focus, while what it is about changes. One entry can be reached by Tab, so that a list longer than the window is
 * scrolled by keyboard.
 */
export const Menu = (props: MenuProps) => {
  const id = createUniqueId()
  const [wanted, setWanted] = createSignal(false)
  const [open, setOpen] = createSignal(false)
  let anchor!: HTMLButtonElement
  let menu!: HTMLDivElement

  const entries = () => [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')]
  const opened = () => {
    const { left, top } = placeUnder(anchor.getBoundingClientRect(), menu.getBoundingClientRect(), {
      width: document.documentElement.clientWidth,
      height: innerHeight,
    })
    menu.style.left = `${left}px`
    menu.style.top = `${top}px`
    entries()[0]?.focus()
  }
  /** What is inside stays until the menu has closed, so that the browser can give the focus back. */
  const toggled = (event: ToggleEvent) => {
    if (event.newState === 'open') opened()
    else setOpen(false)
  }
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Tab') menu.hidePopover()
    const all = entries()
    const at = all.findIndex((entry) => entry === document.activeElement)
    const next = menuStep(event.key, at, all.length - 1)
    if (next === null) return
    event.preventDefault()
    all[next]?.focus()
  }
  const choose = (item: MenuItem) => {
    menu.hidePopover()
    anchor.focus()
    item.run()
  }

  return (
    <>
      <button
        ref={anchor}
        type="button"
        class={props.buttonClass ?? 'icon-button'}
        aria-label={props.label}
        title={props.label}
        aria-haspopup="menu"
        aria-expanded={open()}
        popoverTarget={id}
        on:click={() => setWanted(true)}
      >
        {props.button}
      </button>
      <Show when={wanted()}>
        <div
          ref={menu}
          id={id}
          popover="auto"
          class="popover menu"
          role="menu"
          aria-label={props.label}
          on:keydown={move}
          on:beforetoggle={(event: ToggleEvent) => event.newState === 'open' && setOpen(true)}
          on:toggle={toggled}
        >
          <Show when={open()}>
            <Index each={props.items}>
              {(item, index) => (
                <button
                  type="button"
                  role="menuitem"
                  tabIndex={index === 0 ? 0 : -1}
                  class={item().bad === true ? 'menu-item bad' : 'menu-item'}
                  onClick={() => choose(item())}
                >
                  {item().label}
                </button>
              )}
            </Index>
          </Show>
        </div>
      </Show>
    </>
  )
}
