/** Where the text of a commit is said to lie, which is no file. */
export const COMMIT_MESSAGE = "message of the commit";

/** The same of a tag, in front of its name. */
export const TAG_MESSAGE = "message of the tag ";
