const gap = 4
const margin = 8

/** Where a popover of `width` × `height` stands: under its button, aligned to its end, above when there is no room, over it where neither holds it. */
export const placeUnder = (
  anchor: {
    readonly left: number
    readonly right: number
    readonly top: number
    readonly bottom: number
  },
  size: { readonly width: number; readonly height: number },
  view: { readonly width: number; readonly height: number },
): { readonly left: number; readonly top: number } => {
  const left = Math.max(
    margin,
    Math.min(anchor.right - size.width, view.width - size.width - margin),
  )
  const below = anchor.bottom + gap
  const above = anchor.top - gap - size.height
  const fits = below + size.height + margin <= view.height
  const within = Math.max(margin, view.height - size.height - margin)
  return { left, top: fits ? below : above < margin ? within : above }
}
