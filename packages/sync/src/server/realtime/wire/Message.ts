/** The two versions of the Phoenix channel serialiser that supabase-js speaks; no `vsn` in the URL means 1. */
export type WireVersion = 1 | 2

/** One message of a channel. `joinRef` names the joining it belongs to, `ref` the push it answers. */
export interface Message {
  readonly joinRef: string | null
  readonly ref: string | null
  readonly topic: string
  readonly event: string
  readonly payload: unknown
}

/** What a user broadcasts: an event name and its data, UTF-8 JSON text or bytes that nobody here looks into. */
export interface UserBroadcast {
  readonly event: string
  readonly encoding: 'json' | 'binary'
  readonly data: Uint8Array
}

/** Says where a broadcast came from when the database sent it; `replayed` when it is history. */
export interface BroadcastMeta {
  readonly id: string
  readonly replayed?: true
}

/** A frame of a client, decoded: a text message, or a broadcast in its binary form. */
export type Inbound =
  | { readonly kind: 'message'; readonly message: Message }
  | {
      readonly kind: 'broadcast'
      readonly joinRef: string | null
      readonly ref: string | null
      readonly topic: string
      readonly broadcast: UserBroadcast
    }

/** The longest header field of a binary frame, in UTF-8 bytes: its length stands in one byte. */
export const maxHeaderBytes = 255
