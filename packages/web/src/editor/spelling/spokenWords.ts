/** What people say in scripts, and words of the trade, that neither dictionary has. */
export const spokenWords: readonly string[] =
  `ahh asshole aww barstool c'mon coulda countertop cuz d'you doorframe dumbass hafta intercut intercuts intercutting livestream
  lotta mmm musta offscreen oughta prelap rearview shoulda sotto voce voiceover voiceovers walkie whaddya whatcha woulda`.split(
    /\s+/u,
  )
