import { createSignal } from 'solid-js'

/** What the writer chose: follow the system, or always light or dark. */
export type Theme = 'system' | 'light' | 'dark'

const storageKey = 'coldopen.theme'
const order: readonly Theme[] = ['system', 'light', 'dark']

const isTheme = (value: string | null): value is Theme => order.some((theme) => theme === value)

/** `--canvas` of `tokens.css`, for the bar of the installed app's window. */
const bars = { light: '#f5f3ee', dark: '#141311' } as const

const show = (theme: Theme): void => {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  for (const bar of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]'))
    bar.content = bars[theme === 'system' ? (bar.media.includes('dark') ? 'dark' : 'light') : theme]
}

const stored = localStorage.getItem(storageKey)
const [theme, setThemeSignal] = createSignal<Theme>(isTheme(stored) ? stored : 'system')
show(theme())

export { theme }

/** Applies and remembers a theme. */
export const setTheme = (next: Theme): void => {
  localStorage.setItem(storageKey, next)
  show(setThemeSignal(next))
}

/** The theme after this one in the toggle's circle: system, light, dark. */
export const nextTheme = (current: Theme): Theme =>
  order[(order.indexOf(current) + 1) % order.length] ?? 'system'
