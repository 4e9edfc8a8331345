/** A column of the seed: its PostgreSQL type as `format_type` spells it, and whether the seed requires a value. */
export interface Column {
  readonly name: string
  readonly type: string
  readonly required: boolean
}

/** One of DirectorStudio's fourteen tables, as its seed lists it. */
export interface DirectorTable {
  readonly name: string
  readonly columns: readonly Column[]
}

const table = (name: string, columns: Readonly<Record<string, string>>): DirectorTable => ({
  name,
  columns: Object.entries(columns).map(([column, type]) => ({
    name: column,
    type: type.replace('?', ''),
    required: !type.endsWith('?'),
  })),
})

const time = 'timestamp with time zone'
const double = 'double precision'

/** DirectorStudio's tables; a type with `?` is one the seed calls optional. */
export const directorTables: readonly DirectorTable[] = [
  table('clip_jobs', {
    id: 'uuid',
    user_id: 'uuid',
    user_key: 'text',
    prompt: 'text',
    status: 'text',
    submitted_at: time,
    completed_at: `${time}?`,
    download_url: 'text?',
    error_message: 'text?',
  }),
  table('continuity_daily_analytics', {
    user_id: 'uuid?',
    validation_date: `${time}?`,
    total_scenes: 'bigint?',
    avg_confidence: `${double}?`,
    scenes_passed: 'bigint?',
    scenes_failed: 'bigint?',
    min_confidence: `${double}?`,
    max_confidence: `${double}?`,
    confidence_stddev: `${double}?`,
  }),
  table('continuity_logs', {
    id: 'uuid',
    scene_id: 'integer',
    confidence: double,
    issues: 'jsonb',
    passed: 'boolean',
    timestamp: time,
    user_id: 'uuid',
    created_at: time,
  }),
  table('continuity_recent_validations', {
    user_id: 'uuid?',
    scene_id: 'integer?',
    confidence: `${double}?`,
    passed: 'boolean?',
    issue_count: 'integer?',
    timestamp: `${time}?`,
  }),
  table('continuity_scene_states', {
    id: 'integer',
    location: 'text',
    characters: 'jsonb',
    props: 'jsonb',
    prompt: 'text',
    tone: 'text',
    timestamp: time,
    user_id: 'uuid',
    created_at: time,
    updated_at: time,
  }),
  table('continuity_telemetry', {
    element: 'text',
    attempts: 'integer',
    successes: 'integer',
    rate: double,
    timestamp: time,
    user_id: 'uuid',
    created_at: time,
    updated_at: time,
  }),
  table('continuity_telemetry_performance', {
    user_id: 'uuid?',
    element: 'text?',
    attempts: 'integer?',
    successes: 'integer?',
    rate: `${double}?`,
    performance_category: 'text?',
    last_updated: `${time}?`,
  }),
  table('credits_ledger', {
    id: 'uuid',
    user_key: 'text',
    credits: 'integer',
    first_clip_granted: 'boolean?',
    first_clip_consumed: 'boolean?',
    granted_at: `${time}?`,
    updated_at: `${time}?`,
    user_id: 'uuid?',
  }),
  table('project_overview', {
    project_id: 'text?',
    user_id: 'uuid?',
    scene_count: 'bigint?',
    total_duration: `${double}?`,
    project_created_at: `${time}?`,
    last_updated: `${time}?`,
  }),
  table('scene_drafts', {
    id: 'uuid',
    user_id: 'uuid',
    project_id: 'text',
    order_index: 'integer',
    prompt_text: 'text',
    duration: double,
    scene_type: 'text?',
    shot_type: 'text?',
    created_at: time,
    updated_at: time,
  }),
  table('screenplay_sections', {
    id: 'uuid',
    screenplay_id: 'uuid',
    heading: 'text',
    content: 'text',
    order_index: 'integer',
    created_at: time,
  }),
  table('screenplays', {
    id: 'uuid',
    user_id: 'uuid',
    title: 'text',
    content: 'text',
    version: 'integer',
    created_at: time,
    updated_at: time,
  }),
  table('user_statistics', {
    user_id: 'uuid?',
    email: 'character varying?',
    credits: 'integer?',
    total_scenes: 'bigint?',
    total_screenplays: 'bigint?',
    completed_videos: 'bigint?',
    last_activity: `${time}?`,
  }),
  table('video_uploads', {
    id: 'uuid',
    project_id: 'text?',
    order_index: 'integer?',
    filename: 'text?',
    uploaded_at: 'timestamp without time zone?',
    user_id: 'uuid?',
  }),
]
