const isApple = /Mac|iP/.test(navigator.platform)

const apple: { readonly [part: string]: string } = {
  Mod: '⌘',
  Meta: '⌘',
  Ctrl: '⌃',
  Alt: '⌥',
  Shift: '⇧',
}
const other: { readonly [part: string]: string } = { Mod: 'Ctrl' }

const named: { readonly [part: string]: string } = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Enter: 'Return',
}

/** Whether a keyboard has such a key: the one named Meta is the system's own but on a Mac. */
export const isOnKeyboard = (key: string, mac = isApple): boolean => mac || !key.includes('Meta')

/** A key as it stands on the keyboard: `Mod-Shift-x` is Ctrl+Shift+X, or ⌘⇧X on a Mac. */
export const keyLabel = (key: string, mac = isApple): string => {
  const parts = key.split(/-(?!$)/u)
  const shown = parts.map((part, i) => {
    if (i < parts.length - 1) return (mac ? apple : other)[part] ?? part
    return named[part] ?? (part.length === 1 ? part.toUpperCase() : part)
  })
  return shown.join(mac ? '' : '+')
}
