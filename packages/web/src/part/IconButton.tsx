import './Button.css'
import { type JSX, splitProps } from 'solid-js'

interface IconButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  /** What a screen reader says and a pointer sees in the tooltip. */
  readonly label: string
}

/** A button that is only an icon. */
export const IconButton = (props: IconButtonProps) => {
  const [own, rest] = splitProps(props, ['label', 'class'])
  return (
    <button
      type="button"
      {...rest}
      class={`icon-button ${own.class ?? ''}`}
      aria-label={own.label}
      title={own.label}
    />
  )
}
