import './Button.css'
import { type JSX, splitProps } from 'solid-js'

interface ButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  /** `main` is the one thing to do here; `quiet` has a line; `bare` has none; `bad` takes something away. */
  readonly look?: 'main' | 'quiet' | 'bare' | 'bad'
}

/** A text button, with or without an icon before its text. */
export const Button = (props: ButtonProps) => {
  const [own, rest] = splitProps(props, ['look', 'class', 'type'])
  return (
    <button
      {...rest}
      type={own.type ?? 'button'}
      class={`button ${own.look ?? 'quiet'} ${own.class ?? ''}`}
    />
  )
}
