import './glyphs.css'

/*
 * The icons of the first paint, drawn by us as one template each: a component that assembles an icon from its parts costs
 * a tenth of the whole first paint. Everything loaded later uses the icon set.
 */

/** Three dots: more can be done here. A library has hundreds: one box, no drawing. */
export const MoreGlyph = () => <span class="more-glyph" aria-hidden="true" />

export const PlusGlyph = () => (
  <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M8 3v10M3 8h10" />
  </svg>
)

/** A page going into a tray. */
export const ImportGlyph = () => (
  <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M8 10.5V2.5M4.8 5.5 8 2.3l3.2 3.2M2.5 10.5v2q0 1 1 1h9q1 0 1-1v-2" />
  </svg>
)

export const SearchGlyph = () => (
  <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M11.3 7a4.3 4.3 0 1 1-8.6 0 4.3 4.3 0 0 1 8.6 0M10.2 10.2l3.5 3.5" />
  </svg>
)

export const CloseGlyph = () => (
  <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">
    <path d="m3.5 3.5 9 9M12.5 3.5l-9 9" />
  </svg>
)

export const ScreenGlyph = () => (
  <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M2.8 3h10.4q.8 0 .8.8v6.4q0 .8-.8.8H2.8q-.8 0-.8-.8V3.8q0-.8.8-.8M8 11v2.7M5.5 13.7h5" />
  </svg>
)

export const SunGlyph = () => (
  <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M10.7 8a2.7 2.7 0 1 1-5.4 0 2.7 2.7 0 0 1 5.4 0M8 1.4v1.2M8 13.4v1.2M1.4 8h1.2M13.4 8h1.2M3.3 3.3l.9.9M11.8 11.8l.9.9M12.7 3.3l-.9.9M4.2 11.8l-.9.9" />
  </svg>
)

export const MoonGlyph = () => (
  <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7Z" />
  </svg>
)
