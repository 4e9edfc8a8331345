/** Where a peer's dump and we differ: what only we say, and what only the peer says. */
export interface Divergence {
  readonly only: readonly string[]
  readonly their: readonly string[]
}

/** Each has its reason under Divergences in `docs/spec/fountain.md`. */
export const divergences: Readonly<Record<string, Divergence>> = {
  // `CUT TO:` before a boneyard is a transition: what is left of the boneyard is a blank line.
  'Boneyards.txt': {
    only: [
      'ACTION AsherattlesoffthelonglistBrickandSteelsharealookThisisgoingtobeBAD',
      'TRANSITION CUTTO',
    ],
    their: ['ACTION AsherattlesoffthelonglistBrickandSteelsharealookThisisgoingtobeBADCUTTO'],
  },
  // (CONT'D) is kept, and a name may begin with a number.
  'Character.txt': {
    only: [
      'CHARACTER STEELCONTD',
      'CHARACTER STEELVOCONTD',
      'CHARACTER STEELVOCONTD',
      'DIALOGUE Notwork',
    ],
    their: ['CHARACTER STEELVO', 'CHARACTER STEELVO', 'ACTION 3CPONotwork'],
  },
  // A blank line ends a speech, and no note goes on over one.
  'Notes.txt': {
    only: [
      'DIALOGUE DidyouknowBrickandSteelareretired',
      'ACTION HishandisaninchfromthereceiverwhenthephoneRINGSScottpausesforamomentsuspiciousforsomereasonHelooksaroundPhoneringingTestinganotewithoutspacesThisdoesnthavespacesShouldntworkDefinitelyshouldntBecauseofthatblanklineHelooksaroundPhoneringing',
    ],
    their: [
      'DIALOGUE DidyouknowBrickandSteelareretiredHishandisaninchfromthereceiverwhenthephoneRINGSScottpausesforamomentsuspiciousforsomereasonHelooksaroundPhoneringingTestinganotewithoutspacesDefinitelyshouldntBecauseofthatblanklineHelooksaroundPhoneringing',
    ],
  },
  // Two parentheticals in a row are two parentheticals.
  'Parenthetical.txt': {
    only: ['PARENTHETICAL bouncy', 'DIALOGUE Alsotryingthis'],
    their: ['DIALOGUE bouncyAlsotryingthis'],
  },
  // A lone `CUT TO:` at the start is script.
  'Sections.txt': { only: ['TRANSITION CUTTO'], their: [] },
  // Tags are not in the syntax: `#tag` is text, which also keeps a cue or transition from being one.
  'Tags.txt': {
    only: [
      'HEADING INTSCEHE1DAYscene1Daymookmusichababibibi',
      'ACTION Thisisscene1wethinktaggyDAVEtagtagNicedayrightnicedayCUTTOthisisalsoatag',
      'HEADING extOLYMPIACIRCUSNIGHTtagtagtaganothertagtaggy',
      'ACTION wherethesecondratecarnivalisparkedforthemomentinanAlabamafieldcarnivalfield',
      'HEADING FORCEDHEADERheadeher',
      'ACTION JIMjimtagByebyejim',
      'SECTION AnotherSequencehoopla',
      'SECTION AnotherActactTag',
      'HEADING INTEXTHEADERWITHSCENENUM3tagtag',
      'HEADING ESTBUCKETLISTA31oohbutisthisatag',
      'ACTION NOTAHEADERbah',
    ],
    their: [
      'HEADING INTSCEHE1DAY',
      'ACTION Thisisscene1wethink',
      'CHARACTER DAVE',
      'DIALOGUE Nicedayright',
      'TRANSITION CUTTO',
      'HEADING extOLYMPIACIRCUSNIGHT',
      'ACTION wherethesecondratecarnivalisparkedforthemomentinanAlabamafield',
      'HEADING FORCEDHEADER',
      'CHARACTER JIM',
      'DIALOGUE Bye',
      'SECTION AnotherSequence',
      'SECTION AnotherAct',
      'HEADING INTEXTHEADERWITHSCENENUM3',
      'HEADING ESTBUCKETLISTA31',
      'ACTION NOTAHEADER',
    ],
  },
  // The note before the title page is kept but not shown; `~` is lyrics in a speech too.
  'sample.tokens.json': {
    only: ['LYRIC Happybirthdaytoyou'],
    their: ['ACTION Scriptnoteblahblahblahblahblahblah', 'DIALOGUE Happybirthdaytoyou'],
  },
}
