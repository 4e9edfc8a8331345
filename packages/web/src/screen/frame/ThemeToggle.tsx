import { Dynamic } from 'solid-js/web'
import { MoonGlyph, ScreenGlyph, SunGlyph } from '../../part/glyphs.tsx'
import { IconButton } from '../../part/IconButton.tsx'
import { nextTheme, setTheme, theme } from '../../runtime/Theme.ts'
import { frameText } from './frameText.ts'

const icons = { system: ScreenGlyph, light: SunGlyph, dark: MoonGlyph }

/** Goes round system, light, dark; its name is the theme in use. */
export const ThemeToggle = () => (
  <IconButton label={frameText.theme[theme()]} onClick={() => setTheme(nextTheme(theme()))}>
    <Dynamic component={icons[theme()]} />
  </IconButton>
)
