import type { Role } from '@coldopen/sync/client'
import { catalogue } from '../../message/catalogue.ts'

const role: { readonly [R in Role]: string } = {
  owner: 'Owner',
  editor: 'Can write',
  commenter: 'Can comment',
  viewer: 'Can read',
}

const joinAs: { readonly [R in Role]: string } = {
  owner: 'You own this script.',
  editor: 'You can read and write it.',
  commenter: 'You can read it and its comments.',
  viewer: 'You can read it.',
}

/** The words of inviting and being invited. */
export const inviteText = catalogue({
  en: {
    role,
    joinAs,
    title: 'Invitation · Coldopen',
    heading: 'You are invited to write together.',
    lead: 'Accept, and the script appears among yours, on this device too.',
    signInFirst: 'Sign in or create an account first; you come back here afterwards.',
    signIn: 'Sign in',
    signUp: 'Create an account',
    accept: 'Accept the invitation',
    accepting: 'Bringing the script here…',
    joined: 'You have joined.',
    refused:
      'This invitation does not work any more. It may have expired or been withdrawn; ask for a new link.',
    noServer: 'There is no server here, so an invitation cannot be accepted.',
    share: 'Share',
    dialogTitle: (title: string) => `Share “${title}”`,
    inviteHeading: 'Invite by link',
    roleField: 'Whoever has the link',
    commenterReads:
      'For now, who can comment reads the script and its comments: only those who can write add comments.',
    makeLink: 'Make a link',
    making: 'Making…',
    linkField: 'Invitation link',
    copy: 'Copy',
    copied: 'Copied',
    expires: (when: string) => `Works until ${when}, for one project and this role.`,
    members: 'Members',
    loading: 'Asking who is here…',
    you: 'you',
    unnamed: 'Unnamed',
    changeRole: (who: string) => `Role of ${who}`,
    remove: 'Remove',
    removeWho: (who: string) => `Remove ${who}`,
    removed: (who: string) => `${who} can no longer open this script.`,
    mustSignIn: 'Sign in to write with others: an invitation needs the script to be on the server.',
    notYet: 'This script is not on the server yet. Inviting works as soon as it is saved there.',
    notOwner: 'Only the owner invites and changes roles.',
  },
})
