import { type Accessor, createRenderEffect } from 'solid-js'

/** Keeps the browser tab's title, which is also what a screen reader says on arrival. */
export const createTitle = (title: Accessor<string>): void =>
  createRenderEffect(() => {
    document.title = title()
  })
