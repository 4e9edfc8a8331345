export const PreviousGlyph = () => (
  <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">
    <path d="m3.5 10 4.5-4.5 4.5 4.5" />
  </svg>
)

export const NextGlyph = () => (
  <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M3.5 6 8 10.5 12.5 6" />
  </svg>
)
