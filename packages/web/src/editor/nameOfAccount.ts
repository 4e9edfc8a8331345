/** What others call a person of whom only the e-mail address is known: what stands before its @. */
export const nameOfAccount = ({ email }: { readonly email: string }): string =>
  email.split('@')[0] || email
