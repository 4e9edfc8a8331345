/** Where a peer's dump and we differ: what only we say, and what only the peer says. */
export interface Divergence {
  readonly why: string
  readonly only: readonly string[]
  readonly their: readonly string[]
}

/** Each has its reason under Divergences in `docs/spec/fountain.md`. */
export const divergences: Readonly<Record<string, Divergence>> = {
  'Boneyards.txt': {
    why: '`CUT TO:` before a boneyard is a transition: what is left of the boneyard is a blank line.',
    only: [
      'ACTION AsherattlesoffthelonglistBrickandSteelsharealookThisisgoingtobeBAD',
      'TRANSITION CUTTO',
    ],
    their: ['ACTION AsherattlesoffthelonglistBrickandSteelsharealookThisisgoingtobeBADCUTTO'],
  },
  'Character.txt': {
    why: "(CONT'D) is kept, and a name may begin with a number.",
    only: [
      'CHARACTER STEELCONTD',
      'CHARACTER STEELVOCONTD',
      'CHARACTER STEELVOCONTD',
      'DIALOGUE Notwork',
    ],
    their: ['CHARACTER STEELVO', 'CHARACTER STEELVO', 'ACTION 3CPONotwork'],
  },
  'Notes.txt': {
    why: 'A blank line ends a speech, and no note goes on over one.',
    only: [
      'DIALOGUE DidyouknowBrickandSteelareretired',
      'ACTION HishandisaninchfromthereceiverwhenthephoneRINGSScottpausesforamomentsuspiciousforsomereasonHelooksaroundPhoneringingTestinganotewithoutspacesThisdoesnthavespacesShouldntworkDefinitelyshouldntBecauseofthatblanklineHelooksaroundPhoneringing',
    ],
    their: [
      'DIALOGUE DidyouknowBrickandSteelareretiredHishandisaninchfromthereceiverwhenthephoneRINGSScottpausesforamomentsuspiciousforsomereasonHelooksaroundPhoneringingTestinganotewithoutspacesDefinitelyshouldntBecauseofthatblanklineHelooksaroundPhoneringing',
    ],
  },
  'Parenthetical.txt': {
    why: 'Two parentheticals in a row are two parentheticals.',
    only: ['PARENTHETICAL bouncy', 'DIALOGUE Alsotryingthis'],
    their: ['DIALOGUE bouncyAlsotryingthis'],
  },
  'Sections.txt': {
    why: 'A lone `CUT TO:` at the start is script.',
    only: ['TRANSITION CUTTO'],
    their: [],
  },
  'Tags.txt': {
    why: 'Tags are not in the syntax: `#tag` is text, which also keeps a cue or transition from being one.',
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
  'sample.tokens.json': {
    why: 'The note before the title page is kept but not shown; `~` is lyrics in a speech too.',
    only: ['LYRIC Happybirthdaytoyou'],
    their: ['ACTION Scriptnoteblahblahblahblahblahblah', 'DIALOGUE Happybirthdaytoyou'],
  },
  'synopsis.fdx': {
    why: 'The summary among a heading’s properties is Final Draft’s index card: it stays in the file and is no line of the script (FDX-1).',
    only: [],
    their: ['SYNOPSIS Hereisthesynopsis'],
  },
}
