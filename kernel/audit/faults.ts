// What can be wrong with the record, each with its place.

export type RecordFault = {
  what:
    | "altered" // An entry's content is not what was sealed.
    | "missing" // An entry that was sealed is not there.
    | "inserted" // An entry stands in a seal that was made without it.
    | "swapped" // Two entries carry each other's content.
    | "moved" // An entry stands in another seal than the one that holds it.
    | "batch" // A seal of format 1 does not fit its entries; that format cannot say which.
    | "seal" // A seal is not what it was when it was made.
    | "gap" // A seal is missing.
    | "previous" // A seal does not follow from the one before.
    | "signature" // A seal is not signed by this installation.
    | "stray" // Entries name a seal that is not there.
    | "cut" // The end was cut off: more was counted, or published, than is there.
    | "counter" // The counter of a chain is not what its seals add up to.
    | "rewritten" // A seal is not the one that a daily root was made over.
    | "root" // A daily root is not what it was when it was made.
    | "root-gap" // A daily root is missing.
    | "root-previous" // A daily root does not follow from the one before.
    | "root-signature" // A daily root is not signed by this installation.
    | "root-chains" // What a daily root was made over was changed.
    | "kept" // A kept copy of the roots says otherwise.
    | "kept-missing" // A root of the kept copy is not there.
    | "stamp" // A time-stamp is about something else.
    | "authority"; // The installation's authority is not the one whose key the master key opens.
  agency?: string;
  seal?: number;
  /** An entry. */
  id?: string;
  /** The other entry of two, or the other seal. */
  other?: string;
  day?: string;
  count?: number;
};
