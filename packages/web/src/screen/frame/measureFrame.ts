/**
 * Tells every style sheet how high the bar is, as `--frame`: it wraps in narrow windows and grows by what it has to say.
 * Returns what ends the telling.
 */
export const measureFrame = (bar: HTMLElement): (() => void) => {
  const { style } = document.documentElement
  const size = new ResizeObserver(() => style.setProperty('--frame', `${bar.offsetHeight}px`))
  size.observe(bar)
  return () => {
    size.disconnect()
    style.removeProperty('--frame')
  }
}
