import type { TitleEntry } from '../../screenplay/TitlePage.ts'
import type { Element } from './Element.ts'
import type { SourceForm } from './FountainScript.ts'
import { isBlank, isSpansOnly, splitLines } from './Line.ts'
import { type SceneText, writeScene } from './SceneWriter.ts'
import { readTitlePage, sameEntries, writeTitlePage } from './TitlePage.ts'

/** A script to write: `form` is what an imported file had beside its elements. */
export interface WritableScript {
  readonly titlePage: readonly TitleEntry[]
  readonly elements: readonly Element[]
  readonly form: SourceForm
}

/** Writes a script as Fountain 1.1, in the byte form of the file it came from. */
export const writeScript = (script: WritableScript): string => {
  const { form } = script
  const title = titleText(script.titlePage, form)
  let first = title === ''
  const scenes = scenesOf(script.elements).map((elements) => {
    const scene = writeScene(elements, first)
    first &&= scene.text === ''
    return scene
  })
  const text = joinScenes(title, scenes, form.end)
  const lines = form.eol === undefined ? text : text.replaceAll('\n', form.eol)
  return (form.bom === true ? '\uFEFF' : '') + lines
}

/** The title page with what stood before it; empty without one. The source's form is used while it says the same. */
export const titleText = (entries: readonly TitleEntry[], form: SourceForm): string => {
  const plain = writeTitlePage(entries)
  if (plain === '') return ''
  const lead = form.lead !== undefined && isLead(form.lead) ? form.lead : ''
  return lead + (form.title !== undefined && saysOnly(form.title, entries) ? form.title : plain)
}

/** Lines that may stand before a title page. */
const isLead = (lead: string): boolean =>
  lead.endsWith('\n') && splitLines(lead).every((line) => isBlank(line) || isSpansOnly(line))

/** Whether a source is a title page with these entries and nothing else. */
const saysOnly = (source: string, entries: readonly TitleEntry[]): boolean => {
  const lines = splitLines(source)
  const said = readTitlePage(lines)
  return said?.from === 0 && said.to === lines.length && sameEntries(said.entries, entries)
}

/** Puts title page and scenes one after another, with line feeds. `end` is what follows the last of them. */
export const joinScenes = (
  title: string,
  scenes: readonly SceneText[],
  end: string | undefined,
): string => {
  // Grown by `+=`, which engines keep as a rope: joining an array copies the whole script at each change.
  let out = title
  let open = title !== ''
  let rest = ''
  for (const scene of scenes) {
    if (scene.text !== '') {
      if (out === '') out = rest + (scene.gap ?? '') + scene.text
      else {
        const gap = scene.gap ?? '\n'
        const joins =
          gap.includes('\n') || (open && (out !== title || endsTitle(title, scene.text)))
        out += `\n${rest}${joins ? gap : '\n'}`
        out += scene.text
      }
      rest = ''
      open = scene.open
    }
    rest += scene.rest
  }
  return out + rest + (end ?? (out === '' ? '' : '\n'))
}

/** Whether a title page ends before this text, should it follow without a blank line. */
const endsTitle = (title: string, text: string): boolean => {
  const lines = splitLines(title)
  return readTitlePage([...lines, ...splitLines(text)])?.to === lines.length
}

/** Elements cut before each scene heading. */
export const scenesOf = (elements: readonly Element[]): Element[][] => {
  const scenes: Element[][] = []
  for (const element of elements) {
    const scene = scenes.at(-1)
    if (scene === undefined || element.kind === 'scene_heading') scenes.push([element])
    else scene.push(element)
  }
  return scenes
}
