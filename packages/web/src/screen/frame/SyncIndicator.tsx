import './SyncIndicator.css'
import { Popover } from '../../part/Popover.tsx'
import { useStudio } from '../../runtime/Studio.ts'
import { createSummary } from './createSummary.ts'
import { frameText } from './frameText.ts'
import { SyncPanel } from './SyncPanel.tsx'

/** Where all the work stands, in two words; the panel behind it says it per script. */
export const SyncIndicator = () => {
  const studio = useStudio()
  const summary = createSummary(studio)
  return (
    <Popover
      label={frameText.sync(frameText.summary[summary()])}
      buttonClass="button bare sync"
      button={
        <span
          class="sync-summary"
          data-summary={summary()}
          data-disk={studio.device().writing.size > 0 ? 'writing' : 'saved'}
        >
          <span class="sync-text">{frameText.summary[summary()]}</span>
        </span>
      }
    >
      {(close) => <SyncPanel summary={summary()} close={close} />}
    </Popover>
  )
}
