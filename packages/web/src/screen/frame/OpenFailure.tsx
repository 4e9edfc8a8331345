import './Trouble.css'
import { detailOf } from '../../message/errorText.ts'
import { Button } from '../../part/Button.tsx'
import { troubleText } from './troubleText.ts'

/** The engine could not open this device's store; nothing can be changed until it does. */
export const OpenFailure = (props: { readonly error: unknown }) => (
  <div class="notice bad" role="alert">
    <p>
      <strong>{troubleText.openFailed}</strong> {troubleText.openFailedNext}{' '}
      <span class="soft">{detailOf(props.error)}</span>
    </p>
    <Button onClick={() => location.reload()}>{troubleText.reload}</Button>
  </div>
)
