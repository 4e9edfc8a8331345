/** A writer's colour: a deep tone for a light page, a pale one for a dark page and for faces under dark ink. */
export interface CaretColour {
  readonly deep: string
  readonly pale: string
}

/** Twelve hues told apart side by side: OKLCH 0.49/0.13 and 0.80/0.10, brought into sRGB. */
export const caretColours: readonly CaretColour[] = [
  { deep: '#9d3c39', pale: '#f8a49d' },
  { deep: '#924a03', pale: '#f0ad7f' },
  { deep: '#7a5b01', pale: '#dbb970' },
  { deep: '#476e04', pale: '#a8cb86' },
  { deep: '#037441', pale: '#88d1a2' },
  { deep: '#067067', pale: '#69d3c6' },
  { deep: '#106b82', pale: '#6ccdea' },
  { deep: '#1263a6', pale: '#8cc3fc' },
  { deep: '#5455a8', pale: '#b1b7fd' },
  { deep: '#774897', pale: '#d2acee' },
  { deep: '#8f3e77', pale: '#eaa4d2' },
  { deep: '#9a3a56', pale: '#f5a3b5' },
]

const hash = (text: string): number => {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0
  return value
}

/** A writer's colour: the same on every screen and every day, because it comes from the user's id alone. */
export const caretColour = (user: string): CaretColour =>
  caretColours[hash(user) % caretColours.length] ?? { deep: '#575147', pale: '#b9b1a3' }

/** The colour as a CSS value that follows the page's theme. */
export const cssColour = ({ deep, pale }: CaretColour): string => `light-dark(${deep}, ${pale})`
