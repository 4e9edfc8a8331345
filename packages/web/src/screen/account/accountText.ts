import { catalogue, count } from '../../message/catalogue.ts'

/** The words of signing in and up. */
export const accountText = catalogue({
  en: {
    signInTitle: 'Sign in · Coldopen',
    signUpTitle: 'Create an account · Coldopen',
    signIn: 'Sign in',
    signUp: 'Create an account',
    signInLead: 'Your scripts go with you, and others can write with you.',
    signUpLead:
      'An account keeps a copy of your scripts on the server and lets you write with others.',
    email: 'E-mail',
    password: 'Password',
    passwordRule: (least: number) => `At least ${least} characters.`,
    show: 'Show',
    hide: 'Hide',
    busy: 'One moment…',
    noAccount: 'No account yet?',
    haveAccount: 'Already have an account?',
    noServer:
      'There is no server here, so there is nothing to sign in to. Everything you write is kept on this device.',
    localWork: (n: number) =>
      `The ${count(n, 'script', 'scripts')} on this device will be added to your account.`,
    welcome: 'You are signed in.',
    adopted: (n: number) =>
      `You are signed in. ${count(n, 'script', 'scripts')} from this device ${n === 1 ? 'is' : 'are'} being added to your account.`,
    toLibrary: 'To your scripts',
    wrong: 'E-mail and password do not belong together. Check both, or create an account.',
    taken: 'There is already an account with this e-mail. Sign in instead.',
    weak: 'This password is too easy to guess. Choose a longer one.',
    badEmail: 'This does not look like an e-mail address.',
    offline:
      'The server cannot be reached, so you cannot sign in now. Your work is kept on this device; try again when you are online.',
    confirm: 'Open the message that was sent to this address and confirm it, then sign in.',
    tooOften: 'Too many attempts. Wait a minute, then try again.',
  },
})
