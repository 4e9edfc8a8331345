/**
 * Runs once what is on the screen now is shown: when the frame after it begins, because the one that holds it is drawn by
 * others after its callbacks ran. In a hidden tab, where nothing is painted, soon.
 */
export const afterPaint = (run: () => void): void => {
  if (document.visibilityState === 'hidden') setTimeout(run)
  else requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(run)))
}
