import Monitor from 'lucide-solid/icons/monitor'
import Moon from 'lucide-solid/icons/moon'
import Sun from 'lucide-solid/icons/sun'
import { Dynamic } from 'solid-js/web'
import { IconButton } from '../../part/IconButton.tsx'
import { nextTheme, setTheme, theme } from '../../runtime/Theme.ts'
import { frameText } from './frameText.ts'

const icons = { system: Monitor, light: Sun, dark: Moon }

/** Goes round system, light, dark; its name is the theme in use. */
export const ThemeToggle = () => (
  <IconButton label={frameText.theme[theme()]} onClick={() => setTheme(nextTheme(theme()))}>
    <Dynamic component={icons[theme()]} size={17} />
  </IconButton>
)
