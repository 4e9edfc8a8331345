import type { SourceForm } from '../../format/fountain/FountainScript.ts'
import { joinScenes, titleText } from '../../format/fountain/Writer.ts'
import { titleLine } from '../../format/fountain/TitlePage.ts'
import type { TitleEntry } from '../../screenplay/TitlePage.ts'
import { cleanText } from '../CleanText.ts'
import type { ProjectionContext } from '../ProjectionContext.ts'
import type { ScenePart } from './ScenePart.ts'
import type { ScreenplayRow } from './ScreenplayRow.ts'

/** The title of a screenplay that has none on its title page. */
export const untitled = 'Untitled'

/** The title page as it stands at the start of the content; empty without one. */
export const contentTitle = (entries: readonly TitleEntry[], form: SourceForm): string =>
  cleanText(titleText(entries, form))

/** The row of a screenplay, from its title page and its rendered scenes. */
export const screenplayRow = (
  context: ProjectionContext,
  entries: readonly TitleEntry[],
  form: SourceForm,
  parts: readonly ScenePart[],
): ScreenplayRow => ({
  id: context.document,
  user_id: context.owner,
  title: cleanText(titleLine(entries)) || untitled,
  content: joinScenes(
    contentTitle(entries, form),
    parts.map((part) => part.text),
    form.end,
  ),
  version: Math.max(1, context.seq),
  created_at: context.createdAt,
  updated_at: context.changedAt,
})
