/** Runs once what is on the screen now has been painted; in a hidden tab, where nothing is painted, soon. */
export const afterPaint = (run: () => void): void => {
  if (document.visibilityState === 'hidden') setTimeout(run)
  else requestAnimationFrame(() => setTimeout(run))
}
